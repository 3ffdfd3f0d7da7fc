"""One change set in full: who, when, and every value from old to new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.changes import Change, ChangeSet
from matchdesk.core.i18n import _, count
from matchdesk.core.wording import records
from matchdesk.ui.history.values import Values
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import EmptyState, Label, Notice, Pill, button, clear, column, line, row

if TYPE_CHECKING:
    from matchdesk.services.history import HistoryRow

MOST_RECORDS = 60
"""Records drawn at once; an import of a thousand rows is summed up beyond that."""


class ChangeSetDetail(QWidget):
    """`take_back_wanted` when its button is pressed."""

    take_back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.what = Label("", "large", wrap=True, select=True)
        self.who = Label("", "small", 2, wrap=True)
        self.take_back = button(
            _("Take this change back"), self.take_back_wanted.emit, icon="undo-2", theme=theme
        )
        self.reason = Label("", "small", 3, wrap=True)
        self.notice = Notice(theme)
        self._records = QVBoxLayout()
        self._records.setContentsMargins(0, 0, Space.M, 0)
        self._records.setSpacing(Space.M)
        self._head = QWidget()
        self._head.setLayout(
            column(
                self.what,
                self.who,
                self._foot(),
                self.notice,
                line(),
                spacing=Space.M,
            )
        )
        self._empty = EmptyState(theme, "history", _("Choose a change to see what it did"))
        self.records = self._scroll()
        whole = column(self._head, self.records, self._empty, spacing=Space.M, margins=Space.L)
        self.setLayout(whole)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No change is chosen."""
        self._head.hide()
        self.records.hide()
        self._empty.show()

    def show_set(
        self,
        item: HistoryRow,
        change_set: ChangeSet,
        names: Mapping[str, str],
        when: str,
        why_not: str,
        zone: tzinfo | None,
    ) -> None:
        """Show one; `why_not` says why it cannot be taken back, if it cannot.

        `zone` is the venue's: the clock everybody there reads.
        """
        self._empty.hide()
        self._head.show()
        self.records.show()
        self.notice.hide()
        self.what.setText(item.what)
        self.who.setText(
            _("No. {n} · {when} · {operator} · {desk}").format(
                n=item.number, when=when, operator=item.operator, desk=item.desk
            )
        )
        self.take_back.setVisible(not why_not)
        self.take_back.setEnabled(True)
        self.reason.setText(why_not)
        self.reason.setVisible(bool(why_not))
        self._draw(change_set.changes, Values(names, zone))

    def refuse(self, sentence: str) -> None:
        """Say why it was not taken back."""
        self.notice.say(sentence, State.ATTENTION)

    def set_busy(self, busy: bool) -> None:
        """While it is being taken back, it cannot be asked again."""
        self.take_back.setEnabled(not busy)

    def _foot(self) -> QHBoxLayout:
        layout = row(self.take_back, self.reason, None, spacing=Space.M)
        layout.setStretch(1, 50)
        return layout

    def _draw(self, changes: tuple[Change, ...], values: Values) -> None:
        clear(self._records)
        for change in islice(changes, MOST_RECORDS):
            self._records.addWidget(_record(change, values))
        if len(changes) > MOST_RECORDS:
            more = len(changes) - MOST_RECORDS
            text = count("… and {n} more record", "… and {n} more records", more)
            self._records.addWidget(Label(text, "body", 2))
        self._records.addStretch(1)
        self.records.verticalScrollBar().setValue(0)

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._records)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setAccessibleName(_("What was changed"))
        return scroll


def _record(change: Change, values: Values) -> QWidget:
    made = QWidget()
    word, state = _kind(change)
    title = Label(records.entity(change.entity), "strong")
    name = Label(values.name_of(change), "body", 2, wrap=True)
    head = row(title, name, Pill(word, state), spacing=Space.S)
    head.setStretch(1, 1)
    made.setLayout(column(head, _table(values.lines(change)), spacing=Space.XS))
    return made


def _table(lines: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, 110)
    grid.setColumnStretch(1, 1)
    for place, (name, text) in enumerate(lines):
        field = Label(name, "small", 2)
        field.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, place, 0)
        grid.addWidget(Label(text, "small", wrap=True, select=True), place, 1)
    return grid


def _kind(change: Change) -> tuple[str, State]:
    if change.before is None:
        return _("new"), State.GOOD
    if change.after is None:
        return _("removed"), State.PROBLEM
    return _("changed"), State.PLANNED
