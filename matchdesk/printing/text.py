"""The one layout module of all documents: any text, in any script, fitted to its box.

A `Typesetter` belongs to one PDF and one thread. Lengths are PDF points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from matchdesk.printing.breaking import takes_hyphen
from matchdesk.printing.characters import clean, is_simple, is_thai
from matchdesk.printing.faces import UNITS, FaceLibrary
from matchdesk.printing.fitting import STEP, Limits, Measured, Span, cut, largest, wrap
from matchdesk.printing.ink import number
from matchdesk.printing.lines import (
    CAPITALS,
    SOFT_HYPHEN,
    Chunk,
    Drawing,
    Line,
    LineMaker,
    Style,
    base_of,
)

__all__ = ["Fitted", "Line", "Style", "Typesetter"]

ELLIPSIS = "…"
_THICKENING = 0.022
"""Outline that turns a medium weight into a bold one, as a share of the type size."""
_REMEMBERED = 10_000
_WORTH_KEEPING = 0.75
_WORTH_A_LINE = 1.12
"""How much bigger a text must come out to be worth one more line."""


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
        return self.baselines[0] - CAPITALS / 2 * self.size / UNITS

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((line.width for line in self.lines), default=0.0) * self.size / UNITS


class Typesetter:
    """Shapes, fits and draws text for one PDF."""

    def __init__(self, library: FaceLibrary) -> None:
        self._maker = LineMaker(library)
        self._fits: dict[tuple[str, float, float, Limits, Style | None], Fitted] = {}

    @property
    def unprintable(self) -> set[str]:
        """Letters that none of the faces has; they stand as a replacement mark."""
        return self._maker.unprintable

    def fit(
        self, text: str, width: float, height: float, limits: Limits, style: Style | None = None
    ) -> Fitted:
        """`text` within `width` × `height`: shrunk, then wrapped, then cut, as `limits` allow.

        Remembered, since the same names stand on many pages, and an agenda is tried at several
        densities.
        """
        key = (text, width, height, limits, style)
        found = self._fits.get(key)
        if found is None:
            if len(self._fits) > _REMEMBERED:
                self._fits.clear()
            found = self._fits[key] = self._fit(clean(text), width, height, limits, style)
        return found

    def _fit(
        self, text: str, width: float, height: float, limits: Limits, style: Style | None
    ) -> Fitted:
        style = style or Style()
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
        size = number(fitted.size)
        code, drawn = ["BT"], []
        for line, baseline in zip(fitted.lines, fitted.baselines, strict=True):
            left = x + (width - line.width * fitted.size / UNITS) * share
            left += line.lead * fitted.size / UNITS
            code.append(f"1 0 0 1 {number(left)} {number(top - baseline)} Tm")
            if line.spelled:
                code.append(
                    f"/Span <</ActualText <FEFF{line.text.encode('utf-16-be').hex()}>>> BDC"
                )
            for resource, chunks in line.operators:
                thicken = resource in line.thick
                code.append(f"/{resource} {size} Tf")
                if thicken:
                    code.append(f"2 Tr {number(fitted.size * _THICKENING)} w")
                code.extend(_chunk(chunk, fitted.size) for chunk in chunks)
                if thicken:
                    code.append("0 Tr")
            if line.spelled:
                code.append("EMC")
            drawn += [_drawing(one, left, top - baseline, fitted.size) for one in line.drawings]
        code += ["ET", *drawn]
        canvas._code.append(" ".join(code))  # reportlab has no public door for raw operators

    def attach(self, canvas: Any) -> None:
        """Hand the fonts to the PDF. Call once, before saving."""
        canvas._doc.delayedFonts.extend(self._maker.fonts)

    def _fit_single(
        self, text: str, width: float, height: float, limits: Limits, style: Style
    ) -> Fitted | None:
        line = self._maker.line(text, style)
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
        measured = self._maker.measured(text, style)
        thai = not is_simple(text) and any(map(is_thai, text))
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
        measured = self._maker.measured(text, style)
        size = limits.smallest
        limit = width * UNITS / size
        spans = wrap(measured, limit)
        for count in range(min(limits.lines, len(spans)), 0, -1):
            start = spans[count - 1][0]
            dots = self._maker.line(ELLIPSIS, style).width
            end = cut(measured, start, limit * 0.98, int(dots))
            shown = text[start:end].rstrip() + ELLIPSIS
            last = self._maker.line(shown, style, base_of(text, style))
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
        base = base_of(text, style)
        for index, (start, end) in enumerate(spans):
            shown = text[start:end]
            inside = index + 1 < len(spans) or hyphenate_last
            if inside and end < len(text) and takes_hyphen(text[end - 1], text[end]):
                shown += SOFT_HYPHEN
            lines.append(self._maker.line(shown, style, base))
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


def _chunk(chunk: Chunk, size: float) -> str:
    rise, shown = chunk
    if rise:
        return f"{number(rise * size / UNITS)} Ts {shown} TJ 0 Ts"
    return f"{shown} TJ"


def _drawing(drawing: Drawing, x: float, y: float, size: float) -> str:
    """`drawing` of a line that begins at `x` on the baseline `y`."""
    right, up, path = drawing
    scale = size / UNITS
    at = f"{number(x + right * scale)} {number(y + up * scale)}"
    return f"q {scale:.5f} 0 0 {scale:.5f} {at} cm {path} f Q"
