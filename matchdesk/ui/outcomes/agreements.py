"""All agreements, and beside them the chosen one in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.outcomes import words
from matchdesk.ui.outcomes.agreement_dialog import AgreementDialog
from matchdesk.ui.outcomes.agreement_panel import AgreementPanel
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Column, DataTable, EmptyState, button, column, split

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView

    Names = tuple[tuple[str, str], ...]

ADD = ActionSpec(
    "outcomes.add_agreement", "New agreement …", "Ctrl+Shift+G", "plus", "record letter memorandum"
)


def _what(agreement: AgreementView) -> str:
    return "\n".join(part for part in (label(agreement.type), agreement.topic) if part)


def _parties(agreement: AgreementView) -> str:
    """On two lines, further ones beside the second."""
    first, *others = [name for _key, name, *_rest in agreement.parties] or [""]
    return "\n".join(filter(None, (first, " · ".join(others))))


_COLUMNS = (
    Column("No.", lambda a: str(a.number), lambda a: a.number, width=52, right=True),
    Column("What", _what, tip=_what, width=172, most=420),
    Column("Status", lambda a: label(a.status), state=lambda a: words.AGREEMENT_STATES[a.status],
           width=124),
    Column("Parties", _parties, tip=lambda a: a.party_names, width=0),
    Column("Follow-up", lambda a: words.day(a.follow_up_on),
           lambda a: a.follow_up_on and a.follow_up_on.toordinal(), width=100),
)  # fmt: skip


class AgreementsPage(QWidget):
    """A table and a panel, which `add_panel` makes: each takes its time."""

    def __init__(
        self,
        context: ScreenContext,
        home: Screen,
        today: Callable[[], date],
        show_meeting: Callable[[int], object],
    ) -> None:
        super().__init__()
        self.context, self._today = context, today
        self._organisations: Names = ()
        self._partnerships: Names = ()
        self._wanted = ""
        theme = context.theme
        self.add_action = context.actions.add(ADD, self.add, home=home)
        self.table = DataTable(
            theme,
            _COLUMNS,
            key=lambda agreement: agreement.key,
            name=_("Agreements"),
            search_hint=_("Search party, topic, number"),
            lines=2,
            empty=EmptyState(
                theme,
                "file-text",
                _("No agreements yet"),
                _("Record one with a meeting’s outcome, or here without a meeting."),
                self._add_button(),
            ),
        )
        self.table.add_filter(_("Not signed yet"), lambda a: not a.established)
        self._further = self._add_button()
        self.table.add_control(self._further)
        self._show_meeting = show_meeting

    def add_panel(self) -> None:
        """The second half; the page can be used only with it."""
        theme = self.context.theme
        self.table.chosen.connect(self._choose)
        self.panel = AgreementPanel(self.context, self._today)
        self.panel.asked_meeting.connect(self._show_meeting)
        self._side = QStackedWidget()
        self._side.addWidget(EmptyState(theme, "file-text", _("Choose an agreement")))
        self._side.addWidget(self.panel)
        left = QWidget()
        left.setLayout(column(self.table, margins=(0, 0, Space.L, 0)))
        self.setLayout(column(split(left, self._side, shares=(3, 2))))

    def show_data(
        self, agreements: tuple[AgreementView, ...], organisations: Names, partnerships: Names
    ) -> None:
        """Show the agreements, keeping the chosen one; the names are what can be chosen from."""
        self._organisations, self._partnerships = organisations, partnerships
        self.table.set_rows(agreements)
        for part in (self._further, self._side):  # with none, the invitation has the whole width
            part.setVisible(bool(agreements))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        if self.table.current() is None and agreements:
            self.table.choose(agreements[0].key)
        else:
            self._choose(self.table.current())

    def focus(self, key: str) -> None:
        """Choose an agreement, now or as soon as it is listed."""
        self.table.clear_search()
        self._wanted = "" if self.table.choose(key) else key

    def add(self) -> AgreementDialog:
        """Ask for a new agreement."""
        dialog = AgreementDialog(self.context, self._organisations, self._today(), self)
        dialog.recorded.connect(self.focus)
        dialog.open()
        return dialog

    def _add_button(self) -> QPushButton:
        theme = self.context.theme
        tip = self.add_action.toolTip()
        return button(_(ADD.text), self.add, kind="primary", icon="plus", theme=theme, tip=tip)

    def _choose(self, agreement: AgreementView | None) -> None:
        self._side.setCurrentIndex(0 if agreement is None else 1)
        if agreement is not None:
            self.panel.show_agreement(agreement, self._organisations, self._partnerships)
