"""What stands where the answer will be, while there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from matchdesk.core.i18n import _
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.widgets import EmptyState, button


class Idle(QStackedWidget):
    """Ready for the first scan; in an event without participants, how to come by them."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        theme = context.theme
        self.ready = EmptyState(
            theme,
            "scan-line",
            _("Ready"),
            _("Scan a badge or ticket, or type part of a name and press Enter."),
        )
        self.to_import = button(
            _("Import a list …"),
            lambda: context.navigate("people", page="import"),
            kind="primary",
            icon="upload",
            theme=theme,
        )
        there = context.actions.get("go.people") is not None
        self.nobody = EmptyState(
            theme,
            "users",
            _("Nobody is registered yet"),
            _("Import the list of participants first. Who comes without one is a walk-in."),
            self.to_import if there else None,
        )
        self.addWidget(self.ready)
        self.addWidget(self.nobody)

    def show_expected(self, expected: int) -> None:
        """Say so if nobody is expected."""
        self.setCurrentWidget(self.ready if expected else self.nobody)
