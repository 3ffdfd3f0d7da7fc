"""Colours of everything printed: dark enough for a laser printer, told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence

from matchdesk.core.vocabulary import Role

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


def colour(code: str) -> Colour:
    """The colour written as "#rrggbb"."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def written(of: Colour) -> str:
    """A colour as "#rrggbb"."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in of)


INK = colour("#10202f")
MUTED = colour("#51606f")
FAINT = colour("#c9d1d9")
WASH = colour("#f1f4f7")
ACCENT = colour("#0b5cab")
WHITE = colour("#ffffff")
BLACK = colour("#000000")

RIBBONS: dict[Role, Colour] = {
    Role.DELEGATE: colour("#0b5cab"),
    Role.HEAD_OF_DELEGATION: colour("#5b2a86"),
    Role.SPEAKER: colour("#a8480c"),
    Role.INTERPRETER: colour("#0a6b5d"),
    Role.ORGANISER: colour("#9c1c31"),
    Role.GUEST: colour("#46525e"),
}
"""The badge's ribbon by role; white letters stand on each with at least 5:1 contrast."""


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white), as WCAG 2.2 counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(ground: Colour, inks: Sequence[Colour]) -> Colour:
    """The first of `inks` with a contrast of 4.5 to `ground`; else black or white, one has it."""
    good = (ink for ink in inks if contrast(ink, ground) >= 4.5)
    return next(good, max((BLACK, WHITE), key=lambda ink: contrast(ink, ground)))


def _luminance(of: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in of
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
