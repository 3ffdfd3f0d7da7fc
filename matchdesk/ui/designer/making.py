"""New elements for a badge, as they are first put on the card."""

from __future__ import annotations

from matchdesk.core.i18n import _
from matchdesk.services.designs.elements import (
    FREE_TEXT,
    Area,
    Chip,
    Element,
    Entry,
    Flag,
    Limits,
    QrCode,
    Ribbon,
    Stack,
    Template,
)


def fresh(card: Template, width: float, height: float) -> Area:
    """A place in the middle of `card`, in millimetres, no larger than the card."""
    width, height = min(width, card.width), min(height, card.height)
    return Area(
        round((card.width - width) / 2, 1), round((card.height - height) / 2, 1), width, height
    )


def new(what: str, card: Template) -> Element:
    """A new element of the kind `what`, ready to be moved."""
    if what == "bar":
        area = Area(0, card.height - 9, card.width, 9)
        return Ribbon(area, "role", Limits(14, 7), 4.0)
    if what == "qr":
        return QrCode(fresh(card, 25, 25))
    if what == "flag":
        return Flag(fresh(card, 12, 9))
    if what == "box":
        return Chip(fresh(card, 20, 9), "table", Limits(12, 7))
    if what == "free":
        line = Entry(FREE_TEXT, Limits(14, 7, 2), text=_("Free text"))
        return Stack(fresh(card, 60, 12), (line,), 0.5, "centre")
    line = Entry("organisation", Limits(14, 7, 2), bold=True)
    return Stack(fresh(card, 60, 14), (line,), 0.5)
