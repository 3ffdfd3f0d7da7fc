"""Letters: what an e-mail address may hold, and what a code page can write."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ħ": "h",
        "Ħ": "H",
        "’": "",
    }
)


def slug(text: str) -> str:
    """`text` in lower-case ASCII letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in letters)
    return "-".join(part for part in kept.split("-") if part)


def fits(text: str, encoding: str) -> bool:
    """Whether `encoding` can write `text`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
