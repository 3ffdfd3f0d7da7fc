"""Sessions and programme entries to fill in, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.core.wording import label
from matchdesk.services.layout import Pause, Span
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import DateBox, Label, TextLine, TimeBox, button, column, row
from matchdesk.ui.widgets.edit_fields import ChoiceBox
from matchdesk.ui.widgets.tabbing import walk_before

Kind = TypeVar("Kind", Span, Pause)


class _Rows(QWidget, Generic[Kind]):
    """Rows below each other, each with what it holds; `changed` after every edit.

    Tab goes through them from top to bottom, then to `below`, which stands in the same window.
    """

    changed = Signal()

    def __init__(self, theme: Theme, below: QWidget) -> None:
        super().__init__()
        self._theme, self._below = theme, below
        self._rows: list[_Row[Kind]] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.XS)
        self.setLayout(self._box)

    def show_all(self, values: Sequence[Kind]) -> None:
        """Let there be exactly these."""
        for each in list(self._rows):
            self._drop(each)
        for value in values:
            self.append(value)

    def values(self) -> list[Kind]:
        """What is filled in, unchecked, from top to bottom."""
        return [each.value() for each in self._rows]

    def append(self, value: Kind) -> None:
        """One more row."""
        made = self._made(value)
        made.edited.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._box.addWidget(made)
        walk_before(self._below, made.stops)

    def _made(self, value: Kind) -> _Row[Kind]:
        raise NotImplementedError

    def _remove(self, gone: _Row[Kind]) -> None:
        self._drop(gone)
        self.changed.emit()

    def _drop(self, gone: _Row[Kind]) -> None:
        self._rows.remove(gone)
        self._box.removeWidget(gone)
        gone.hide()
        gone.deleteLater()


class SessionRows(_Rows[Span]):
    """The half-days of meetings."""

    def _made(self, value: Span) -> _Row[Span]:
        return _SessionRow(self._theme, value)


class PauseRows(_Rows[Pause]):
    """Breaks, plenaries and what else there is besides meetings."""

    def _made(self, value: Pause) -> _Row[Pause]:
        return _PauseRow(self._theme, value)


class _Row(QWidget, Generic[Kind]):
    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, span: Span, what: str, tip: str) -> None:
        super().__init__()
        self.day = DateBox(span.day, "ddd d MMM")
        self.starts, self.ends = TimeBox(span.starts), TimeBox(span.ends)
        for field, word in (
            (self.day, _("day")),
            (self.starts, _("from")),
            (self.ends, _("to")),
        ):
            field.setAccessibleName(f"{what}: {word}")
        remove = button("", self.removed.emit, kind="quiet", icon="x", theme=theme, tip=tip)
        self.stops: list[QWidget] = [self.day, self.starts, self.ends, remove]
        self.line = row(self.day, self.starts, Label("–", tone=2), self.ends, remove)
        self.line.setStretch(0, 3)
        self.line.setStretch(1, 2)
        self.line.setStretch(3, 2)
        self.day.dateChanged.connect(lambda _value: self.edited.emit())
        self.starts.timeChanged.connect(lambda _value: self.edited.emit())
        self.ends.timeChanged.connect(lambda _value: self.edited.emit())

    def span(self) -> Span:
        return Span(self.day.value(), self.starts.value(), self.ends.value())

    def value(self) -> Kind:
        raise NotImplementedError


class _SessionRow(_Row[Span]):
    def __init__(self, theme: Theme, span: Span) -> None:
        super().__init__(theme, span, _("Session"), _("Remove this session"))
        self.setLayout(column(self.line, spacing=0))

    def value(self) -> Span:
        return self.span()


class _PauseRow(_Row[Pause]):
    """When above; what it is, what it is called and where below."""

    def __init__(self, theme: Theme, pause: Pause) -> None:
        super().__init__(theme, pause.span, _("Programme"), _("Remove this entry"))
        self.kind = ChoiceBox([(kind, label(kind)) for kind in ProgrammeKind])
        self.kind.show_value(pause.kind)
        self.name, self.place = TextLine(pause.name), TextLine(pause.place)
        self.name.setCursorPosition(0)  # a long name is shown from its beginning
        for field, word in (
            (self.kind, _("kind")),
            (self.name, _("name")),
            (self.place, _("place")),
        ):
            field.setAccessibleName(_("Programme") + ": " + word)
        self.name.setPlaceholderText(_("Name"))
        self.place.setPlaceholderText(_("Place, if not everywhere"))
        below = row(self.kind, self.name, self.place)
        below.setStretch(0, 2)
        below.setStretch(1, 3)
        below.setStretch(2, 3)
        self.stops += [self.kind, self.name, self.place]
        self.setLayout(column(self.line, below, spacing=Space.XS, margins=(0, 0, 0, Space.S)))
        self.kind.currentIndexChanged.connect(lambda _value: self.edited.emit())
        for text in (self.name, self.place):
            text.textChanged.connect(lambda _value: self.edited.emit())

    def value(self) -> Pause:
        kind = ProgrammeKind(self.kind.currentData())
        name = " ".join(self.name.text().split()) or label(kind)
        return Pause(self.span(), name, kind, " ".join(self.place.text().split()))
