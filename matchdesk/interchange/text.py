"""What a cell means once the traces of its journey are gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from matchdesk.core.text import fold

_GUARDED = re.compile(r"^'+[=+\-@\t\r]")
_STARTS_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), 0x2066])
_BREAKS = re.compile(r"\r\n?|\v|\f|\x85|\u2028|\u2029|_x000D_\n?")


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


def words(text: str) -> str:
    """`fold(text)` for headers, where `#` stands for a number."""
    return fold(text.replace("#", " number "))


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """`words(text)` without blanks: `First name`, `first_name` and `FirstName` are one."""
    return words(text).replace(" ", "")


def items(cell: str, *, commas: bool = True) -> tuple[str, ...]:
    """A list typed into one cell: parted by `;`, `|` or line breaks, else (`commas`) by commas.

    What `listed` has put between quotation marks is one item whatever it holds.
    """
    text = clean(cell)
    quoted = _QUOTED.search(text) is not None
    parts = [_bare(part) for part in _PARTS.findall(text)] if quoted else _split(text)
    if len(parts) == 1 and commas and not quoted:
        parts = re.split(r",(?![^(]*\))", text)
    unique = dict.fromkeys(" ".join(part.split()) for part in parts)
    return tuple(part for part in unique if part)


def listed(texts: Iterable[str]) -> str:
    """`texts` in one cell, such that `items` finds exactly them again."""
    return "; ".join(f'"{text}"' if _SPLITS.search(text) else text for text in texts)


_SPLITS = re.compile(r"[;|\n•]")
_QUOTED = re.compile(r'(?:^|[;|\n•])\s*"[^"]*"\s*(?=[;|\n•]|$)')
_PARTS = re.compile(r'\s*"[^"]*"\s*(?=[;|\n•]|$)|[^;|\n•]+')


def _split(text: str) -> list[str]:
    return re.split(r"[;|\n•]+", text)


def _bare(part: str) -> str:
    text = part.strip()
    marked = len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]
    return text[1:-1] if marked else text


def _shows(character: str) -> bool:
    return unicodedata.category(character) != "Cc"


def _printable(line: str) -> str:
    """`line` without control characters; a tab counts as a blank."""
    if line.isprintable():
        return line
    return "".join(" " if c == "\t" else c for c in line if c == "\t" or _shows(c))
