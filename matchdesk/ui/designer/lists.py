"""The designer's boxes of sizes, designs and people, filled without a signal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.services.designs import CardSize, DesignView, Sample

BUILT_IN = ""
"""The design that is chosen where none of the event's is."""


def fill_sizes(box: QComboBox, sizes: Sequence[CardSize]) -> None:
    """Every size once; they do not change while the window is open."""
    if box.count() != len(sizes):
        box.clear()
        for size in sizes:
            box.addItem(f"{size.width:g} × {size.height:g} mm – {_(size.title)}")


def fill_designs(box: QComboBox, designs: Sequence[DesignView], chosen: str | None) -> None:
    """The event's designs with the roles they are for, after the built-in one."""
    with QSignalBlocker(box):
        box.clear()
        box.addItem(_("Built in"), BUILT_IN)
        for one in designs:
            roles = ", ".join(label(role) for role in one.roles)
            box.addItem(f"{one.name} ({roles})" if roles else one.name, one.key)
        box.setCurrentIndex(max(0, box.findData(chosen or BUILT_IN)))


def fill_people(box: QComboBox, people: Sequence[Sample]) -> None:
    """Whose badge is shown; who was chosen stays, if still there."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for one in people:
            name = f"{one.name} · {one.organisation}" if one.organisation else one.name
            box.addItem(f"{one.number}  {name}", one.key)
        if not people:
            box.addItem(_("Somebody invented"), "")
        box.setCurrentIndex(max(0, box.findData(chosen)))
