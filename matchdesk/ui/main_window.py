"""The window: the start page, or one open event. Not one business word."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from matchdesk.core import wording
from matchdesk.core.errors import Cancelled, MatchDeskError
from matchdesk.core.garbage import paused
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.services.application import Application
from matchdesk.ui import actions, catalogue
from matchdesk.ui.actions import Actions, Entry
from matchdesk.ui.jobs import JobRunner, Lane
from matchdesk.ui.palette import Line, Palette
from matchdesk.ui.scanner import ScanFilter
from matchdesk.ui.screens import PaletteEntry, PaletteProvider, ScreenSpec
from matchdesk.ui.shell import EventShell
from matchdesk.ui.start.page import StartPage
from matchdesk.ui.theme import Theme
from matchdesk.ui.widgets.messages import Toast

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.events import NewEvent

_IDLE = 1500  # milliseconds after an event was opened, when its first screen has been drawn
_USUAL_SIZE, _FRAME = QSize(1480, 900), 48
"""Size of the first window, and room for its title bar; smaller screens get it maximised."""

MakeDemo = Callable[[Progress], str]
"""Builds the demonstration event and returns its address. Called in another thread."""


class MainWindow(QMainWindow):
    """One a process. `demo` is left out where there is no demonstration to offer."""

    def __init__(
        self,
        application: Application,
        theme: Theme,
        demo: MakeDemo | None = None,
        specs: tuple[ScreenSpec, ...] = catalogue.ALL,
    ) -> None:
        super().__init__()
        self._application, self._theme, self._demo = application, theme, demo
        self._specs = catalogue.present(specs)
        self.jobs = JobRunner(self)
        self.actions_ = Actions(self, theme)
        self.shell: EventShell | None = None
        self._scans: ScanFilter | None = None
        self._leaving = False
        self.setWindowTitle("MatchDesk")
        self.setMinimumSize(QSize(1024, 640))
        self._add_actions()
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.start = StartPage(application.settings, theme, self.actions_, demo is not None)
        self._stack.addWidget(self.start)
        self.start.open_wanted.connect(self.open_event)
        self.start.create_wanted.connect(self.create_event)
        self.start.demo_wanted.connect(self.open_demo)
        self.toast = Toast(self, theme, self._undo)
        self.palette_ = Palette(self, theme, self._lines, self._ask)
        for part in (self.start, self.toast, self.palette_):
            theme.wear(part)
        self._restore_place()
        self.start.show_recent()

    # --- events

    def open_event(self, address: str) -> None:
        """Open the event at `address` beside the window, then show it."""
        self._enter(_("Opening …"), lambda _p: self._opened(address))

    def create_event(self, address: str, event: NewEvent) -> None:
        """Create an event and show it."""
        self._enter(_("Creating the event …"), lambda _p: self._application.create(address, event))

    def open_demo(self) -> None:
        """Build the demonstration event and show it."""
        make = self._demo
        if make is not None:
            self._enter(
                _("Building the demonstration event …"),
                lambda progress: self._opened(make(progress)),
            )

    def show_desk(self, desk: Desk) -> None:
        """Show an event that is already open; the window closes it."""
        if self._leaving or not self.close_event():
            desk.close()
            return
        self.shell = EventShell(desk, self._theme, self.actions_, self.toast.say, self._specs)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        close = self.actions_.get(actions.CLOSE.id)
        if close is not None:
            close.setEnabled(True)
        self._scans = ScanFilter(self)
        self._scans.scanned.connect(self.shell.scan)
        self.shell.begin()
        QTimer.singleShot(_IDLE, self.shell, self.shell.prepare)

    def close_event(self) -> bool:
        """Close the open event, if any, and show the start page; False if a screen asks to stay."""
        shell = self.shell
        if shell is None:
            return True
        if not shell.close_event():
            return False
        if self._scans is not None:
            self._scans.close()
            self._scans.deleteLater()
            self._scans = None
        self.shell = None
        self._stack.removeWidget(shell)
        shell.deleteLater()
        self.toast.hide()
        close = self.actions_.get(actions.CLOSE.id)
        if close is not None:
            close.setEnabled(False)
        self.start.show_recent()
        self.start.set_busy(None)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the event and end all threads before the window goes."""
        if not self.close_event():
            event.ignore()
            return
        self._leaving = True
        self.jobs.close()
        place = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        self._application.settings.put("window", place)
        super().closeEvent(event)

    def _opened(self, address: str) -> Desk:
        with paused():  # very much is loaded, and stays: a search through it would be a freeze
            return self._application.open(address)

    def _enter(self, title: str, work: Callable[[Progress], Desk]) -> None:
        if not self.close_event():
            return

        def opened(progress: Progress) -> Desk:
            desk = work(progress)
            if progress.cancelled:  # nobody waits for it any more
                desk.close()
                raise Cancelled
            return desk

        job = self.jobs.start(
            title,
            opened,
            lane=Lane.FILES,
            on_done=self.show_desk,
            on_error=self._refused,
            owner=self,
        )
        job.cancelled.connect(lambda: self.start.set_busy(None))
        self.start.set_busy(job)

    def _refused(self, error: MatchDeskError) -> None:
        self.start.set_busy(None)
        self.start.complain(wording.sentence(error))

    # --- actions and the palette

    def _add_actions(self) -> None:
        add = self.actions_.add
        add(actions.PALETTE, lambda: self.palette_.pop_up())
        add(actions.NEW, lambda: self._at_start(self.start.ask_new))
        add(actions.OPEN, lambda: self._at_start(self.start.ask_file))
        add(actions.SERVER, lambda: self._at_start(self.start.ask_server))
        if self._demo is not None:
            add(actions.DEMO, self.open_demo)
        add(actions.CLOSE, self.close_event).setEnabled(False)
        add(actions.THEME, self._switch_theme)
        add(actions.THEME_SYSTEM, lambda: self._choose_theme("system"))
        add(actions.FULL_SCREEN, self._full_screen)
        add(actions.QUIT, self.close)

    def _at_start(self, ask: Callable[[], object]) -> None:
        if self.close_event():
            ask()

    def _undo(self) -> None:
        if self.shell is not None:
            self.shell.undo_announced()

    def _switch_theme(self) -> None:
        self._application.settings.theme = self._theme.toggle(gently=True)

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice, gently=True)
        self._application.settings.theme = choice

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _lines(self) -> Iterable[Line]:
        shown = (e for e in self.actions_.entries() if e.spec.listed and e.action.isEnabled())
        return [*map(self._line, sorted(shown, key=_nearness))]

    def _line(self, entry: Entry) -> Line:
        keys = entry.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)

        def run() -> None:
            if entry.home is not None and self.shell is not None:
                self.shell.reveal(entry.home)
            entry.action.trigger()

        title = _(entry.spec.named) if entry.spec.named else entry.action.text()
        return Line(
            PaletteEntry(title, keys, entry.spec.icon, run),
            _(entry.spec.keywords) if entry.spec.keywords else "",
        )

    def _ask(self, typed: str, found: Callable[[list[PaletteEntry]], object]) -> None:
        shell = self.shell
        providers: tuple[PaletteProvider, ...] = tuple(shell.providers()) if shell else ()
        if shell is not None and providers:
            shell.jobs.query(
                lambda: [entry for provider in providers for entry in provider(typed)],
                found,
                owner=self.palette_,
            )

    # --- place on the screen

    def _restore_place(self) -> None:
        kept = self._application.settings.get("window")
        try:
            data = base64.b64decode(kept, validate=True) if isinstance(kept, str) else b""
        except (ValueError, binascii.Error):
            data = b""
        if data and self.restoreGeometry(QByteArray(data)):
            return
        screen = QApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen else QSize(1366, 768)
        self.resize(room.boundedTo(_USUAL_SIZE))
        if room.width() < _USUAL_SIZE.width() or room.height() < _USUAL_SIZE.height() + _FRAME:
            self.setWindowState(Qt.WindowState.WindowMaximized)


def _nearness(entry: Entry) -> int:
    """Screens come first in the palette, then what the screen in front can do, then the rest."""
    if entry.spec.id.startswith("go."):
        return 0
    return 1 if entry.home is not None and entry.home.isVisible() else 2
