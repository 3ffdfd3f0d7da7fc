"""QR codes as runs of dark modules.

The mask is fixed: trying all eight is where the time goes (measured: three times slower), and
with error correction Q every mask decodes from a 150 dpi scan. Codes as short as badge tokens are
put together here, ten times as fast as by the library, from whose first code of that size they
take everything that does not depend on the text; longer ones are the library's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from matchdesk.core.errors import Invalid

QUIET = 4
"""Modules of white the standard asks for on each side (ISO/IEC 18004, 5.3.8)."""

Runs = list[tuple[int, int, int]]
"""(column, row, length) of every run of dark modules, counted from the top left."""

_MASK = 2
_LONGEST = 600
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_LETTERS = {letter: value for value, letter in enumerate(_ALPHABET)}
_PLAIN = re.compile(r"[0-9A-Z $%*+./:-]*[A-Z $%*+./:-][0-9A-Z $%*+./:-]*")
"""What goes by the alphanumeric mode; digits alone would take a denser one."""
_DARK = re.compile(rb"\x01+")


class _Small:
    """A size of code with a single block, so that its codewords lie in one row (ISO 18004, 6.5).

    `letters` is how many alphanumeric ones it holds at level Q, `data` and `checks` its codewords.
    """

    def __init__(self, version: int, letters: int, data: int, checks: int) -> None:
        self.version, self.letters, self.data, self.checks = version, letters, data, checks
        self.across = 17 + 4 * version


_SMALL = (_Small(1, 16, 13, 13), _Small(2, 29, 22, 22))


def dark_runs(text: str) -> tuple[Runs, int]:
    """The runs of dark modules of `text`'s code, and the modules in a row.

    The quiet zone is not included. Raises `Invalid` for no text and for one that is too long.
    """
    if not text or len(text) > _LONGEST:
        raise Invalid(field="QR", value=text[:40], expected=f"1–{_LONGEST}")
    if len(text) <= _SMALL[-1].letters and _PLAIN.fullmatch(text):
        size = next(size for size in _SMALL if len(text) <= size.letters)
        return _runs_of(_drawn(text, size), size.across), size.across
    modules = library_modules(text)
    runs: Runs = []
    for y, row in enumerate(modules):
        x = 0
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                runs.append((x, y, length))
            x += length
    return runs, len(modules)


def library_modules(text: str) -> Sequence[Sequence[bool]]:
    """The rows of `text`'s code as the library draws it."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=_MASK, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.modules]


def _runs_of(grid: bytes, across: int) -> Runs:
    spaced = b"\0".join(grid[y : y + across] for y in range(0, len(grid), across))
    places = _run_starts(across)
    spans = [match.span() for match in _DARK.finditer(spaced)]
    return [(*places[start], end - start) for start, end in spans]


@lru_cache
def _run_starts(across: int) -> list[tuple[int, int]]:
    """Column and row of each module, the rows one light module apart."""
    return [(x, y) for y in range(across) for x in range(across + 1)]


def _drawn(text: str, size: _Small) -> bytes:
    """One byte a module, row by row: 1 for a dark one."""
    frame, order = _frame(size)
    bits = _codewords(text, size)
    grid = bytearray(frame)
    for place, bit in zip(order, bits, strict=False):  # what is left over stays as masked
        if bit == "1":
            grid[place] ^= 1
    return bytes(grid)


def _codewords(text: str, size: _Small) -> str:
    """Data and check codewords as bits (ISO 18004, 7.4 and 7.5)."""
    value, count = 0b0010 << 9 | len(text), 13
    for first, second in zip(text[::2], text[1::2], strict=False):
        value, count = value << 11 | _LETTERS[first] * 45 + _LETTERS[second], count + 11
    if len(text) % 2:
        value, count = value << 6 | _LETTERS[text[-1]], count + 6
    room = size.data * 8
    end = min(room, -(-min(room, count + 4) // 8) * 8)  # a terminator, then up to a whole byte
    value <<= end - count
    for index in range((room - end) // 8):
        value = value << 8 | (0xEC, 0x11)[index % 2]
    return f"{value << 8 * size.checks | _checks(value, size):0{8 * (size.data + size.checks)}b}"


def _checks(value: int, size: _Small) -> int:
    """The remainder of the data by the generator polynomial over GF(256)."""
    multiples, width = _multiples(size.checks), 8 * size.checks
    low = (1 << width) - 1
    rest = 0
    for place in range(size.data - 1, -1, -1):
        lead = (rest >> width - 8) ^ (value >> 8 * place & 0xFF)
        rest = (rest << 8 & low) ^ multiples[lead]
    return rest


@lru_cache
def _multiples(checks: int) -> list[int]:
    """The generator polynomial without its first term, times each field element, as one number."""
    powers = [1]
    while len(powers) < 255:
        double = powers[-1] << 1
        powers.append(double ^ 0x11D if double > 0xFF else double)
    logs = {power: exponent for exponent, power in enumerate(powers)}

    def times(a: int, b: int) -> int:
        return powers[(logs[a] + logs[b]) % 255] if a and b else 0

    generator = [1]
    for exponent in range(checks):
        raised = [*generator, 0]
        for index, factor in enumerate(generator):
            raised[index + 1] ^= times(factor, powers[exponent])
        generator = raised
    return [
        int.from_bytes(bytes(times(factor, element) for factor in generator[1:]), "big")
        for element in range(256)
    ]


@lru_cache
def _frame(size: _Small) -> tuple[bytes, tuple[int, ...]]:
    """The code of no data at all, masked; and where its bits go, in their order."""
    sample = "A" * size.letters
    modules = library_modules(sample)
    grid = bytearray(int(dark) for row in modules for dark in row)
    order = tuple(_places(size))
    for place, bit in zip(order, _codewords(sample, size), strict=False):
        if bit == "1":
            grid[place] ^= 1
    return bytes(grid), order


def _places(size: _Small) -> Iterator[int]:
    """The modules that hold data: pairs of columns from the right, up and down in turn (7.7.3)."""
    across = size.across
    upwards = True
    for right in (*range(across - 1, 6, -2), 5, 3, 1):
        for y in range(across - 1, -1, -1) if upwards else range(across):
            for x in (right, right - 1):
                if not _is_fixed(x, y, size):
                    yield y * across + x
        upwards = not upwards


def _is_fixed(x: int, y: int, size: _Small) -> bool:
    """Whether a module belongs to the finders, the timing, the alignment or the format."""
    edge = size.across - 8
    if x == 6 or y == 6 or (x <= 8 and (y <= 8 or y >= edge)) or (x >= edge and y <= 8):
        return True
    centre = size.across - 7
    return size.version > 1 and abs(x - centre) <= 2 and abs(y - centre) <= 2
