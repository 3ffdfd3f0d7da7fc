"""The theme in force: follows the system's choice, switched live, dresses the whole application."""

from __future__ import annotations

import weakref
from typing import ClassVar

import shiboken6
from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from matchdesk.ui import fonts
from matchdesk.ui.sheet_images import SheetImages
from matchdesk.ui.stylesheet import sheet
from matchdesk.ui.tokens import DARK, ICON, LIGHT, Size, Space, State, ThemeChoice, Tokens

__all__ = [
    "ICON",
    "Size",
    "Space",
    "State",
    "Theme",
    "ThemeChoice",
    "Tokens",
    "dress",
    "font",
    "palette",
]


class Theme(QObject):
    """The tokens in force; follows the system's choice unless told otherwise. GUI thread only."""

    changed = Signal()
    _dressed_as: ClassVar[str] = "matchdeskTheme"  # property of a root: whose colours it wears

    def __init__(self, choice: str = ThemeChoice.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeChoice(choice)
        self._tokens = LIGHT
        self._images = SheetImages()
        self._sheet = ""
        self._roots: weakref.WeakSet[QWidget] = weakref.WeakSet()
        self._waiting: list[QWidget] = []
        self._still: weakref.WeakSet[QWidget] = weakref.WeakSet()  # windows not drawn meanwhile
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._dress_next)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._tokens = self._wanted()

    @property
    def tokens(self) -> Tokens:
        """The colours to paint with; read again after `changed`."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether the dark table is in force."""
        return self._tokens is DARK

    @property
    def choice(self) -> ThemeChoice:
        """What the operator asked for."""
        return self._choice

    def choose(self, choice: str, *, gently: bool = False) -> None:
        """Switch, live, in every open window.

        `gently` dresses one part after the other, each in its own turn of the event loop, and shows
        them all together: a full screen takes longer than a window may stand still.
        """
        self._choice = ThemeChoice(choice)
        self._change(gently=gently)

    def toggle(self, *, gently: bool = False) -> ThemeChoice:
        """Change to the other of light and dark, as `choose`; returns what is now chosen."""
        self.choose(ThemeChoice.LIGHT if self.dark else ThemeChoice.DARK, gently=gently)
        return self._choice

    def colour(self, token: str) -> QColor:
        """A colour by name: `text2`, `accent`, or `good.line`."""
        name, _, part = token.partition(".")
        value = getattr(self._tokens, name)
        return QColor(getattr(value, part) if part else value)

    def apply(self, *, gently: bool = False) -> None:
        """Dress the application in the tokens in force: what is seen now, the rest when shown."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.setPalette(palette(self._tokens))
        self._sheet = sheet(self._tokens, self._images.paths(self._tokens))
        seen = [root for root in self._roots if shiboken6.isValid(root) and root.isVisible()]
        self._waiting = seen
        for window in {root.window() for root in seen}:
            window.setUpdatesEnabled(False)
            self._still.add(window)
        if gently:
            self._turn.start()
        else:
            while self._waiting:
                self._dress_next()

    def _dress_next(self) -> None:
        """One part more; when it was the last, everything is shown."""
        if self._waiting:
            root = self._waiting.pop()
            if shiboken6.isValid(root):
                self._dress(root)
        if not self._waiting:
            self._turn.stop()
            for window in self._still:
                if shiboken6.isValid(window):
                    window.setUpdatesEnabled(True)
            self._still.clear()

    def wear(self, root: QWidget) -> None:
        """Let `root` and everything below it wear the theme, as long as it lives.

        Sheets lie on such roots, never on the application: changing the one sheet of thousands of
        widgets takes seconds, most of them for screens that are not in front. A root never lies
        in another.
        """
        self._roots.add(root)
        root.installEventFilter(self)
        self._dress(root)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A root that was hidden while the theme changed is dressed as it is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._dress(watched)
        return False

    def _dress(self, root: QWidget) -> None:
        if self._sheet and root.property(self._dressed_as) != self._sheet:
            root.setProperty(self._dressed_as, self._sheet)
            root.setStyleSheet("")  # to replace a sheet takes five times as long as both steps
            root.setStyleSheet(self._sheet)

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _follow_system(self) -> None:
        self._change(gently=True)

    def _change(self, *, gently: bool) -> None:
        wanted = self._wanted()
        if wanted is not self._tokens:
            self._tokens = wanted
            self.apply(gently=gently)
            self.changed.emit()


def dress(app: QApplication, theme: Theme) -> None:
    """Once at start: style, fonts and colours of the application, and the language of its boxes.

    Dates and numbers are written as the words around them are, in English, whatever the language of
    the computer is; weeks begin on Monday.
    """
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setStyle("Fusion")
    fonts.register()
    app.setFont(font())
    theme.apply()


def font(size: int = Size.BODY, *, weight: int = QFont.Weight.Normal) -> QFont:
    """The program's face at `size` pixels, with figures of equal width."""
    result = QFont(fonts.families())
    result.setPixelSize(size)
    result.setWeight(QFont.Weight(weight))
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def palette(tokens: Tokens) -> QPalette:
    """Qt's own roles filled from the tokens, for everything the sheet does not reach."""
    roles = QPalette.ColorRole
    result = QPalette()
    plain = {
        roles.Window: tokens.surface0,
        roles.WindowText: tokens.text1,
        roles.Base: tokens.surface1,
        roles.AlternateBase: tokens.surface0,
        roles.ToolTipBase: tokens.surface1,
        roles.ToolTipText: tokens.text1,
        roles.PlaceholderText: tokens.text3,
        roles.Text: tokens.text1,
        roles.Button: tokens.surface1,
        roles.ButtonText: tokens.text1,
        roles.BrightText: tokens.on_accent,
        roles.Light: tokens.surface2,
        roles.Midlight: tokens.surface2,
        roles.Mid: tokens.hairline,
        roles.Dark: tokens.outline,
        roles.Shadow: tokens.outline,
        roles.Highlight: tokens.surface3,
        roles.HighlightedText: tokens.text1,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.Accent: tokens.accent,
    }
    for role, value in plain.items():
        result.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.outline))
    return result
