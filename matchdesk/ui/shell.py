"""One open event: rail, screens, bars, and the feed that keeps them all true. No business word."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QChildEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from matchdesk.core import wording
from matchdesk.core.changes import ChangeSet
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.ui import actions, crossing
from matchdesk.ui.actions import Actions, ActionSpec
from matchdesk.ui.catalogue import TOOLS
from matchdesk.ui.crossing import Crossing
from matchdesk.ui.feed import FeedBridge
from matchdesk.ui.jobs import JobRunner, Lane, Refresh
from matchdesk.ui.preparing import Awaited, Preparing
from matchdesk.ui.rail import Rail
from matchdesk.ui.screen_maker import ScreenMaker
from matchdesk.ui.screens import (
    Notify,
    PaletteProvider,
    Screen,
    ScreenContext,
    ScreenSpec,
)
from matchdesk.ui.spooling.spooler import Spooler
from matchdesk.ui.status_bar import StatusBar
from matchdesk.ui.theme import State, Theme
from matchdesk.ui.tidying import Tidying
from matchdesk.ui.top_bar import TopBar
from matchdesk.ui.wall_clock import Wall
from matchdesk.ui.who import WhoDialog
from matchdesk.ui.widgets.basics import column, row
from matchdesk.ui.widgets.data_table import DataTable
from matchdesk.ui.widgets.record_form import RecordForm

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.events import EventSummary
    from matchdesk.services.history import History, HistoryRow
    from matchdesk.services.spooling import PrintJob

_TIME_TABLES = frozenset({"event", "session", "slot"})
_OWN_ACTIONS = (
    actions.UNDO,
    actions.REDO,
    actions.FIND,
    actions.WHO,
    actions.QUEUE,
    actions.FREE_NOW,
    actions.WALL_CLOCK,
)


class EventShell(QWidget):
    """The window's content while an event is open. `close_event` ends it; then delete it."""

    current_changed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        registry: Actions,
        notify: Notify,
        specs: tuple[ScreenSpec, ...],
    ) -> None:
        super().__init__()
        self.desk, self._theme, self._actions, self._notify = desk, theme, registry, notify
        self.specs = {spec.id: spec for spec in specs}
        self.jobs = JobRunner(self)
        self.spooler = Spooler(desk, self.jobs, theme, notify, self)
        self.context = ScreenContext(
            desk,
            self.jobs,
            registry,
            self.navigate,
            self._announce,
            theme,
            desk.clock,
            self.spooler,
            self._carried_out,
            lambda steps: self._preparing.first(steps),
        )
        self._read_from = desk.history
        self._last: int | None = None
        self._announced: int | None = None
        self._screens = ScreenMaker(specs, self.context, self._take_in)
        self._made = self._screens.made
        self._warned = False
        self.wall = Wall(desk.clock, self)
        self._add_actions()
        self._build(theme, specs)
        self._feed = FeedBridge(desk.feed, self)
        self._feed.changed.connect(self._changed)
        self._link = Crossing(self)
        self._link.arrived.connect(self.status.show_link)
        desk.on_link = self._link.send
        self.status.show_link(desk.link_up)
        self._head = Refresh(self.jobs, desk.events.summary, self._show_event, self)
        self._next = Refresh(self.jobs, self._read_next, self._show_next, self)
        for refresh in (self._head, self._next):
            refresh.failed.connect(self.context.complain)
        self._tidying = Tidying(self)
        self.jobs.ended.connect(self._tidying.worked)
        self._door = next((spec.id for spec in specs if spec.scans), None)
        self._awaited = Awaited(lambda: self._screens.making(self._door or ""), self)
        self._preparing = Preparing(self._steps_ahead(), self)
        self._preparing.ended.connect(self._tidying.set_aside)
        self.jobs.started.connect(self._preparing.disturbed)
        self.show_who()

    # --- what the window calls

    def begin(self) -> None:
        """Read the event and show the first screen."""
        self._tidying.begin()  # before anybody looks: a search through everything is a freeze
        self._head.ask()
        self._ask_next()
        self.spooler.begin()
        if self.specs:
            self.navigate(next(iter(self.specs)))

    def navigate(self, screen_id: str, **focus: Any) -> None:
        """Bring a screen to the front, making it on the first visit."""
        if screen_id not in self.specs:
            return
        screen, before = self._screens.screen(screen_id), self._past()
        self._rail.show_current(screen_id)
        self._stack.setCurrentWidget(screen)
        if self._past() is not before:
            self._ask_next()
        screen.activate(**focus)
        self.current_changed.emit(screen_id)

    def scan(self, code: str) -> None:
        """A scanner has read `code`: the screen in front may ask for it, else it checks in."""
        screen = self._stack.currentWidget()
        if isinstance(screen, Screen) and screen.takes_scan(code):
            return
        if self._door is not None and self._door not in self._screens.ready:
            self._preparing.disturbed()
            self._awaited.add(lambda: self.scan(code))  # made in steps: no scan stops the window
        elif self._door is not None:
            self.navigate(self._door, scanned=code)

    def prepare(self) -> None:
        """Make the screens, those first that scans go to, while nobody is doing anything.

        Each is loaded, made and dressed in steps between which whoever works goes first. The first
        visit only shows it.
        """
        self._tidying.set_aside()

        def load(_progress: Progress) -> None:
            # What draws text is no class of Qt: it is loaded beside the window.
            importlib.import_module("matchdesk.services.designs.elements")
            self.spooler.warm()

        self.jobs.start(
            "",
            load,
            on_done=lambda _none: self._preparing.begin(),
            on_error=self.context.complain,
            owner=self,
            visible=False,
        )

    def _steps_ahead(self) -> Iterator[None]:
        for spec in sorted(self.specs.values(), key=lambda spec: not spec.scans):
            yield from spec.loading()
        yield from self._screens.steps()

    def reveal(self, home: QWidget) -> None:
        """Bring the screen that owns an action to the front."""
        for screen_id, screen in self._made.items():
            if screen is home and self._stack.currentWidget() is not screen:
                self.navigate(screen_id)

    def visited(self, screen_id: str) -> Screen | None:
        """The screen, if it was made: on a visit, or ahead of it."""
        return self._made.get(screen_id)

    def providers(self) -> Iterable[PaletteProvider]:
        """What the screens made so far can find for the palette."""
        found = (screen.palette_provider() for screen in self._made.values())
        return [provider for provider in found if provider is not None]

    def busy(self) -> bool:
        """Whether anything is being read, stored or worked on."""
        reading = any(refresh.pending for refresh in self.findChildren(Refresh))
        return reading or self._awaited.pending or bool(self.jobs.running) or crossing.awaited()

    def show_who(self) -> None:
        """Show desk and operator as the settings have them."""
        self.status.show_who(self.desk.settings.desk, self.desk.settings.operator)

    def close_event(self) -> bool:
        """Close screens, jobs and the event; False if a screen asks to stay."""
        if not all(screen.close_screen() for screen in self._made.values()):
            return False
        if not self._typed_is_stored():
            return False
        self.top.stop()
        self.wall.close()
        self._preparing.stop()
        self._awaited.stop()
        self._feed.close()
        self._link.close()
        self.spooler.close()
        self.jobs.close()
        self._tidying.end()
        self._screens.forget()
        tools = (tool.action for tool in TOOLS)
        for spec in (*_OWN_ACTIONS, *tools, *map(_go, self.specs.values())):
            self._actions.remove(spec.id)
        self.desk.close()
        return True

    def _typed_is_stored(self) -> bool:
        """Store what is still being typed; False, once, where that was refused."""
        for form in self.findChildren(RecordForm):
            form.finish()
        self.jobs.finish(Lane.COMMAND)
        wrong = [
            (screen, form)
            for screen in self._made.values()
            for form in screen.findChildren(RecordForm)
            if form.wrong
        ]
        if not wrong or self._warned:
            return True
        self._warned = True
        screen, form = wrong[0]
        self.reveal(screen)  # not where it is in front: that would leave the field, which stores
        form.mend()
        said = _("A field could not be stored. Mend it, or close again to leave without it.")
        self._notify(said, state=State.ATTENTION)
        return False

    # --- undo

    def undo(self) -> None:
        """Take back this desk's last change, or the last one in the draft that is shown."""
        past = self._past()
        self.context.do(lambda _p: past.undo(), on_done=self._tell, owner=self)

    def undo_announced(self) -> None:
        """Take back just the change that was announced, whatever was done since."""
        number = self._announced
        self.context.do(lambda _p: self.desk.history.undo(number), on_done=self._tell, owner=self)

    def redo(self) -> None:
        """Do again what was taken back last."""
        past = self._past()
        self.context.do(lambda _p: past.redo(), on_done=self._tell, owner=self)

    def _past(self) -> History:
        screen = self._stack.currentWidget()
        own = screen.history() if isinstance(screen, Screen) else None
        return own or self.desk.history

    def _carried_out(self, done: Any) -> None:
        change_set = getattr(done, "change_set", None)
        if change_set is not None:
            self._last = change_set.number

    def _announce(self, text: str, undoable: bool = False, *, state: State = State.NEUTRAL) -> None:
        """Say what was done last in this window; the toast's Undo means that change."""
        self._announced = self._last if undoable else None
        self._notify(text, undoable, state=state)

    def _tell(self, done: Any) -> None:
        change_set = done.change_set
        if change_set is not None:
            self._notify(wording.intent(change_set.intent, change_set.detail), state=State.GOOD)

    def _read_next(self) -> tuple[HistoryRow | None, HistoryRow | None]:
        return self._read_from.next_undo(), self._read_from.next_redo()

    def _ask_next(self) -> None:
        self._read_from = self._past()  # here: reading it goes on beside the window
        self._next.ask()

    def _show_next(self, rows: tuple[HistoryRow | None, HistoryRow | None]) -> None:
        undo, redo = rows
        self.status.show_last(undo.what if undo else "")
        for action, row_, word in ((self._undo, undo, _("Undo")), (self._redo, redo, _("Redo"))):
            action.setEnabled(row_ is not None)
            text = f"{word}: {row_.what}" if row_ else word
            action.setText(text)
            action.setToolTip(actions.tooltip(text, action))

    # --- inside

    def _add_actions(self) -> None:
        add = self._actions.add
        self._undo = add(actions.UNDO, self.undo)
        self._redo = add(actions.REDO, self.redo)
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        add(actions.FIND, self._find)
        add(actions.WHO, self.ask_who)
        add(actions.QUEUE, self.show_queue)
        add(actions.FREE_NOW, self.who_is_free)
        add(actions.WALL_CLOCK, self.wall.switch)
        for tool in TOOLS:
            add(tool.action, functools.partial(tool.use, self.context, self))
        for spec in self.specs.values():
            add(_go(spec), functools.partial(self.navigate, spec.id))

    def _build(self, theme: Theme, specs: tuple[ScreenSpec, ...]) -> None:
        known = {e.spec.id: e.action for e in self._actions.entries()}
        self.top = TopBar(
            theme,
            self.desk.clock,
            known[actions.PALETTE.id],
            self._undo,
            self._redo,
            known[actions.THEME.id],
            known[actions.CLOSE.id],
        )
        self._rail = Rail(theme, specs)
        self._rail.wanted.connect(self.navigate)
        self._stack = QStackedWidget()
        self.status = StatusBar(theme, self.jobs)
        self.status.undo_wanted.connect(self.undo)
        self.status.who_wanted.connect(self.ask_who)
        self.status.queue_wanted.connect(self.show_queue)
        self.spooler.changed.connect(self._show_queue)
        for part in (self.top, self._rail, self.status):
            theme.wear(part)
        middle = row(self._rail, self._stack, spacing=0)
        middle.setStretch(1, 1)
        whole = column(self.top, middle, self.status, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _take_in(self, screen: Screen) -> None:
        self._stack.addWidget(screen)
        screen.undo_changed.connect(self._ask_next)

    def childEvent(self, event: QChildEvent) -> None:
        """A dialog over the shell wears the theme, too; those of screens have it from them."""
        child = event.child()
        if event.polished() and isinstance(child, QWidget) and child.isWindow():
            self._theme.wear(child)
        super().childEvent(event)

    def _changed(self, change_set: ChangeSet) -> None:
        for screen in self._made.values():
            screen.apply(change_set)
        if _TIME_TABLES & change_set.entities():
            self._head.ask()
        self._ask_next()

    def _show_event(self, summary: EventSummary) -> None:
        for clock in (self.top, self.wall):
            clock.show_event(summary.name, summary.slots, summary.zone)

    def _find(self) -> None:
        screen = self._stack.currentWidget()
        if isinstance(screen, Screen) and screen.focus_search():
            return
        tables = screen.findChildren(DataTable) if screen else []
        for table in tables:
            if table.isVisible():
                table.focus_search()
                return

    def who_is_free(self) -> None:
        """Who is free now and fits: whoever is in front, or the slot that is chosen."""
        screen = self._stack.currentWidget()
        person, slot = None, None
        if isinstance(screen, Screen):
            person, slot = screen.person_in_front(), screen.slot_in_front()
        self.navigate("requests", free=person or "", slot=slot)

    def show_queue(self) -> None:
        """Go to the print queue."""
        self.navigate("print", page="queue")

    def _show_queue(self, jobs: tuple[PrintJob, ...]) -> None:
        waiting = [job for job in jobs if job.open]
        stuck = [job for job in jobs if job.why]
        self.status.show_queue(len(waiting), stuck[0].why if stuck else "")

    def ask_who(self) -> None:
        """Ask for desk and operator."""
        dialog = WhoDialog(self._theme, self.desk.settings, self)
        dialog.accepted.connect(self.show_who)
        dialog.accepted.connect(self._ask_next)
        dialog.open()


def _go(spec: ScreenSpec) -> ActionSpec:
    return ActionSpec(
        f"go.{spec.id}", spec.title, spec.shortcut, spec.icon, f"go screen {spec.keywords}"
    )
