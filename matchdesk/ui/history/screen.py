"""History: the journal as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core import wording
from matchdesk.core.changes import ChangeSet
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.history.detail import ChangeSetDetail
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, button, column, row, split

if TYPE_CHECKING:
    from matchdesk.services.history import HistoryRow

PAGE = 300
"""Change sets read at a time; older ones on request."""

TAKE_BACK = ActionSpec(
    "history.take_back", "Take this change back", "Ctrl+Backspace", "undo-2", "undo one"
)
OLDER = ActionSpec("history.older", "Show older changes", "Ctrl+Down", "history", "more")


class HistoryScreen(Screen):
    """Newest first. What another desk does arrives at the top by itself."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._zone: ZoneInfo | None = None
        self._wanted = PAGE
        self._focus: int | None = None
        self._asked: int | None = None
        theme = context.theme
        self.table = DataTable(
            theme,
            self._columns(),
            key=lambda item: item.number,
            name=_("Changes"),
            search_hint=_("Search what, who, desk"),
            empty=EmptyState(
                theme, "history", _("No changes yet"), _("Everything anybody does appears here.")
            ),
        )
        self.table.add_filter(_("This desk"), lambda item: item.desk == context.desk.settings.desk)
        self.table.add_filter(_("Taken back"), lambda item: item.taken_back_by is not None)
        self.table.chosen.connect(self._choose)
        context.actions.add(TAKE_BACK, self.take_back, home=self)
        older = context.actions.add(OLDER, self._show_older, home=self)
        self.older = button(_(OLDER.text), older.trigger, kind="link", tip=older.toolTip())
        self.detail = ChangeSetDetail(theme)
        self.detail.take_back_wanted.connect(self.take_back)
        self._build()

    # --- the shell's questions

    def load(self) -> tuple[tuple[HistoryRow, ...], ZoneInfo]:
        """The newest change sets, and the venue's zone in which times are shown."""
        desk = self.context.desk
        return desk.history.page(None, self._wanted), desk.events.summary().zone

    def show_data(self, data: Any) -> None:
        """Show them; the newest is chosen the first time."""
        rows, self._zone = data
        self.table.set_rows(rows)
        self.older.setVisible(len(rows) == self._wanted)
        if self._focus is not None and self.table.choose(self._focus):
            self._focus = None
        elif self.table.current() is None and rows:
            self.table.choose(rows[0].number)
        elif (current := self.table.current()) is not None:
            self._choose(current)

    def activate(self, **focus: Any) -> None:
        """`number` names a change set to show."""
        self._focus = focus.get("number")
        if self._focus is not None and self.table.choose(self._focus):
            self._focus = None
        self.table.focus_search()

    # --- what the operator does

    def take_back(self) -> None:
        """Take back the chosen change set, whatever came after it; say why if that is refused."""
        chosen = self.table.current()
        if chosen is None or not _can_take_back(chosen):
            return
        self.detail.set_busy(True)
        self.context.do(
            lambda _p: self.context.desk.history.undo(chosen.number),
            on_done=lambda done: self._taken_back(done.change_set),
            on_error=self._refused,
            owner=self,
        )

    def _taken_back(self, change_set: ChangeSet | None) -> None:
        self.detail.set_busy(False)
        if change_set is not None:
            said = wording.intent(change_set.intent, change_set.detail)
            self.context.notify(said, undoable=True, state=State.GOOD)

    def _refused(self, error: MatchDeskError) -> None:
        self.detail.set_busy(False)
        self.detail.refuse(wording.sentence(error))

    def _show_older(self) -> None:
        self._wanted += PAGE
        self.reload()

    # --- inside

    def _choose(self, chosen: HistoryRow | None) -> None:
        if chosen is None:
            self._asked = None
            self.detail.show_nothing()
            return
        self._asked = chosen.number
        self.context.jobs.query(
            lambda: self._read(chosen.number),
            lambda read: self._show_detail(chosen, *read),
            on_error=self.context.complain,
            owner=self,
        )

    def _read(self, number: int) -> tuple[ChangeSet, dict[str, str]]:
        history = self.context.desk.history
        change_set = history.get(number)
        return change_set, history.names(change_set)

    def _show_detail(
        self, chosen: HistoryRow, change_set: ChangeSet, names: dict[str, str]
    ) -> None:
        if self._asked == chosen.number:
            when = self._moment(chosen)
            self.detail.show_set(chosen, change_set, names, when, why_not(chosen), self._zone)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("No.", lambda item: str(item.number), lambda item: item.number, width=48,
                   right=True),
            Column("When", self._moment, lambda item: item.at, width=124),
            Column("What", lambda item: item.what, width=0),
            Column("Who", lambda item: item.operator, width=84),
            Column("Desk", lambda item: item.desk, width=80),
            Column("State", _state_word, state=_state, width=116),
        )  # fmt: skip

    def _moment(self, item: HistoryRow) -> str:
        at = item.at.astimezone(self._zone)
        return f"{at:%d.%m. %H:%M:%S}"

    def _build(self) -> None:
        left = QWidget()
        title = row(Label(_("History"), "title"), None)
        box: QVBoxLayout = column(
            title, self.table, row(None, self.older, None), spacing=Space.M, margins=Space.L
        )
        box.setStretch(1, 1)
        left.setLayout(box)
        whole = column(split(left, self.detail, shares=(2, 1)), spacing=0)
        self.setLayout(whole)


def _can_take_back(item: HistoryRow) -> bool:
    return item.undoable and item.taken_back_by is None


def why_not(item: HistoryRow) -> str:
    """Why a change set cannot be taken back, or nothing if it can be tried."""
    if item.taken_back_by is not None:
        return _("No. {n} has taken this back.").format(n=item.taken_back_by)
    if not item.undoable:
        return _("What this did cannot be brought back.")
    return ""


def _state_word(item: HistoryRow) -> str:
    if item.taken_back_by is not None:
        return _("taken back")
    if item.reverts is not None:
        return _("takes back {n}").format(n=item.reverts)
    return "" if item.undoable else _("final")


def _state(item: HistoryRow) -> State | None:
    if item.taken_back_by is not None:
        return State.ATTENTION
    if item.reverts is not None:
        return State.PLANNED
    return None if item.undoable else State.NEUTRAL
