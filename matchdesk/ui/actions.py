"""Every action as data; the one place where they can be looked up by id.

The palette lists them all and tooltips show their shortcuts. Shell actions work everywhere; a
screen's actions only while that screen is in front, so two screens may use the same key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.icons import icon
from matchdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: `text` and `keywords` are English source texts, `shortcut` in Qt's portable form.

    `also` are further keys that do the same. `listed` says whether the palette shows it; `named`
    is what it is called there, where `text` says enough only on its own screen.
    """

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    keywords: str = ""
    also: tuple[str, ...] = ()
    listed: bool = True
    checkable: bool = False
    named: str = ""


UNDO = ActionSpec("edit.undo", "Undo", "Ctrl+Z", "undo-2", "take back")
REDO = ActionSpec("edit.redo", "Redo", "Ctrl+Shift+Z", "redo-2", "again", also=("Ctrl+Y",))
PALETTE = ActionSpec(
    "shell.palette", "Search or run a command", "Ctrl+K", "search", also=("Ctrl+P",), listed=False
)
FIND = ActionSpec("shell.find", "Find on this screen", "Ctrl+F", "search", "search filter")
WHO = ActionSpec("shell.who", "Change desk or operator …", "Ctrl+Shift+O", "user", "name login")
QUEUE = ActionSpec("shell.queue", "Print queue", "Ctrl+Shift+J", "printer", "jobs waiting spool")
FREE_NOW = ActionSpec(
    "shell.free_now", "Who is free now and fits?", "F8", "user-plus", "walk-in partner freed slot"
)
THEME = ActionSpec("shell.theme", "Switch light / dark", "Ctrl+Shift+L", "sun-moon", "colour night")
THEME_SYSTEM = ActionSpec(
    "shell.theme_system", "Light or dark as the system", "Ctrl+Shift+T", "sun-moon", "theme"
)
NEW = ActionSpec("event.new", "New event …", "Ctrl+N", "calendar-plus", "create")
OPEN = ActionSpec("event.open", "Open an event file …", "Ctrl+O", "folder-open", "load")
SERVER = ActionSpec("event.server", "Open an event on a server …", "Ctrl+Shift+E", "server")
DEMO = ActionSpec("event.demo", "Open the demonstration event", "Ctrl+D", "play", "example try")
CLOSE = ActionSpec("event.close", "Close this event", "Ctrl+W", "log-out", "start page")
FULL_SCREEN = ActionSpec("shell.full_screen", "Full screen", "F11", "maximize", "maximise")
WALL_CLOCK = ActionSpec(
    "shell.wall_clock",
    "Slot clock on the big screen",
    "Shift+F11",
    "hourglass",
    "countdown projector second monitor time left",
)
QUIT = ActionSpec("shell.quit", "Quit MatchDesk", "Ctrl+Q", "x", "exit")


@dataclass(slots=True)
class Entry:
    """One registered action with the widget it belongs to (None: the whole window)."""

    spec: ActionSpec
    action: QAction
    home: QWidget | None = None
    keys: tuple[str, ...] = field(default=())


class Actions(QObject):
    """The actions of one window. GUI thread only."""

    changed = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._entries: dict[str, Entry] = {}

    def add(
        self, spec: ActionSpec, run: Callable[[], object], *, home: QWidget | None = None
    ) -> QAction:
        """Register `spec`; `run()` is called when it is triggered.

        With `home` (a screen) the shortcut works while the focus is inside it, and the action
        leaves with it. An id registered again replaces the earlier one.
        """
        self.remove(spec.id)
        owner = home or self._window
        action = QAction(_(spec.text), owner)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(icon(self._theme, spec.icon))
        keys = [key for key in (spec.shortcut, *spec.also) if key]
        action.setShortcuts([QKeySequence(key) for key in keys])
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetWithChildrenShortcut if home else context.WindowShortcut
        )
        action.setToolTip(tooltip(_(spec.text), action))
        action.triggered.connect(lambda _checked=False: run())
        owner.addAction(action)
        self._entries[spec.id] = Entry(spec, action, home, tuple(keys))
        self.changed.emit()
        return action

    def get(self, action_id: str) -> QAction | None:
        """The action with this id, if it is registered and its screen still lives."""
        entry = self._entries.get(action_id)
        return entry.action if entry and shiboken6.isValid(entry.action) else None

    def entries(self) -> tuple[Entry, ...]:
        """Everything registered, in the order of registration."""
        return tuple(e for e in self._entries.values() if shiboken6.isValid(e.action))

    def remove(self, action_id: str) -> None:
        """Forget an action."""
        entry = self._entries.pop(action_id, None)
        if entry and shiboken6.isValid(entry.action):
            entry.action.deleteLater()

    def forget(self, home: QWidget) -> None:
        """Forget all actions of one screen."""
        for action_id in [i for i, entry in self._entries.items() if entry.home is home]:
            self.remove(action_id)


def tooltip(text: str, action: QAction) -> str:
    """`text` with the action's first shortcut behind it, as the platform writes it."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text}  ({key})" if key else text


def bind(button: QAbstractButton, action: QAction, *, text: bool = True) -> None:
    """Let `button` show and trigger `action`: icon, words, tooltip, accessible name, enabled."""
    _Binding(button, action, text)


class _Binding(QObject):
    """Belongs to the button, so Qt ends the connections with whichever of the two goes first."""

    def __init__(self, button: QAbstractButton, action: QAction, text: bool) -> None:
        super().__init__(button)
        self._button, self._action, self._text = button, action, text
        action.changed.connect(self._follow)
        button.clicked.connect(self._trigger)
        self._follow()

    def _follow(self) -> None:
        button, action = self._button, self._action
        button.setIcon(action.icon())
        if self._text:
            button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.setEnabled(action.isEnabled())

    def _trigger(self) -> None:
        self._action.trigger()
