"""How well words can be read on a colour (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

READABLE = 4.5
"""The least contrast of words and their ground."""


def contrast(one: QColor, other: QColor) -> float:
    """From 1 (the same) to 21 (black on white); transparency is not looked at."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def over(ground: QColor, laid: QColor, share: float) -> QColor:
    """What is seen where `laid` covers `ground` by `share`, 0 to 1."""
    parts = zip(_parts(ground), _parts(laid), strict=True)
    return QColor.fromRgbF(*(below + (above - below) * share for below, above in parts))


def ink(ground: QColor, wanted: Iterable[QColor]) -> QColor:
    """The first of `wanted` that can be read on `ground`; else black or white, one always can."""
    readable = (colour for colour in wanted if contrast(colour, ground) >= READABLE)
    last = (QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white))
    return next(readable, max(last, key=lambda colour: contrast(colour, ground)))


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
