"""Now and next, a line a table: who meets, who is missing, how long it still takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.wording import label
from matchdesk.ui.grid.now import NowAndNext, NowRow, headline
from matchdesk.ui.grid.tiles import STATES
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, column

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting


def _status(meeting: GridMeeting | None) -> str:
    return label(meeting.status) if meeting is not None else ""


def _state(meeting: GridMeeting | None) -> State | None:
    return STATES[meeting.status][0] if meeting is not None else None


def _missing(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _each(who: str) -> str:
    """A line a party."""
    return who.replace(" ⇄ ", "\n") or "–"


_COLUMNS = (
    Column("Table", lambda r: str(r.table), sort=lambda r: r.table, width=64, right=True),
    Column("Zone", lambda r: r.zone, width=60),
    Column("Now", lambda r: _each(r.who), tip=lambda r: r.who, width=0),
    Column("Status", lambda r: _status(r.now), state=lambda r: _state(r.now), width=100),
    Column("Missing now", lambda r: _missing(r.missing), tip=lambda r: "\n".join(r.missing),
           state=lambda r: State.ATTENTION if r.missing else None, width=116),
    Column("Next", lambda r: _each(r.next_who), tip=lambda r: r.next_who, width=0),
    Column("Missing next", lambda r: _missing(r.next_missing),
           tip=lambda r: "\n".join(r.next_missing),
           state=lambda r: State.ATTENTION if r.next_missing else None, width=116),
)  # fmt: skip


class NowView(QWidget):
    """`chosen` carries the key of the running meeting of the chosen table, else of the next one.

    `opened` the same on Enter.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.headline = Label("", "large")
        self.figures = Label("", "small", 2)
        nothing = EmptyState(theme, "table-2", _("This event has no tables yet"))
        self.table = DataTable(
            theme, _COLUMNS, lambda r: r.key, name=_("Now and next"), empty=nothing,
            search_hint=_("Find a name or a table"), lines=2,
        )  # fmt: skip
        self.table.chosen.connect(lambda row: self._tell(row, self.chosen))
        self.table.opened.connect(lambda row: self._tell(row, self.opened))
        layout = column(self.headline, self.figures, self.table, spacing=Space.S)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_state(self, found: NowAndNext) -> None:
        """How the tables stand."""
        self.headline.setText(headline(found))
        running = sum(row.now is not None for row in found.rows)
        missing = sum(bool(row.missing) for row in found.rows)
        words = [count("{n} meeting now", "{n} meetings now", running)]
        if missing:
            words.append(count("{n} with somebody missing", "{n} with somebody missing", missing))
        self.figures.setText(" · ".join(words))
        self.table.set_rows(found.rows)

    @staticmethod
    def _tell(row: NowRow | None, signal: object) -> None:
        meeting = (row.now or row.next) if row is not None else None
        if meeting is not None:
            signal.emit(meeting.key)  # type: ignore[attr-defined] # a bound Qt signal
