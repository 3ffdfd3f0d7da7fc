"""The one layout module of all documents: any text, in any script, fitted to its box.

A `Typesetter` belongs to one PDF and one thread. Lengths are PDF points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from matchdesk.printing.breaking import takes_hyphen
from matchdesk.printing.characters import clean, extends, is_han, is_right_to_left, is_thai
from matchdesk.printing.embedding import EmbeddedFont
from matchdesk.printing.faces import HAN_FAMILIES, UNITS, Face, FaceLibrary, guess_han
from matchdesk.printing.fitting import STEP, Limits, Measured, Span, cut, largest, wrap
from matchdesk.printing.ordering import Chain, missing
from matchdesk.printing.shaping import Glyph, shape

ELLIPSIS = "…"
_SOFT_HYPHEN = "\u00ad"
_REPLACEMENT = "\ufffd"
_ONLY_MEDIUM = {f"{family}-Medium" for family in HAN_FAMILIES.values()}
_THICKENING = 0.022
"""Outline that turns a medium weight into a bold one, as a share of the type size."""
_CAPITALS, _DESCENDERS = 730, 240
"""Every line is at least this high above and below its baseline, so that lines align."""


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
    """One shaped line, independent of size; `operators` are its PDF text operators by font."""

    text: str
    width: float
    top: float
    bottom: float
    operators: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    spelled: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text set into a box: lines, their baselines below the top, and what it came to.

    `width` and `height` are the natural ones, never above the box's; `shortened` tells that the
    end had to be cut.
    """

    text: str
    size: float
    lines: tuple[Line, ...]
    baselines: tuple[float, ...]
    height: float
    shortened: bool = False

    @property
    def optical_centre(self) -> float:
        """Middle of the capitals, in points below the top: what the eye centres a label by."""
        if len(self.lines) != 1:
            return self.height / 2
        return self.baselines[0] - _CAPITALS / 2 * self.size / UNITS

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((line.width for line in self.lines), default=0.0) * self.size / UNITS


class Typesetter:
    """Shapes, fits and draws text for one PDF."""

    def __init__(self, library: FaceLibrary) -> None:
        self._library = library
        self._fonts: dict[str, EmbeddedFont] = {}
        self._only_medium: dict[str, bool] = {}
        self._lines: dict[tuple[str, bool, str, bool], Line] = {}
        self._recent: dict[tuple[str, bool, str], list[Glyph]] = {}
        self.unprintable: set[str] = set()

    def fit(
        self, text: str, width: float, height: float, limits: Limits, style: Style | None = None
    ) -> Fitted:
        """`text` within `width` × `height`: shrunk, then wrapped, then cut, as `limits` allow."""
        style = style or Style()
        text = clean(text)
        if not text or width <= 0 or height <= 0:
            return Fitted(text, limits.smallest, (), (), 0.0, shortened=bool(text))
        single = self._fit_single(text, width, height, limits, style)
        wanted = limits.keep * limits.biggest if limits.lines > 1 else limits.smallest
        if single is not None and single.size >= min(wanted, limits.biggest):
            return single
        if limits.lines == 1:
            return single or self._fit_cut(text, width, height, limits, style)
        wrapped = self._fit_wrapped(text, width, height, limits, style)
        if wrapped is not None and (single is None or wrapped.size > single.size * _WORTH_A_LINE):
            return wrapped
        return single or self._fit_cut(text, width, height, limits, style)

    def draw(
        self, canvas: Any, fitted: Fitted, x: float, top: float, align: str, width: float
    ) -> None:
        """Draw into `canvas` (its fill colour), the box's top left at `x`, `top` (PDF upwards).

        `align` is "left", "centre" or "right" within `width`.
        """
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        size = _number(fitted.size)
        code = ["BT"]
        for line, baseline in zip(fitted.lines, fitted.baselines, strict=True):
            left = x + (width - line.width * fitted.size / UNITS) * share
            code.append(f"1 0 0 1 {_number(left)} {_number(top - baseline)} Tm")
            if line.spelled:
                code.append(
                    f"/Span <</ActualText <FEFF{line.text.encode('utf-16-be').hex()}>>> BDC"
                )
            for resource, chunks in line.operators:
                thicken = line.bold and self._only_medium[resource]
                code.append(f"/{resource} {size} Tf")
                if thicken:
                    code.append(f"2 Tr {_number(fitted.size * _THICKENING)} w")
                code.extend(_chunk(rise, shown, fitted.size) for rise, shown in chunks)
                if thicken:
                    code.append("0 Tr")
            if line.spelled:
                code.append("EMC")
        code.append("ET")
        canvas._code.append(" ".join(code))  # reportlab has no public door for raw operators

    def attach(self, canvas: Any) -> None:
        """Hand the fonts to the PDF. Call once, before saving."""
        canvas._doc.delayedFonts.extend(self._fonts.values())

    def line(self, text: str, style: Style) -> Line:
        """`text` (cleaned, one line) shaped; remembered, since names recur on every page."""
        key = (text, style.bold, style.han, style.tight)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _REMEMBERED:
                self._lines.clear()
            found = self._lines[key] = self._shape_line(text, style)
        return found

    def _fit_single(
        self, text: str, width: float, height: float, limits: Limits, style: Style
    ) -> Fitted | None:
        line = self.line(text, style)
        size = min(
            limits.biggest,
            width * UNITS / max(line.width, 1),
            height * UNITS / (line.top + line.bottom),
        )
        if size < limits.smallest:
            return None
        return self._stacked(text, (line,), size, style)

    def _fit_wrapped(
        self, text: str, width: float, height: float, limits: Limits, style: Style
    ) -> Fitted | None:
        """On two lines, or on more if that makes the text clearly bigger.

        Words are parted only if the text fits no other way; Thai, which has no blanks, always.
        """
        measured = self._measured(text, style)
        thai = any(map(is_thai, text))
        best = self._wrapped(measured, width, height, limits, style, (thai, True))
        if best is None or not style.whole:
            return best
        blanks = replace(measured, blanks_only=True)
        whole = self._wrapped(blanks, width, height, limits, style, (thai,))
        return whole if whole and whole.size >= best.size * _WORTH_KEEPING else best

    def _wrapped(
        self,
        measured: Measured,
        width: float,
        height: float,
        limits: Limits,
        style: Style,
        partings: Sequence[bool],
    ) -> Fitted | None:
        best: Fitted | None = None
        for may_part in partings:
            for lines in range(2, limits.lines + 1):
                size = largest(measured, width, lines, limits, may_part=may_part)
                if size is None or (best is not None and size < best.size * _WORTH_A_LINE):
                    continue
                found = self._at_most(measured, size, width, height, limits, style)
                if found and (best is None or found.size >= best.size * _WORTH_A_LINE):
                    best = found
                if best and best.size >= limits.keep * limits.biggest:
                    return best
            if best is not None:
                return best
        return best

    def _at_most(
        self,
        measured: Measured,
        size: float,
        width: float,
        height: float,
        limits: Limits,
        style: Style,
    ) -> Fitted | None:
        """Set at `size`, or a little smaller where shaped lines or stacked marks need room."""
        while size >= limits.smallest:
            limit = width * UNITS / size
            spans = wrap(measured, limit)
            lines = self._lines_of(measured, spans, style)
            fitted = self._stacked(measured.text, lines, size, style)
            scale = min(1.0, width / fitted.width, height / fitted.height)
            if len(spans) <= limits.lines and scale >= 1.0:
                return fitted
            size = min(size - STEP, size * scale)
        return None

    def _fit_cut(
        self, text: str, width: float, height: float, limits: Limits, style: Style
    ) -> Fitted:
        """As many lines at the smallest size as the box holds, the last ending in an ellipsis."""
        measured = self._measured(text, style)
        size = limits.smallest
        limit = width * UNITS / size
        spans = wrap(measured, limit)
        for count in range(min(limits.lines, len(spans)), 0, -1):
            start = spans[count - 1][0]
            dots = self.line(ELLIPSIS, style).width
            end = cut(measured, start, limit * 0.98, int(dots))
            last = self.line(text[start:end].rstrip() + ELLIPSIS, style)
            lines = (
                *self._lines_of(measured, spans[: count - 1], style, hyphenate_last=True),
                last,
            )
            fitted = self._stacked(text, lines, size, style, shortened=True)
            if fitted.height <= height + 1e-6 or count == 1:
                return self._squeezed(fitted, width, height, style)
        return Fitted(text, size, (), (), 0.0, shortened=True)

    def _squeezed(self, fitted: Fitted, width: float, height: float, style: Style) -> Fitted:
        """Below the smallest size, when the box is smaller than even one line of it."""
        scale = min(1.0, width / max(fitted.width, 0.01), height / max(fitted.height, 0.01))
        if scale >= 1.0:
            return fitted
        size = fitted.size * scale
        return self._stacked(fitted.text, fitted.lines, size, style, shortened=True)

    def _lines_of(
        self,
        measured: Measured,
        spans: Sequence[Span],
        style: Style,
        *,
        hyphenate_last: bool = False,
    ) -> tuple[Line, ...]:
        lines = []
        text = measured.text
        for index, (start, end) in enumerate(spans):
            shown = text[start:end]
            inside = index + 1 < len(spans) or hyphenate_last
            if inside and end < len(text) and takes_hyphen(text[end - 1], text[end]):
                shown += _SOFT_HYPHEN
            lines.append(self.line(shown, style))
        return tuple(lines)

    def _stacked(
        self,
        text: str,
        lines: tuple[Line, ...],
        size: float,
        style: Style,
        *,
        shortened: bool = False,
    ) -> Fitted:
        """Baselines by the leading, further apart where marks above and below would touch."""
        size = int(size * 100) / 100
        baselines: list[float] = []
        position = 0.0
        for index, line in enumerate(lines):
            if index == 0:
                position = line.top
            else:
                touching = lines[index - 1].bottom + line.top + 20
                position += max(style.leading * UNITS, touching)
            baselines.append(position * size / UNITS)
        height = (position + lines[-1].bottom) * size / UNITS if lines else 0.0
        return Fitted(text, size, lines, tuple(baselines), height, shortened)

    def _measured(self, text: str, style: Style) -> Measured:
        if not text.isascii():
            text = self._printable(text, self._chain(text, style))
        advances = [0] * len(text)
        for glyph in self._shape(text, style):
            advances[glyph.cluster] += glyph.advance
        starts = [0]
        for advance in advances:
            starts.append(starts[-1] + advance)
        return Measured(text, starts)

    def _shape_line(self, text: str, style: Style) -> Line:
        hyphenated = text.endswith(_SOFT_HYPHEN)
        shown = text[:-1] + "-" if hyphenated else text
        chain = self._chain(shown, style)
        if not shown.isascii():
            shown = self._printable(shown, chain)
        glyphs = self._shape(shown, style)
        if hyphenated:
            glyphs[-1] = _reads_as(glyphs[-1], _SOFT_HYPHEN)
        inks = [(ink[0] + g.dy, ink[1] - g.dy) for g in glyphs if (ink := g.face.ink(g.gid))]
        return Line(
            text,
            float(sum(glyph.advance for glyph in glyphs)),
            float(max((0 if style.tight else _CAPITALS), *(ink[0] for ink in inks), 1)),
            float(max((0 if style.tight else _DESCENDERS), *(ink[1] for ink in inks), 0)),
            self._operators(glyphs),
            spelled=not hyphenated and _needs_spelling(shown, glyphs),
            bold=style.bold,
        )

    def _shape(self, text: str, style: Style) -> list[Glyph]:
        """Shaped glyphs; the last few are kept, since a text is measured and drawn in one go."""
        key = (text, style.bold, style.han)
        if key not in self._recent:
            if len(self._recent) >= 16:
                self._recent.clear()
            self._recent[key] = shape(text, self._chain(text, style))
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
        if not text.isascii() and any(is_han(c) or c > "\u2e80" for c in text):
            han = guess_han(text, style.han)
        return self._library.chain(bold=style.bold, han=han or "SC")

    def _operators(
        self, glyphs: Sequence[Glyph]
    ) -> tuple[tuple[str, tuple[tuple[int, str], ...]], ...]:
        """The glyphs as operators per font, each font's as (rise, shown) chunks."""
        found: list[tuple[str, tuple[tuple[int, str], ...]]] = []
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

    def _font(self, face: Face) -> EmbeddedFont:
        if face.name not in self._fonts:
            font = EmbeddedFont(face, f"MD{len(self._fonts) + 1}")
            self._fonts[face.name] = font
            self._only_medium[font.resource] = face.name in _ONLY_MEDIUM
        return self._fonts[face.name]


_REMEMBERED = 20_000
_WORTH_KEEPING = 0.75
_WORTH_A_LINE = 1.12
"""How much bigger a text must come out to be worth one more line."""


def _shown(
    font: EmbeddedFont, glyphs: Sequence[Glyph], pen: int, place: int
) -> tuple[list[tuple[int, str]], int, int]:
    """Glyphs of one font as `TJ` arrays, grouped by how far they stand off the baseline.

    `place` is where shaping wants the next glyph, `pen` where the PDF's own widths have led.
    """
    chunks: list[tuple[int, str]] = []
    rise = glyphs[0].dy if glyphs else 0
    parts: list[str] = []
    for glyph in glyphs:
        if glyph.dy != rise:
            chunks.append((rise, _array(parts)))
            parts, rise = [], glyph.dy
        if pen != place + glyph.dx:
            parts.append(f">{pen - place - glyph.dx}<")
            pen = place + glyph.dx
        parts.append(f"{font.code(glyph.gid, glyph.text):04X}")
        pen += font.face.advance(glyph.gid)
        place += glyph.advance
    chunks.append((rise, _array(parts)))
    return chunks, pen, place


def _array(parts: Sequence[str]) -> str:
    return f"[<{''.join(parts)}>]".replace("<>", "")


def _chunk(rise: int, shown: str, size: float) -> str:
    if rise:
        return f"{_number(rise * size / UNITS)} Ts {shown} TJ 0 Ts"
    return f"{shown} TJ"


def _needs_spelling(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether the glyphs alone would read back wrongly, and common readers do better when told.

    Measured with poppler, pdfium and pypdf: they turn spelled right-to-left text round once more,
    and pdfium loses spelled letters above U+FFFF; both read well from the glyphs.
    """
    if text.isascii() or is_right_to_left(text) or max(text) > "\uffff":
        return False
    return any(map(extends, text)) or any(len(glyph.text) != 1 for glyph in glyphs)


def _reads_as(glyph: Glyph, text: str) -> Glyph:
    return Glyph(glyph.face, glyph.gid, glyph.advance, glyph.dx, glyph.dy, glyph.cluster, text)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
