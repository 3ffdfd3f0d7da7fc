"""People to check in, in the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.ui.screens import PaletteEntry

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk

_MOST = 6


def to_check_in(desk: Desk, text: str, run: Callable[[str], object]) -> tuple[PaletteEntry, ...]:
    """Whom `text` could mean and who is not here; `run` gets the key of the one taken."""
    return tuple(
        PaletteEntry(
            _("Check in {name}").format(name=person.name),
            person.organisation,
            "user-check",
            partial(run, person.key),
        )
        for person in desk.checkin.search(text, _MOST)
        if not person.here
    )
