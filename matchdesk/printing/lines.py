"""One line of text shaped and encoded: which glyphs of which fonts, where, and what they read as.

A `LineMaker` belongs to one PDF and one thread. Measures are thousandths of the type size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.printing.characters import (
    extends,
    is_han,
    is_right_to_left,
    is_simple,
    starts_right_to_left,
)
from matchdesk.printing.embedding import EmbeddedFont
from matchdesk.printing.faces import HAN_FAMILIES, Face, FaceLibrary, guess_han
from matchdesk.printing.fitting import Measured
from matchdesk.printing.ordering import Chain, missing
from matchdesk.printing.shaping import Glyph, shape

SOFT_HYPHEN = "\u00ad"
CAPITALS, DESCENDERS = 730, 240
"""Every line is at least this high above and below its baseline, so that lines align."""

Chunk = tuple[int, str]
"""Glyphs that stand equally high: their rise above the baseline, and a `TJ` array."""

_REPLACEMENT, _RIGHT_TO_LEFT_MARK = "\ufffd", "\u200f"
_BLANK = 0x20
_ONLY_MEDIUM = {f"{family}-Medium" for family in HAN_FAMILIES.values()}
_REMEMBERED, _RECENT = 20_000, 16


@dataclass(frozen=True, slots=True)
class Style:
    """Weight, and whose ideographs ("TC", "SC", "JP", "KR" or "" for a guess from the text).

    `tight` lines are as high as their ink, for a number that fills its box. `whole` words keep
    their hyphens inside the line (“Chen / Mei-Ling”) unless the text would get much smaller.
    """

    bold: bool = False
    han: str = ""
    leading: float = 1.22
    tight: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped line, independent of size; `operators` are its chunks by font resource.

    `width` holds what hangs over on both sides; the first glyph's origin is `lead` from the left.
    `spelled` lines need their text beside the glyphs; `thick` names the resources whose face has
    no bold weight and is drawn with an outline instead.
    """

    text: str
    width: float
    top: float
    bottom: float
    operators: tuple[tuple[str, tuple[Chunk, ...]], ...]
    spelled: bool = False
    thick: frozenset[str] = frozenset()
    lead: float = 0.0


class LineMaker:
    """Shapes lines, and keeps the fonts they used for the PDF's end."""

    def __init__(self, library: FaceLibrary) -> None:
        self._library = library
        self._fonts: dict[str, EmbeddedFont] = {}
        self._lines: dict[tuple[str, bool, str, bool, int | None], Line] = {}
        self._recent: dict[tuple[str, bool, str, int | None], list[Glyph]] = {}
        self.unprintable: set[str] = set()

    @property
    def fonts(self) -> Sequence[EmbeddedFont]:
        """The fonts in use so far."""
        return tuple(self._fonts.values())

    def line(self, text: str, style: Style, base: int | None = None) -> Line:
        """`text` (cleaned, one line) shaped; remembered, since names recur on every page.

        `base` is the direction of the paragraph it is a line of, see `base_of`.
        """
        key = (text, style.bold, style.han, style.tight, base)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _REMEMBERED:
                self._lines.clear()
            found = self._lines[key] = self._shape_line(text, style, base)
        return found

    def measured(self, text: str, style: Style) -> Measured:
        """`text` with where each of its letters begins, to be wrapped."""
        text = self._printable(text, self._chain(text, style))
        advances = [0] * len(text)
        for glyph in self._shape(text, style):
            advances[glyph.cluster] += glyph.advance
        starts = [0]
        for advance in advances:
            starts.append(starts[-1] + advance)
        return Measured(text, starts)

    def _shape_line(self, text: str, style: Style, base: int | None) -> Line:
        hyphenated = text.endswith(SOFT_HYPHEN)
        shown = text[:-1] + "-" if hyphenated else text
        shown = self._printable(shown, self._chain(shown, style))
        glyphs = self._shape(shown, style, base)
        if hyphenated:
            glyphs[-1] = glyphs[-1]._replace(text=SOFT_HYPHEN)
        top, bottom, left, right = _extents(glyphs)
        advance = sum(glyph.advance for glyph in glyphs)
        if base == 1 or (base is None and starts_right_to_left(shown)):
            glyphs = _told_apart(glyphs, shown)
        return Line(
            text,
            float(max(advance, right) - left),
            float(max(0 if style.tight else CAPITALS, top, 1)),
            float(max(0 if style.tight else DESCENDERS, bottom, 0)),
            self._operators(glyphs),
            spelled=not hyphenated and _needs_spelling(shown, glyphs),
            thick=self._only_medium(glyphs) if style.bold else frozenset(),
            lead=float(-left),
        )

    def _shape(self, text: str, style: Style, base: int | None = None) -> list[Glyph]:
        """Shaped glyphs; the last few are kept, since a text is measured and drawn in one go."""
        key = (text, style.bold, style.han, base)
        if key not in self._recent:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            self._recent[key] = shape(text, self._chain(text, style), base)
        return list(self._recent[key])

    def _printable(self, text: str, chain: Chain) -> str:
        """`text` with plain letters for fancy ones no face has, and a mark for what has none."""
        for character in missing(text, chain):
            plain = unicodedata.normalize("NFKC", character)
            if missing(plain, chain) or not plain.strip():
                plain = _REPLACEMENT
                self.unprintable.add(character)
            text = text.replace(character, plain)
        return text

    def _chain(self, text: str, style: Style) -> Chain:
        han = style.han
        if not is_simple(text) and any(is_han(c) or c > "\u2e80" for c in text):
            han = guess_han(text, style.han)
        return self._library.chain(bold=style.bold, han=han or "SC")

    def _operators(self, glyphs: Sequence[Glyph]) -> tuple[tuple[str, tuple[Chunk, ...]], ...]:
        """The glyphs as operators per font, each font's as (rise, shown) chunks."""
        found: list[tuple[str, tuple[Chunk, ...]]] = []
        pen = place = 0
        start = 0
        for index in range(1, len(glyphs) + 1):
            if index < len(glyphs) and glyphs[index].face is glyphs[start].face:
                continue
            font = self._font(glyphs[start].face)
            shown, pen, place = _shown(font, glyphs[start:index], pen, place)
            found.append((font.resource, tuple(shown)))
            start = index
        return tuple(found)

    def _only_medium(self, glyphs: Sequence[Glyph]) -> frozenset[str]:
        faces = {glyph.face for glyph in glyphs}
        return frozenset(self._font(face).resource for face in faces if face.name in _ONLY_MEDIUM)

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = EmbeddedFont(face, f"MD{len(self._fonts) + 1}")
            self._fonts[face.name] = font
        return font


def base_of(text: str) -> int | None:
    """The level every line of `text` starts from; None where all of it runs from left to right."""
    return int(starts_right_to_left(text)) if is_right_to_left(text) else None


def _told_apart(glyphs: list[Glyph], text: str) -> list[Glyph]:
    """With a mark at the left end that tells readers where a mixed line begins: at its right.

    The glyphs stand in the order of the paper; pdfium counts the stretches of each direction to
    guess which end comes first. A blank that reads as the right-to-left mark tips the count. It
    stands before the first glyph, since poppler drops letters that another one covers.
    """
    if not (is_right_to_left(text) and any(unicodedata.bidirectional(c) == "L" for c in text)):
        return glyphs
    face = glyphs[0].face
    blank = face.hb_font.get_nominal_glyph(_BLANK)
    if not blank:
        return glyphs
    mark = Glyph(face, blank, 0, -face.advance(blank), 0, 0, _RIGHT_TO_LEFT_MARK)
    return [mark, *glyphs]


def _extents(glyphs: Sequence[Glyph]) -> tuple[int, int, int, int]:
    """How far the ink reaches above and below the baseline, and from left to right."""
    top = bottom = left = right = place = 0
    for face, gid, advance, dx, dy, _cluster, _text in glyphs:
        ink = face.ink(gid)
        if ink.above + dy > top:
            top = ink.above + dy
        if ink.below - dy > bottom:
            bottom = ink.below - dy
        if place + dx + ink.left < left:
            left = place + dx + ink.left
        if place + dx + ink.right > right:
            right = place + dx + ink.right
        place += advance
    return top, bottom, left, right


def _shown(
    font: EmbeddedFont, glyphs: Sequence[Glyph], pen: int, place: int
) -> tuple[list[Chunk], int, int]:
    """Glyphs of one font as `TJ` arrays, grouped by how far they stand off the baseline.

    `place` is where shaping wants the next glyph, `pen` where the PDF's own widths have led.
    """
    chunks: list[Chunk] = []
    rise = glyphs[0].dy if glyphs else 0
    parts: list[str] = []
    for _face, gid, advance, dx, dy, _cluster, text in glyphs:
        if dy != rise:
            chunks.append((rise, _array(parts)))
            parts, rise = [], dy
        if pen != place + dx:
            parts.append(f">{pen - place - dx}<")
            pen = place + dx
        code, width = font.code(gid, text)
        parts.append(code)
        pen += width
        place += advance
    chunks.append((rise, _array(parts)))
    return chunks, pen, place


def _array(parts: Sequence[str]) -> str:
    return f"[<{''.join(parts)}>]".replace("<>", "")


def _needs_spelling(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether the glyphs alone would read back wrongly, and common readers do better when told.

    Measured with poppler, pdfium and pypdf: they turn spelled right-to-left text round once more,
    and pdfium loses spelled letters above U+FFFF; both read well from the glyphs.
    """
    if not is_simple(text):
        if is_right_to_left(text) or max(text) > "\uffff":
            return False
        if any(map(extends, text)):
            return True
    return not text.isascii() and any(len(glyph.text) != 1 for glyph in glyphs)
