"""What the event is called and where it is; each field is stored as it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from PySide6.QtWidgets import QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.services.places import countries
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, column, row
from matchdesk.ui.widgets.edit_fields import SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.events import EventSummary

_WIDTH = 640


def _countries() -> SearchChoice:
    return SearchChoice([("", ""), *countries().items()])


def _zones() -> SearchChoice:
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    return SearchChoice([(name, name) for name in names])


FIELDS = (
    FieldSpec("name", "Name of the event"),
    FieldSpec("venue", "Venue", half=True),
    FieldSpec("city", "City", half=True),
    FieldSpec("country", "Country", _countries, half=True),
    FieldSpec("timezone", "Time zone", _zones, "Times on the clock stay as they are", half=True),
)


class PlacePage(QWidget):
    """One form."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._values: dict[str, str] = {}
        self.form = RecordForm(FIELDS)
        self.form.setMaximumWidth(_WIDTH)
        self.form.edited.connect(self._edited)
        self.kept = Label("", "small", 3, wrap=True, select=True)
        whole = row(self.form, None)
        whole.setStretch(0, 3)
        whole.setStretch(1, 1)
        self.setLayout(column(whole, self.kept, None, spacing=Space.L, margins=Space.L))

    def show_event(self, event: EventSummary) -> None:
        """Show what is stored."""
        self._values = {
            "name": event.name,
            "venue": event.venue,
            "city": event.city,
            "country": event.country,
            "timezone": event.timezone,
        }
        self.form.show_values(self._values)
        address = _("Kept in {address}").format(address=self._context.desk.address)
        self.kept.setText("\n".join(filter(None, (event.notice, address))))

    def _edited(self, field: str, value: object) -> None:
        from matchdesk.services.event_layout import RenameEvent  # loads the database: not at start

        def refused(error: MatchDeskError) -> None:
            self.form.show_error(field, wording.sentence(error))

        command = RenameEvent(**{**self._values, field: str(value or "")})
        self._context.run(command, on_error=refused, owner=self)
