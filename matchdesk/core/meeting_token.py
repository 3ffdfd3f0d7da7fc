"""What the QR code on a meeting's outcome form says: which meeting of which event, and no more.

14 letters of the badge tokens' alphabet, which every keyboard layout types alike: `FR` (form), six
for the meeting's number, six of signature under the event's secret, so that another event's form is
told from ours. The number itself stands beside the code on paper, for hands.
"""

from __future__ import annotations

import hashlib
import hmac

from matchdesk.core.badge_token import ALPHABET, normalise

PREFIX = "FR"
_NUMBER, _SIGNATURE = 6, 6
LENGTH = len(PREFIX) + _NUMBER + _SIGNATURE
MOST = 16**_NUMBER - 1


def make(secret: str, number: int) -> str:
    """The code of meeting `number`'s form; raises ValueError beyond 1 to `MOST`."""
    if not 1 <= number <= MOST:
        raise ValueError(number)
    body = PREFIX + "".join(ALPHABET[int(digit, 16)] for digit in f"{number:0{_NUMBER}x}")
    return body + _sign(secret, body)


def is_form(text: str) -> bool:
    """Whether `text` looks like the code of a form, of this event or another."""
    token = normalise(text)
    known = all(letter in ALPHABET for letter in token)
    return len(token) == LENGTH and token.startswith(PREFIX) and known


def read(secret: str, text: str) -> int | None:
    """The meeting's number; None if `text` is no form's code, or one of another event."""
    token = normalise(text)
    if not is_form(token):
        return None
    body = token[:-_SIGNATURE]
    if not hmac.compare_digest(_sign(secret, body), token[-_SIGNATURE:]):
        return None
    digits = (ALPHABET.index(letter) for letter in body[len(PREFIX) :])
    return int("".join(f"{digit:x}" for digit in digits), 16) or None


def _sign(secret: str, body: str) -> str:
    digest = hmac.new(bytes.fromhex(secret), b"form:" + body.encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte & 15] for byte in digest[:_SIGNATURE])
