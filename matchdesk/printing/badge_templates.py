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
    `text.Style`; `text` are the words of a free text (`badge_fields.FREE_TEXT`).
    """

    field: str
    limits: Limits
    bold: bool = False
    colour: Colour = INK
    gap: float = 2.0
    second: Limits | None = None
    whole: bool = False
    text: str = ""


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
    """A bar in the role's colour, or in `fill`, with a field in white; "" for a plain bar."""

    area: Area
    field: str
    limits: Limits
    padding: float = 3.0
    fill: Colour | None = None
    align: str = "left"


@dataclass(frozen=True, slots=True)
class QrCode:
    """The token as a QR code; the quiet zone lies inside the area."""

    area: Area


@dataclass(frozen=True, slots=True)
class Flag:
    """The flag of the person's country; its code in a box where there is none."""

    area: Area


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo: the bytes of a PNG or JPEG file, as large as fits the area."""

    area: Area
    data: bytes


Element = Stack | Chip | Ribbon | QrCode | Flag | Picture


@dataclass(frozen=True, slots=True)
class Template:
    """A card's design; elements are drawn in this order. Without a `back` it stays white."""

    key: str
    width: float
    height: float
    elements: tuple[Element, ...]
    back: tuple[Element, ...] = ()

    def side(self, name: str) -> tuple[Element, ...]:
        """The elements of "front" or "back"."""
        return self.back if name == "back" else self.elements


SMALLEST_QR = 16.0
"""Millimetres across, quiet zone included. Measured on tokens of 24 letters at 150 dots an inch:
zxing reads 9 mm wherever on the page; what is left is for worn printers and bent cards."""

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
                area(9, 10, 68, 16),
                (
                    Entry("event_name", limits(12, 8, 2), bold=True, colour=ACCENT),
                    Entry("event_line", limits(9, 7, 2), colour=MUTED, gap=1.5),
                ),
            ),
            Flag(area(80, 9.5, 16, 12)),
            Stack(
                area(9, 29, 87, 67 + below),
                (
                    Entry("native_name", limits(46, 13, 4, 0.9), bold=True, whole=True),
                    Entry(
                        "name",
                        limits(46, 13, 4, 0.9),
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

    grown = max(1.0, min(scale, height / 54))  # small cards keep the sizes that can be read

    def limits(biggest: float, smallest: float, lines: int = 1, keep: float = 0.8) -> Limits:
        return Limits(biggest * grown, smallest * grown, lines, keep)

    return Template(
        key,
        width,
        height,
        (
            Stack(
                area(5, 4, 66, 5),
                (Entry("event_name", limits(8, 6), bold=True, colour=ACCENT),),
                at=0.5,
            ),
            *([Flag(area(76, 3.6, 9, 6.75))] if height > 48 * scale else []),  # else the code's
            Stack(
                Area(5 * scale, 11 * scale, 56 * scale, 31 * scale + lower),
                (
                    Entry("native_name", limits(25, 8, 4, 0.85), bold=True, whole=True),
                    Entry(
                        "name",
                        limits(25, 8, 4, 0.85),
                        bold=True,
                        gap=2.5,
                        second=limits(16, 8, 4, 0.65),
                        whole=True,
                    ),
                    Entry("organisation", limits(11, 6.5, 3), bold=True, colour=ACCENT, gap=4),
                    Entry("country", limits(9.5, 6.5), gap=2),
                    Entry("languages", limits(7.5, 6), colour=MUTED, gap=2),
                ),
                at=0.5,
            ),
            QrCode(Area(63 * scale, 14 * scale + lower / 2, 25 * scale, 25 * scale)),
            Ribbon(
                Area(0, 45 * scale + lower, width, 9 * scale),
                "role",
                limits(12, 7),
                padding=5 * scale,
            ),
        ),
    )


def template_for(width: float, height: float) -> Template:
    """The built-in design for a card of this size in millimetres."""
    make = _portrait if height > width else _landscape
    return make(f"{width:g}x{height:g}", width, height)
