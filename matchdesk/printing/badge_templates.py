"""Badge designs as data: what stands where on the card, in millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import ACCENT, INK, MUTED, Colour


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the card in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One field in a stack; `gap` points of air stand above it unless it is the first.

    `second` replaces the limits where the field is not the first one shown; `whole` as in
    `text.Style`.
    """

    field: str
    limits: Limits
    bold: bool = False
    colour: Colour = INK
    gap: float = 2.0
    second: Limits | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Fields one below the other, together kept within the area; `at` 0 hangs them, 1 stands."""

    area: Area
    entries: tuple[Entry, ...]
    at: float = 0.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Chip:
    """A short field in an outlined box, such as the country code."""

    area: Area
    field: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A bar in the role's colour with a field in white."""

    area: Area
    field: str
    limits: Limits
    padding: float = 3.0


@dataclass(frozen=True, slots=True)
class QrCode:
    """The token as a QR code; the quiet zone lies inside the area."""

    area: Area


Element = Stack | Chip | Ribbon | QrCode


@dataclass(frozen=True, slots=True)
class Template:
    """A card's design; elements are drawn in this order."""

    key: str
    width: float
    height: float
    elements: tuple[Element, ...]


_SMALL_PRINT = 6.0
"""Points below which nothing is set, however small the card; at A6 nothing is below 7."""


def _portrait(key: str, width: float, height: float) -> Template:
    """A hanging badge, designed at A6 and scaled to `width`."""
    scale = width / 105

    def area(x: float, y: float, w: float, h: float) -> Area:
        return Area(x * scale, y * scale, w * scale, h * scale)

    def limits(biggest: float, smallest: float, lines: int = 1, keep: float = 0.8) -> Limits:
        least = max(_SMALL_PRINT, smallest * scale)
        return Limits(max(least, biggest * scale), least, lines, keep)

    below = height / scale - 148  # what a card taller than A6 has to give
    return Template(
        key,
        width,
        height,
        (
            Stack(
                area(9, 10, 70, 16),
                (
                    Entry("event_name", limits(12, 8, 2), bold=True, colour=ACCENT),
                    Entry("event_line", limits(9, 7, 2), colour=MUTED, gap=1.5),
                ),
            ),
            Chip(area(82, 10, 14, 9), "country_code", limits(14, 9)),
            Stack(
                area(9, 27, 87, 69 + below),
                (
                    Entry("native_name", limits(46, 13, 4, 0.8), bold=True, whole=True),
                    Entry(
                        "name",
                        limits(46, 13, 4, 0.8),
                        bold=True,
                        gap=5,
                        second=limits(28, 13, 4, 0.7),
                        whole=True,
                    ),
                    Entry("organisation", limits(19, 9.5, 4), bold=True, colour=ACCENT, gap=10),
                    Entry("country", limits(15, 10), gap=5),
                ),
                at=0.25,
            ),
            Stack(
                area(9, 99 + below, 52, 29),
                (
                    Entry("delegation", limits(11, 8, 2), bold=True),
                    Entry("partnership", limits(10, 7.5, 2), colour=MUTED, gap=3),
                    Entry("languages", limits(10, 7.5, 2), colour=MUTED, gap=3),
                    Entry("number", limits(10, 7.5), colour=MUTED, gap=3),
                ),
                at=1.0,
            ),
            QrCode(area(66.1, 98 + below, 34, 34)),
            Ribbon(area(0, 133 + below, 105, 15), "role", limits(22, 10), padding=9 * scale),
        ),
    )


def _landscape(key: str, width: float, height: float) -> Template:
    """A clip-on badge or card, designed at 90 × 54 mm and scaled to `width`."""
    scale = width / 90
    lower = height - 54 * scale

    def area(x: float, y: float, w: float, h: float) -> Area:
        return Area(x * scale, y * scale, w * scale, h * scale)

    return Template(
        key,
        width,
        height,
        (
            Stack(
                area(5, 4, 66, 5),
                (Entry("event_name", Limits(8, 6), bold=True, colour=ACCENT),),
                at=0.5,
            ),
            Chip(area(75, 4, 10, 5.6), "country_code", Limits(9, 6)),
            Stack(
                Area(5 * scale, 11 * scale, 56 * scale, 31 * scale + lower),
                (
                    Entry("native_name", Limits(25, 8, 4, 0.72), bold=True, whole=True),
                    Entry(
                        "name",
                        Limits(25, 8, 4, 0.72),
                        bold=True,
                        gap=2.5,
                        second=Limits(16, 8, 4, 0.65),
                        whole=True,
                    ),
                    Entry("organisation", Limits(11, 6.5, 3), bold=True, colour=ACCENT, gap=4),
                    Entry("country", Limits(9.5, 6.5), gap=2),
                    Entry("languages", Limits(7.5, 6), colour=MUTED, gap=2),
                ),
                at=0.5,
            ),
            QrCode(Area(63 * scale, 14 * scale + lower / 2, 25 * scale, 25 * scale)),
            Ribbon(
                Area(0, 45 * scale + lower, width, 9 * scale),
                "role",
                Limits(12, 7),
                padding=5 * scale,
            ),
        ),
    )


def template_for(width: float, height: float) -> Template:
    """The built-in design for a card of this size in millimetres."""
    make = _portrait if height > width else _landscape
    return make(f"{width:g}x{height:g}", width, height)
