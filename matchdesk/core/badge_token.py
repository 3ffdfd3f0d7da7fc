"""Badge tokens: random, signed for one event, with no personal data in them.

A token is 24 letters: 16 of chance (64 bits) and 8 of signature (32 bits of HMAC-SHA-256 under the
event's secret). The alphabet holds only letters that sit on the same key of QWERTY, QWERTZ and
AZERTY keyboards, so that a hand scanner set to another layout than the computer still types the
same token; case does not matter. All are upper case, so a QR code holds them in its compact mode.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from enum import StrEnum

ALPHABET = "BCDEFGHJKNPRSTUV"
_BODY, _SIGNATURE = 16, 8
LENGTH = _BODY + _SIGNATURE


class TokenReading(StrEnum):
    """What a scanned text turned out to be."""

    GENUINE = "genuine"
    FORGED = "forged"
    FOREIGN = "foreign"


def new_secret() -> str:
    """A fresh signing secret for one event (64 hexadecimal digits)."""
    return secrets.token_hex(32)


def make(secret: str) -> str:
    """A new token nobody can guess."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY))
    return body + _sign(secret, body)


def normalise(text: str) -> str:
    """The scanned text as it was printed: no blanks or hyphens around the letters, upper case."""
    return "".join(text.split()).replace("-", "").upper()


def read(secret: str, text: str) -> TokenReading:
    """Whether `text` is a token of this event, looks like one but is not, or is something else."""
    token = normalise(text)
    if len(token) != LENGTH or any(letter not in ALPHABET for letter in token):
        return TokenReading.FOREIGN
    genuine = hmac.compare_digest(_sign(secret, token[:_BODY]), token[_BODY:])
    return TokenReading.GENUINE if genuine else TokenReading.FORGED


def _sign(secret: str, body: str) -> str:
    digest = hmac.new(bytes.fromhex(secret), body.encode(), hashlib.sha256).digest()
    return _letters(digest, _SIGNATURE)


def _letters(digest: bytes, count: int) -> str:
    nibbles = (nibble for byte in digest for nibble in (byte >> 4, byte & 15))
    return "".join(ALPHABET[nibble] for nibble, _ in zip(nibbles, range(count), strict=False))
