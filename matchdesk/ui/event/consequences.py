"""What a change would do to meetings and people, said before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.days import short_weekday
from matchdesk.core.i18n import _, count
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import ElidedLabel, Label, Notice, clear, column

if TYPE_CHECKING:
    from matchdesk.services.event_layout import LayoutPreview, TablesPreview
    from matchdesk.services.waiting import Displaced

MOST_LISTED = 40


class Consequences(QWidget):
    """A sentence in colour, then every meeting concerned."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice = Notice(theme)
        self.notice.close_button.hide()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.setLayout(column(self.notice, self._lines, spacing=Space.S))

    def show_layout(self, preview: LayoutPreview) -> None:
        """Of a change of the event's time."""
        sentences = []
        if preview.orphaned:
            sentences.append(_waiting(len(preview.orphaned)))
        if preview.stranded:
            sentences.append(
                _("No session is left for {names}: they become unavailable.").format(
                    names=_some(preview.stranded)
                )
            )
        if preview.wishes:
            sentences.append(
                count(
                    "{n} request loses the time it asked for.",
                    "{n} requests lose the time they asked for.",
                    preview.wishes,
                )
            )
        self._show(preview.begun, sentences, preview.orphaned)

    def show_tables(self, preview: TablesPreview) -> None:
        """Of a change of the tables."""
        sentences = []
        moved = len(preview.displaced) - len(preview.waiting)
        if moved:
            sentences.append(
                count(
                    "{n} meeting moves to another table.",
                    "{n} meetings move to another table.",
                    moved,
                )
            )
        if preview.waiting:
            sentences.append(_waiting(len(preview.waiting)))
        self._show(preview.begun, sentences, preview.displaced)

    def say(self, sentence: str) -> None:
        """It cannot be done at all, and why."""
        clear(self._lines)
        self.notice.say(sentence, State.PROBLEM)

    def _show(
        self, begun: Sequence[Displaced], sentences: Sequence[str], meetings: Sequence[Displaced]
    ) -> None:
        clear(self._lines)
        if begun:
            said = count(
                "This cannot be done: {n} meeting there has begun or is over.",
                "This cannot be done: {n} meetings there have begun or are over.",
                len(begun),
            )
            self.notice.say(said, State.PROBLEM)
            self._list(begun)
        elif sentences:
            self.notice.say(" ".join(sentences), State.ATTENTION)
            self._list(meetings)
        else:
            self.notice.say(_("No meeting loses its place."), State.GOOD)

    def _list(self, meetings: Sequence[Displaced]) -> None:
        for meeting in islice(meetings, MOST_LISTED):
            self._lines.addWidget(ElidedLabel(sentence(meeting), "small", 2))
        if len(meetings) > MOST_LISTED:
            more = len(meetings) - MOST_LISTED
            self._lines.addWidget(Label(count("and {n} more", "and {n} more", more), "small", 3))


def sentence(meeting: Displaced) -> str:
    """A meeting, where it was and where it goes."""
    place = ""
    if meeting.day is not None and meeting.starts is not None:
        place = f"{short_weekday(meeting.day)} {meeting.starts:%H:%M}"
    if meeting.table is not None:
        place += " · " + _("table {n}").format(n=meeting.table)
    to = (
        _("waiting list")
        if meeting.new_table is None
        else _("table {n}").format(n=meeting.new_table)
    )
    return f"{place}  →  {to}:  {' – '.join(meeting.parties)}"


def _waiting(number: int) -> str:
    return count(
        "{n} meeting goes to the waiting list.", "{n} meetings go to the waiting list.", number
    )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return (
        shown
        if len(names) <= 3
        else _("{names} and {n} more").format(names=shown, n=len(names) - 3)
    )
