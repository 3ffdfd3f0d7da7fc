"""All agreements, and how far the chosen one has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import AgreementStatus
from matchdesk.core.wording import label
from matchdesk.ui.outcomes import words
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    DateBox,
    EmptyState,
    FormRow,
    Label,
    Notice,
    Pill,
    button,
    clear,
    column,
    row,
    split,
)

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _what(agreement: AgreementView) -> str:
    return " · ".join(part for part in (label(agreement.type), agreement.topic) if part)


_COLUMNS = (
    Column("No.", lambda a: str(a.number), lambda a: a.number, width=52, right=True),
    Column("What", _what, tip=_what, width=0),
    Column("Status", lambda a: label(a.status), state=lambda a: words.AGREEMENT_STATES[a.status],
           width=124),
    Column("Parties", lambda a: a.party_names, tip=lambda a: a.party_names, width=0),
    Column("Follow-up", lambda a: _day(a.follow_up_on),
           lambda a: a.follow_up_on and a.follow_up_on.toordinal(), width=100),
)  # fmt: skip


class AgreementsPage(QWidget):
    """A table and a panel."""

    def __init__(
        self,
        context: ScreenContext,
        today: Callable[[], date],
        show_meeting: Callable[[int], object],
    ) -> None:
        super().__init__()
        self.context, self._show_meeting = context, show_meeting
        self._shown: AgreementView | None = None
        theme = context.theme
        self.table = DataTable(
            theme,
            _COLUMNS,
            key=lambda agreement: agreement.key,
            name=_("Agreements"),
            search_hint=_("Search party, topic, number"),
            empty=EmptyState(
                theme,
                "file-text",
                _("No agreements yet"),
                _("Choose a meeting and tick “Record an agreement”."),
            ),
        )
        self.table.add_filter(_("Not signed yet"), lambda a: not a.established)
        self.table.add_filter(
            _("Due for follow-up"),
            lambda a: a.follow_up_on is not None and a.follow_up_on <= today(),
        )
        self.table.chosen.connect(self._choose)
        self.title = Label("", "large", wrap=True)
        self.pill = Pill()
        self.facts = column(spacing=Space.XS)
        self.meeting = button("", self._go_to_meeting, kind="link")
        self.status = QComboBox()
        for status in AgreementStatus:
            self.status.addItem(label(status), status.value)
        self.follows = QCheckBox(_("Follow up on"))
        self.follow_up = DateBox(today())
        self.follow_up.setMinimumWidth(170)
        self.follows.toggled.connect(self.follow_up.setEnabled)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(110)
        self.notice = Notice(theme)
        self.save_button = button(_("Save"), self.save, kind="primary", icon="check", theme=theme)
        self._empty = EmptyState(theme, "file-text", _("Choose an agreement"))
        self._build()
        self._choose(None)

    def show_data(self, agreements: tuple[AgreementView, ...]) -> None:
        """Show the agreements, keeping the chosen one."""
        self.table.set_rows(agreements)
        if self.table.current() is None and agreements:
            self.table.choose(agreements[0].key)
        else:
            self._choose(self.table.current())

    def save(self) -> None:
        """Store status, follow-up and note."""
        from matchdesk.services.outcomes import UpdateAgreementStatus

        if self._shown is None:
            return
        self.context.run(
            UpdateAgreementStatus(
                self._shown.key,
                AgreementStatus(self.status.currentData()),
                self.follow_up.value() if self.follows.isChecked() else None,
                self.note.toPlainText(),
            ),
            on_done=self._stored,
            on_error=self._refused,
            owner=self,
        )

    def _stored(self, done: object) -> None:
        assert self._shown is not None
        text = _("Agreement {n} stored").format(n=self._shown.number)
        self.context.notify(text, undoable=True, state=State.GOOD)

    def _refused(self, error: MatchDeskError) -> None:
        self.notice.say(wording.sentence(error), State.PROBLEM)

    def _go_to_meeting(self) -> None:
        if self._shown is not None and self._shown.meeting is not None:
            self._show_meeting(self._shown.meeting)

    def _choose(self, agreement: AgreementView | None) -> None:
        if agreement is not None and agreement == self._shown:
            return
        self._shown = agreement
        self._panel.setVisible(agreement is not None)
        self._empty.setVisible(agreement is None)
        self.notice.hide()
        if agreement is None:
            return
        self.title.setText(f"{label(agreement.type)} {agreement.number}")
        self.pill.show_state(label(agreement.status), words.AGREEMENT_STATES[agreement.status])
        self._show_facts(agreement)
        self.status.setCurrentIndex(self.status.findData(agreement.status.value))
        self.follows.setChecked(agreement.follow_up_on is not None)
        self.follow_up.setEnabled(agreement.follow_up_on is not None)
        if agreement.follow_up_on is not None:
            self.follow_up.show_value(agreement.follow_up_on)
        self.note.setPlainText(agreement.note)

    def _show_facts(self, agreement: AgreementView) -> None:
        clear(self.facts)
        for _key, name, country, signatory in agreement.parties:
            rest = " · ".join(part for part in (country, signatory) if part)
            self.facts.addWidget(Label(name, "strong", wrap=True))
            self.facts.addWidget(Label(rest, "small", 2))
        since = _("{status} since {day}, opened {opened}").format(
            status=label(agreement.status),
            day=_day(agreement.status_on),
            opened=_day(agreement.opened_on),
        )
        confidential = _("Confidential") if agreement.confidential else ""
        for text in (agreement.topic, agreement.partnership, since, confidential):
            if text:
                self.facts.addWidget(Label(text, "body", 2, wrap=True))
        self.meeting.setVisible(agreement.meeting is not None)
        self.meeting.setText(_("From meeting {n}").format(n=agreement.meeting))

    def _build(self) -> None:
        head = row(self.title, self.pill)
        head.setStretch(0, 1)
        self._panel = QWidget()
        self._panel.setLayout(
            column(
                head,
                self.facts,
                row(self.meeting, None),
                self.notice,
                FormRow(_("Status"), self.status),
                row(self.follows, self.follow_up, None),
                FormRow(_("Note"), self.note),
                row(None, self.save_button),
                None,
                spacing=Space.M,
                margins=(Space.L, 0, 0, 0),
            )
        )
        right = QWidget()
        right.setLayout(column(self._panel, self._empty, spacing=0))
        left = QWidget()
        left.setLayout(column(self.table, margins=(0, 0, Space.L, 0)))
        self.setLayout(column(split(left, right, shares=(2, 1))))
