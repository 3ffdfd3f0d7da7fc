"""What kind of character this is: for cleaning, for choosing a face and for breaking lines."""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH_JOINERS = "\u200c\u200d"
_MARKS_PER_BASE = 5
"""More marks than any living script stacks; what exceeds it is meant to wreck the page."""

_DROPPED = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"  # soft hyphen, direction marks, zero-width
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # forced directions
)

_SIMPLE = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff]*")
"""Latin, Greek and Cyrillic letters, each whole: nothing joins, stacks or turns round."""
_BACKWARDS = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks in which something may run from right to left (DerivedBidiClass.txt)."""
_SPAN = re.compile("(\\d\\d?:\\d\\d )?– \\d\\d?:\\d\\d")
"""“09:00 – 09:20”, or its second half on a line of its own."""


def is_simple(text: str) -> bool:
    """Whether each character stands for itself, so that nothing need be asked about its kind.

    Nineteen names of twenty are: it is asked first, for speed.
    """
    return _SIMPLE.fullmatch(text) is not None


def clean(text: str) -> str:
    """`text` as one paragraph that is safe to set.

    Control characters, forced directions and lone surrogates go; runs of white space become one
    blank (a no-break space stays one); piles of combining marks are cut. Everything a reader
    would see stays, in the order it was written.
    """
    if is_simple(text) and "  " not in text and text.isprintable():
        return text.strip()
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MARKS_PER_BASE or character in _DROPPED:
            continue
        if character.isspace() and character not in "\u00a0\u202f":
            if kept and kept[-1] != " ":
                kept.append(" ")
        elif category not in ("Cc", "Cs", "Cn", "Co") and not 0xE0000 <= ord(character) < 0xE0100:
            kept.append(character)
    return "".join(kept).strip()


def extends(character: str) -> bool:
    """Whether `character` belongs to the one before it and must not be parted from it."""
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in ZERO_WIDTH_JOINERS
        or 0xFE00 <= ord(character) <= 0xFE0F
        or 0x1F3FB <= ord(character) <= 0x1F3FF  # skin tones
    )


def is_right_to_left(text: str) -> bool:
    """Whether anything in `text` runs from right to left."""
    if _BACKWARDS.search(text) is None:
        return False
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (rules P2, P3 of UAX 9)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def runs_right_to_left(text: str) -> bool:
    """Whether a line of its own, on a page from left to right, runs from right to left.

    As it begins (rules P2, P3 of UAX 9), unless it is a name that goes on in the other direction to
    its end: “שרה Cohen” then stands as it is read on such a page (HL1 of UAX 9 leaves it to us).
    Numbers and parts in a row would come apart.
    """
    if not starts_right_to_left(text):
        return False
    if " · " in text or any(map(str.isdigit, text)):
        return True
    letters = [unicodedata.bidirectional(character) for character in text]
    strong = [letter == "L" for letter in letters if letter in ("L", "R", "AL")]
    return sorted(strong) != strong or not strong[-1]


def runs_with_the_page(text: str) -> bool:
    """Whether a line has no direction of its own: several things in a row, or a span of times.

    On a page from right to left its first part then stands at the right.
    """
    return " · " in text or _SPAN.fullmatch(text) is not None


def is_han(character: str) -> bool:
    """Whether `character` is an ideograph shared by Chinese, Japanese and Korean."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character in "々〆"
    )


def is_kana(character: str) -> bool:
    """Whether `character` is Japanese Hiragana or Katakana."""
    return "\u3040" <= character <= "\u30ff" or "\uff66" <= character <= "\uff9f"


def is_hangul(character: str) -> bool:
    """Whether `character` is Korean."""
    return "\uac00" <= character <= "\ud7af" or "\u1100" <= character <= "\u11ff"


def is_thai(character: str) -> bool:
    """Whether `character` is Thai."""
    return "\u0e01" <= character <= "\u0e5b"
