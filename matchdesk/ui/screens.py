"""How a screen plugs into the shell: what it is given and what it must answer to."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from matchdesk.core import wording
from matchdesk.core.changes import ChangeSet
from matchdesk.core.clock import Clock
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.progress import Progress
from matchdesk.ui.actions import Actions
from matchdesk.ui.jobs import Job, JobRunner, Lane, Refresh
from matchdesk.ui.theme import State, Theme

if TYPE_CHECKING:
    from matchdesk.core.vocabulary import DocumentKind
    from matchdesk.services.bus import Command
    from matchdesk.services.desk import Desk
    from matchdesk.services.history import History
    from matchdesk.ui.spooling.spooler import Spooler


class Notify(Protocol):
    """Shows one sentence that goes away by itself."""

    def __call__(self, text: str, undoable: bool = False, *, state: State = State.NEUTRAL) -> None:
        """`undoable` adds an Undo button: it takes back the change this window carried out last."""


class Navigate(Protocol):
    """Goes to another screen."""

    def __call__(self, screen_id: str, **focus: Any) -> None:
        """`focus` is handed to the screen's `activate`, e.g. `key="…"` of a participant."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette that a provider found."""

    title: str
    subtitle: str
    icon: str
    run: Callable[[], object]


PaletteProvider = Callable[[str], tuple[PaletteEntry, ...]]
"""Finds entries for a typed text of at least two letters; called beside the GUI thread.
`run` of what it returns is called in the GUI thread."""


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """Everything a screen may use. One per open event.

    `carried_out` is told what each job answered, before the screen is. `ahead` takes the steps of
    work that can wait, one at a time while nobody is kept waiting by it.
    """

    desk: Desk
    jobs: JobRunner
    actions: Actions
    navigate: Navigate
    notify: Notify
    theme: Theme
    clock: Clock
    spooler: Spooler | None = None
    carried_out: Callable[[Any], object] = lambda _done: None
    ahead: Callable[[Iterator[object]], object] = lambda _steps: None

    def arrived(self, participants: Sequence[str]) -> None:
        """Somebody was admitted, given by key: print what this desk prints on check-in."""
        if self.spooler is not None:
            self.spooler.arrived(participants)

    def print_now(self, kind: DocumentKind, participants: Sequence[str], parent: QWidget) -> None:
        """Put one document each into the print queue; asks why where they hold it already."""
        if self.spooler is not None:
            self.spooler.print_now(kind, participants, parent)

    def run(
        self,
        command: Command,
        *,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[MatchDeskError], object] | None = None,
        title: str = "",
        lane: Lane = Lane.COMMAND,
        owner: QObject | None = None,
    ) -> Job:
        """Run a command beside the window; the change set arrives by itself through `apply`.

        `on_done` gets the service's `Done`. Without `on_error` the error's sentence is shown as a
        notice. A `title` makes it a visible job with progress and cancel in the status bar.
        """
        return self.do(
            lambda progress: self.desk.run(command, progress),
            on_done=on_done,
            on_error=on_error,
            title=title,
            lane=lane,
            owner=owner,
        )

    def do(
        self,
        work: Callable[[Progress], Any],
        *,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[MatchDeskError], object] | None = None,
        title: str = "",
        lane: Lane = Lane.COMMAND,
        owner: QObject | None = None,
    ) -> Job:
        """Like `run`, for work that is not one command."""

        def done(result: Any) -> None:
            self.carried_out(result)
            if on_done is not None:
                on_done(result)

        return self.jobs.start(
            title,
            work,
            lane=lane,
            on_done=done,
            on_error=on_error or self.complain,
            owner=owner,
            visible=bool(title),
        )

    def find_people(
        self, owner: QObject, text: str, then: Callable[[Sequence[str]], object]
    ) -> None:
        """Ask the one search beside the window; `then` gets the keys, best first."""
        checkin = self.desk.checkin
        self.jobs.query(lambda: checkin.matching(text), then, on_error=self.complain, owner=owner)

    def complain(self, error: MatchDeskError) -> None:
        """Show the sentence of `error`."""
        self.notify(wording.sentence(error), state=State.PROBLEM)


class Screen(QWidget):
    """Base of every screen: reads its data beside the window, again when what it shows changed.

    A subclass names the tables it shows in `watches` (empty: all), returns plain data from `load`
    (called in another thread: touch no widget there) and shows it in `show_data`. While another
    screen is in front, changes only mark this one stale.
    """

    watches: frozenset[str] = frozenset()

    undo_changed = Signal()
    """What `history` answers, or what is next in it, has changed."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.stale = True
        self.refresh = Refresh(context.jobs, self.load, self.show_data, self)
        self.refresh.loading.connect(self._loading)
        self.refresh.failed.connect(self._load_failed)

    def load(self) -> Any:
        """Read what the screen shows. Runs in another thread."""
        return None

    def show_data(self, data: Any) -> None:
        """Show what `load` returned."""

    def apply(self, change_set: ChangeSet) -> None:
        """A change set arrived: reload if it touches what this screen watches."""
        if not self.watches or self.watches & change_set.entities():
            self.reload()

    def activate(self, **focus: Any) -> None:
        """The screen came to the front; `focus` says what to show first."""

    def takes_scan(self, code: str) -> bool:
        """A scanner has read `code` while this screen is in front: True if it is for this screen.

        False lets it go to the screen that scans (Check-in).
        """
        return False

    def pieces(self) -> Iterator[None]:
        """What a screen of many parts makes after its constructor, a part between two yields.

        Nothing else of it is called before the last; a window that is idle makes it in steps.
        """
        return iter(())

    def roots(self) -> Sequence[QWidget]:
        """The parts the theme dresses, each by itself; those hidden while it changes wait.

        A screen that makes parts later lets them wear the theme itself.
        """
        return (self,)

    def person_in_front(self) -> str | None:
        """The key of the participant this screen shows or has chosen, for “Who is free now?”."""
        return None

    def slot_in_front(self) -> str | None:
        """The key of the slot that is chosen here, for “Who is free now?”; None: whichever runs."""
        return None

    def focus_search(self) -> bool:
        """Put the cursor into a search of the screen's own; False leaves it to a table's."""
        return False

    def history(self) -> History | None:
        """What undo and redo take back while this screen is in front; None: the event's."""
        return None

    def palette_provider(self) -> PaletteProvider | None:
        """Finds this screen's records for the palette, if it has any worth finding."""
        return None

    def close_screen(self) -> bool:
        """The event is about to be closed: save or end what is under way. False to stay."""
        return True

    def reload(self) -> None:
        """Load now if visible, otherwise as soon as the screen is shown."""
        self.stale = True
        if self.isVisible():
            self.refresh.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while another screen was in front."""
        super().showEvent(event)
        if self.stale:
            self.refresh.ask()

    def _loading(self, begins: bool) -> None:
        if begins:
            self.stale = False

    def _load_failed(self, error: MatchDeskError) -> None:
        self.stale = True
        self.context.complain(error)


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One entry of the navigation. `module` holds the class `name`, imported on the first visit.

    What a scanner reads, on whatever screen, goes to the one that `scans`, as `scanned="…"`. A
    screen `under` another has no button of its own in the rail: that one's stands for it.
    """

    id: str
    title: str
    icon: str
    shortcut: str
    module: str
    name: str
    keywords: str = ""
    scans: bool = False
    under: str = ""
    first: tuple[str, ...] = ()
    """Modules beside `module`, by their last name, that are imported before it, each by itself."""

    @property
    def present(self) -> bool:
        """Whether the screen is part of this program."""
        try:
            return importlib.util.find_spec(self.module) is not None
        except ModuleNotFoundError:
            return False

    def loading(self) -> Iterator[None]:
        """Import what the screen is made of, in steps: the first visit is the shorter for it.

        In the GUI thread alone: a class of Qt made in another one can bring the program down.
        """
        package = self.module.rpartition(".")[0]
        for name in self.first:
            importlib.import_module(f"{package}.{name}")
            yield
        importlib.import_module(self.module)
        yield

    def factory(self, context: ScreenContext) -> Screen:
        """Make the screen."""
        made: Screen = getattr(importlib.import_module(self.module), self.name)(context)
        return made
