"""One line of text shaped and encoded: which glyphs of which fonts, where, and what they read as.

A `LineMaker` belongs to one PDF and one thread. Measures are thousandths of the type size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchdesk.printing.characters import (
    extends,
    is_han,
    is_right_to_left,
    is_simple,
    runs_right_to_left,
)
from matchdesk.printing.embedding import EmbeddedFont
from matchdesk.printing.faces import HAN_FAMILIES, Face, FaceLibrary, guess_han
from matchdesk.printing.fitting import Measured
from matchdesk.printing.ordering import Chain, missing
from matchdesk.printing.outlines import outline
from matchdesk.printing.shaping import Glyph, shape

SOFT_HYPHEN = "\u00ad"
CAPITALS, DESCENDERS = 730, 240
"""Every line is at least this high above and below its baseline, so that lines align."""

Chunk = tuple[int, str]
"""Glyphs that stand equally high: their rise above the baseline, and a `TJ` array."""
Drawing = tuple[int, int, str]
"""Ink that is no letter: right of the line's start, above its baseline, and a path."""

_REPLACEMENT = "\ufffd"
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_BLANK = 0x20
_ONLY_MEDIUM = {f"{family}-Medium" for family in HAN_FAMILIES.values()}
_REMEMBERED, _RECENT = 20_000, 16


@dataclass(frozen=True, slots=True)
class Style:
    """Weight, and whose ideographs ("TC", "SC", "JP", "KR" or "" for a guess from the text).

    `tight` lines are as high as their ink, for a number that fills its box. `whole` words keep
    their hyphens inside the line (“Chen / Mei-Ling”) unless the text would get much smaller.
    `base` 1 lets every line run from right to left whatever it begins with, 0 from left to right.
    """

    bold: bool = False
    han: str = ""
    leading: float = 1.22
    tight: bool = False
    whole: bool = False
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped line, independent of size; `operators` are its chunks by font resource.

    `width` holds what hangs over on both sides; the first glyph's origin is `lead` from the left.
    `spelled` lines need their text beside the glyphs; `thick` names the resources whose face has
    no bold weight and is drawn with an outline instead. The chunks stand in the order of reading,
    which is not that of the paper where directions mix; `drawings` belong to the first glyph's
    origin as they do.
    """

    text: str
    width: float
    top: float
    bottom: float
    operators: tuple[tuple[str, tuple[Chunk, ...]], ...]
    spelled: bool = False
    thick: frozenset[str] = frozenset()
    lead: float = 0.0
    drawings: tuple[Drawing, ...] = ()


class LineMaker:
    """Shapes lines, and keeps the fonts they used for the PDF's end."""

    def __init__(self, library: FaceLibrary) -> None:
        self._library = library
        self._fonts: dict[str, EmbeddedFont] = {}
        self._lines: dict[tuple[str, bool, str, bool, int | None], Line] = {}
        self._recent: dict[tuple[str, bool, str, int | None], list[list[Glyph]]] = {}
        self.unprintable: set[str] = set()

    @property
    def fonts(self) -> Sequence[EmbeddedFont]:
        """The fonts in use so far."""
        return tuple(self._fonts.values())

    def line(self, text: str, style: Style, base: int | None = None) -> Line:
        """`text` (cleaned, one line) shaped; remembered, since names recur on every page.

        `base` is the direction of the paragraph it is a line of, see `base_of`.
        """
        if base is None:
            base = style.base
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
        for run in self._shape(text, style):
            for glyph in run:
                advances[glyph.cluster] += glyph.advance
        starts = [0]
        for advance in advances:
            starts.append(starts[-1] + advance)
        return Measured(text, starts)

    def _shape_line(self, text: str, style: Style, base: int | None) -> Line:
        if base is None:
            base = base_of(text, style)
        hyphenated = text.endswith(SOFT_HYPHEN)
        shown = text[:-1] + "-" if hyphenated else text
        shown = self._printable(shown, self._chain(shown, style))
        runs = self._shape(shown, style, base)
        if hyphenated:
            runs[-1] = [*runs[-1][:-1], runs[-1][-1]._replace(text=SOFT_HYPHEN)]
        glyphs = runs[0] if len(runs) == 1 else [glyph for run in runs for glyph in run]
        top, bottom, left, right = _extents(glyphs)
        advance = sum(glyph.advance for glyph in glyphs)
        operators, drawings = self._operators(self._for_readers(runs, shown, base))
        return Line(
            text,
            float(max(advance, right) - left),
            float(max(0 if style.tight else CAPITALS, top, 1)),
            float(max(0 if style.tight else DESCENDERS, bottom, 0)),
            operators,
            spelled=not hyphenated and _needs_spelling(shown, glyphs),
            thick=self._only_medium(glyphs) if style.bold else frozenset(),
            lead=float(-left),
            drawings=drawings,
        )

    def _shape(self, text: str, style: Style, base: int | None = None) -> list[list[Glyph]]:
        """Shaped runs; the last few are kept, since a text is measured and drawn in one go."""
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

    def _for_readers(
        self, runs: Sequence[Sequence[Glyph]], text: str, base: int | None
    ) -> list[tuple[int, Sequence[Glyph]]]:
        """The runs in the order of the text, each with its place from the left.

        Some readers go by that order, the others by the paper. Where directions mix, marks tell
        pdfium which end of the line comes first.
        """
        placed: list[tuple[int, Sequence[Glyph]]] = []
        place = 0
        for run in runs:
            placed.append((place, run))
            place += sum(glyph.advance for glyph in run)
        if len(placed) == 1:
            return placed
        mixed = is_right_to_left(text) and _has_left_to_right(text)
        if mixed and base:
            placed[0] = (0, _marked(placed[0][1], _RIGHT_TO_LEFT_MARK, 0))
        placed.sort(key=lambda one: min(glyph.cluster for glyph in one[1]))
        return _word_by_word(placed) if mixed and not base else placed

    def _operators(
        self, placed: Sequence[tuple[int, Sequence[Glyph]]]
    ) -> tuple[tuple[tuple[str, tuple[Chunk, ...]], ...], tuple[Drawing, ...]]:
        """Runs as operators, each its font's as (rise, shown) chunks, and what is drawn."""
        pen = 0
        found: list[tuple[str, tuple[Chunk, ...]]] = []
        drawings: list[Drawing] = []
        for place, run in placed:
            if any(glyph.drawn for glyph in run):
                drawings.extend(_drawn(run, place))
            font = self._font(run[0].face)
            shown, pen = _shown(font, run, pen, place)
            found.append((font.resource, tuple(shown)))
        return tuple(found), tuple(drawings)

    def _only_medium(self, glyphs: Sequence[Glyph]) -> frozenset[str]:
        faces = {glyph.face for glyph in glyphs}
        return frozenset(self._font(face).resource for face in faces if face.name in _ONLY_MEDIUM)

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = EmbeddedFont(face, f"MD{len(self._fonts) + 1}")
            self._fonts[face.name] = font
        return font


def base_of(text: str, style: Style) -> int | None:
    """The level every line of `text` starts from; None where all of it runs from left to right."""
    if style.base is not None:
        return style.base
    return int(runs_right_to_left(text)) if is_right_to_left(text) else None


def _has_left_to_right(text: str) -> bool:
    return any(unicodedata.bidirectional(c) == "L" for c in text)


def _marked(run: Sequence[Glyph], mark: str, right: int) -> Sequence[Glyph]:
    """`run` behind a blank that reads as a mark of direction and ends `right` of the run's left.

    pdfium counts the stretches of each direction on the paper to guess which end of a line comes
    first; the mark tips the count. It stands before the first glyph, in one array with it, since
    poppler drops letters that another one covers.
    """
    face = run[0].face
    blank = face.hb_font.get_nominal_glyph(_BLANK)
    if not blank:
        return run
    return [Glyph(face, blank, 0, right - face.advance(blank) // 2, 0, run[0].cluster, mark), *run]


def _word_by_word(
    placed: Sequence[tuple[int, Sequence[Glyph]]],
) -> list[tuple[int, Sequence[Glyph]]]:
    """Right-to-left words in the order of reading, each behind a mark at the left of their run.

    pdfium sorts what stands on a line by where it begins, and turns only the letters of a word
    round: two words would come out in the order of the paper.
    """
    made: list[tuple[int, Sequence[Glyph]]] = []
    for place, run in placed:
        if run[0].cluster <= run[-1].cluster or len(run) == 1:
            made.append((place, run))
            continue
        for number, (start, word) in enumerate(_words(place, run)):
            made.append((start, _marked(word, _LEFT_TO_RIGHT_MARK, place - start + number)))
    return made


def _words(place: int, run: Sequence[Glyph]) -> list[tuple[int, Sequence[Glyph]]]:
    """The words of a right-to-left run as they are read, each behind the blank before it."""
    found: list[tuple[int, list[Glyph]]] = [(place, [])]
    for glyph in run:
        place += glyph.advance
        if glyph.text == " ":
            start, word = found[-1]
            before = place - glyph.advance - start
            found[-1] = (start, [glyph._replace(dx=before, advance=0), *word])
            found.append((place, []))
        else:
            found[-1][1].append(glyph)
    return [one for one in reversed(found) if one[1]]


def _extents(glyphs: Sequence[Glyph]) -> tuple[int, int, int, int]:
    """How far the ink reaches above and below the baseline, and from left to right."""
    top = bottom = left = right = place = 0
    for face, gid, advance, dx, dy, _cluster, _text, _is_drawn in glyphs:
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
) -> tuple[list[Chunk], int]:
    """Glyphs of one font as `TJ` arrays, grouped by how far they stand off the baseline.

    `place` is where shaping wants the first glyph, `pen` where the PDF's own widths have led.
    """
    chunks: list[Chunk] = []
    rise = 0 if glyphs[0].drawn else glyphs[0].dy
    parts: list[str] = []
    for _face, gid, advance, dx, dy, _cluster, text, drawn in glyphs:
        if drawn:
            place += advance
            continue
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
    return chunks, pen


def _drawn(glyphs: Sequence[Glyph], place: int) -> Iterator[Drawing]:
    for glyph in glyphs:
        if glyph.drawn and (path := outline(glyph.face, glyph.gid)):
            yield place + glyph.dx, glyph.dy, path
        place += glyph.advance


def _array(parts: Sequence[str]) -> str:
    return f"[<{''.join(parts)}>]".replace("<>", "")


def _needs_spelling(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether the glyphs alone would read back wrongly, and common readers do better when told.

    Measured with poppler, pdfium, MuPDF and pypdf: they turn spelled right-to-left text round once
    more, and pdfium loses spelled letters above U+FFFF; all read well from the glyphs.
    """
    if not is_simple(text):
        if is_right_to_left(text) or max(text) > "\uffff":
            return False
        if any(map(extends, text)):
            return True
    return not text.isascii() and any(len(glyph.text) != 1 for glyph in glyphs)
