"""Small parts and how they are laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from matchdesk.core.text import from_left
from matchdesk.ui.icons import icon as make_icon
from matchdesk.ui.theme import ICON, Space, State, Theme

_Layout = TypeVar("_Layout", bound=QBoxLayout)

Part = QWidget | QLayout | int | None
"""A widget, a layout, a distance in pixels, or None for whatever space is left over."""


def column(
    *parts: Part, spacing: int = Space.S, margins: int | tuple[int, int, int, int] = 0
) -> QVBoxLayout:
    """`parts` below each other."""
    return _fill(QVBoxLayout(), parts, spacing, margins)


def row(
    *parts: Part, spacing: int = Space.S, margins: int | tuple[int, int, int, int] = 0
) -> QHBoxLayout:
    """`parts` beside each other."""
    return _fill(QHBoxLayout(), parts, spacing, margins)


def _fill(
    layout: _Layout, parts: Iterable[Part], spacing: int, margins: int | tuple[int, int, int, int]
) -> _Layout:
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(*sides)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


class Label(QLabel):
    """Words of a given size (`role`: small, label, body, strong, large, title, figure, shout).

    `tone` is 1 for content, 2 for labels, 3 for hints. Plain text unless said otherwise, so that a
    name with angle brackets shows as it is.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: int = 1,
        *,
        wrap: bool = False,
        select: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._selects = select
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        self.setProperty("tone", str(tone))
        self.setWordWrap(wrap)
        if not self.isRightToLeft():  # else a name that reads from the right leaves its column
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            self.setAlignment(left | Qt.AlignmentFlag.AlignVCenter)
        if select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            self.setAlignment(left | Qt.AlignmentFlag.AlignVCenter)

    def setText(self, text: str) -> None:
        """Show `text`, from the left whatever script it begins with.

        What can be selected stays as it is: whoever copies a name wants nothing else.
        """
        super().setText(text if self._selects else from_left(text))


class ElidedLabel(Label):
    """Words on one line, ended by “…” where the room ends; whole on hover and to screen readers."""

    def __init__(self, text: str = "", role: str = "body", tone: int = 1) -> None:
        super().__init__(role=role, tone=tone)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`, shortened to the room there is."""
        self._whole = text
        self.setAccessibleName(text)
        self._shorten()

    def whole(self) -> str:
        """The text unshortened."""
        return self._whole

    def resizeEvent(self, event: object) -> None:
        """Shorten anew."""
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 0)
        )
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Pill(QLabel):
    """A state in a word: coloured and worded, never coloured alone."""

    def __init__(self, text: str = "", state: State | str = State.NEUTRAL) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", "true")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(text, state)

    def show_state(self, text: str, state: State | str) -> None:
        """Change word and colour together."""
        self.setText(text)
        set_property(self, "state", str(state))


class Card(QFrame):
    """A surface with a hairline that groups what belongs together. Never put one in another."""

    def __init__(
        self,
        *parts: Part,
        spacing: int = Space.S,
        margins: int = Space.L,
        state: State | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.box = column(*parts, spacing=spacing, margins=margins)
        self.setLayout(self.box)
        if state is not None:
            self.show_state(state)

    def show_state(self, state: State | None) -> None:
        """Fill the whole card with a state's colour, or with none."""
        set_property(self, "state", str(state) if state else "")


class SectionHeader(QWidget):
    """A heading, a hint beside it and actions at the far end."""

    def __init__(self, title: str, hint: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.title = Label(title, "large")
        self.hint = Label(hint, "small", 3)
        self.setLayout(row(self.title, self.hint, None, *actions, spacing=Space.M))


class Figure(Card):
    """One large number with its name below and, where useful, a word on how it stands."""

    def __init__(self, name: str, value: str = "–", note: str = "") -> None:
        self.value = Label(value, "figure")
        self.name = Label(name, "small", 2)
        self.note = Label(note, "small", 3, wrap=True)
        super().__init__(self.value, self.name, self.note, spacing=2, margins=Space.M)
        self._shown: tuple[str, str, str, State | None] | None = None
        self.show_value(value, note)

    def rename(self, name: str) -> None:
        """Another name, where one thing is called otherwise than several."""
        self.name.setText(name)

    def show_value(self, value: str, note: str = "", state: State | None = None) -> None:
        """Change number, note and colour together; the same as before costs nothing."""
        shown = (self.name.text(), value, note, state)
        if shown == self._shown:
            return
        self._shown = shown
        self.value.setText(value)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{self.name.text()}: {value} {note}".strip())
        self.show_state(state)


def line(*, vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("surface", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


class _Button(QPushButton):
    """Enter presses the button with the focus, as Space does, also outside dialogs.

    Not by `autoDefault`: in a dialog that lets Enter in a field press whatever button is first.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, once for a key held down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """A chip has room for the bold words of its checked state: Qt keeps its first hint."""
        hint = super().sizeHint()
        if self.property("kind") == "chip" and self.isCheckable():
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            words = QFontMetrics(bold).horizontalAdvance(self.text())
            icon = 0 if self.icon().isNull() else self.iconSize().width() + Space.XS
            hint.setWidth(max(hint.width(), words + icon + 2 * (Space.M + 1)))
        return hint


def button(
    text: str,
    run: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    theme: Theme | None = None,
    tip: str = "",
) -> QPushButton:
    """A button. `kind` is "" (usual), "primary" (one a screen), "quiet", "link" or "chip"."""
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(text or tip)
    made.setToolTip(tip)
    made.setCursor(
        Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor
    )
    made.setAutoDefault(False)
    if icon and theme is not None:
        token = "on_accent" if kind == "primary" else "text2"
        made.setIcon(make_icon(theme, icon, token))
        made.setIconSize(QSize(ICON, ICON))
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and let it look again (children too)."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for part in (widget, *widget.findChildren(QWidget)):
        part.style().unpolish(part)
        part.style().polish(part)
    widget.update()


@contextmanager
def arranged_once(widget: QWidget) -> Iterator[None]:
    """Change many parts of `widget`: they are placed once, afterwards, and not after each change.

    Whatever is shown in a window that is seen makes every layout above it work at once; a card of
    ten lines then costs ten layouts of the whole window.
    """
    layout = widget.layout()
    assert layout is not None  # what is arranged has a layout
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.invalidate()


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and destroy the widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
