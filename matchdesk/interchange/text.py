"""What a cell means once the traces of its journey are gone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GUARDED = re.compile(r"^'+[=+\-@\t\r]")
_STARTS_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), 0x2066])
_BREAKS = re.compile(r"\r\n?|\v|\f|\x85|\u2028|\u2029|_x000D_\n?")
_LATIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ"}
)


def clean(cell: str) -> str:
    """`cell` as one would type it: NFC, plain blanks, no invisible marks, no formula guard.

    Exports put an apostrophe or a tab before `= + - @` so that a spreadsheet does not calculate;
    exactly that one guard is taken off. Line breaks are kept, as line feeds.
    """
    if cell.isascii() and cell.isalnum():
        return cell
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", rearm(cell))).translate(_INVISIBLE)
    lines = (re.sub(r"[^\S\n]+", " ", _printable(line)).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def one_line(cell: str) -> str:
    """`clean(cell)` with every line break turned into one blank."""
    text = clean(cell)
    return " ".join(text.split()) if "\n" in text else text


def disarm(text: str) -> str:
    """`text` with an apostrophe before anything a spreadsheet would take for a formula."""
    return f"'{text}" if _STARTS_FORMULA.match(text) else text


def rearm(cell: str) -> str:
    """The opposite of `disarm`."""
    stripped = cell.lstrip(" \u00a0")
    return stripped[1:] if _GUARDED.match(stripped) else cell


def fold(text: str) -> str:
    """`text` for comparing: no case, accents, punctuation or double blanks; `#` is a word."""
    words = unicodedata.normalize("NFKD", text.replace("#", " number "))
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LATIN))
    letters = (" " if _is_gap(c) else c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """`fold(text)` without blanks: `First name`, `first_name` and `FirstName` are one."""
    return fold(text).replace(" ", "")


def items(cell: str, *, commas: bool = True) -> tuple[str, ...]:
    """A list typed into one cell: parted by `;`, `|` or line breaks, else (`commas`) by commas."""
    text = clean(cell)
    parts = re.split(r"[;|\n•]+", text)
    if len(parts) == 1 and commas:
        parts = re.split(r",(?![^(]*\))", text)
    unique = dict.fromkeys(" ".join(part.split()) for part in parts)
    return tuple(part for part in unique if part)


def _is_gap(character: str) -> bool:
    return unicodedata.category(character)[0] in "PSZC"


def _shows(character: str) -> bool:
    return unicodedata.category(character) != "Cc"


def _printable(line: str) -> str:
    """`line` without control characters; a tab counts as a blank."""
    if line.isprintable():
        return line
    return "".join(" " if c == "\t" else c for c in line if c == "\t" or _shows(c))
