"""The columns of the files to import: what each feeds, with its first values, all changeable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.text import breakable
from matchdesk.core.wording import records
from matchdesk.ui.people.asking import ask_name
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    FormRow,
    Label,
    Notice,
    button,
    column,
    row,
)
from matchdesk.ui.widgets.edit_fields import ChoiceBox

if TYPE_CHECKING:
    from matchdesk.services.transfer import ColumnView, FileReading

KINDS = {
    "participants": "Participants",
    "partnerships": "Partnerships",
    "outcomes": "Outcomes",
    "follow_ups": "Follow-ups",
    "requests": "Meeting requests",
    "meetings": "Meetings",
}
_GUESS, _NOTHING = "", "ignored"


class ImportColumns(QWidget):
    """`changed` carries a file's place, its kind and its changes; `kept` a name and a place.

    Beside the columns belongs `aside`: one of them with its first values in full, and what it
    becomes; `looked_at` says that another was chosen. Enter on a column goes to its list of
    fields; Enter there goes back to the columns.
    """

    changed = Signal(int, str, object)
    kept = Signal(str, int)
    forgotten = Signal(str)
    looked_at = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._files: tuple[FileReading, ...] = ()
        self._columns: tuple[tuple[ColumnView, ...], ...] = ()
        self._fields: Mapping[str, Sequence[str]] = {}
        self.file, self.kind, self.field = ChoiceBox(), QComboBox(), QComboBox()
        for value, word in KINDS.items():
            self.kind.addItem(_(word), value)
        self.file.setMinimumWidth(300)
        self.kind.setMinimumWidth(180)
        self.field.setMinimumWidth(240)
        self.field.setMaxVisibleItems(20)
        self.file_row = FormRow(_("File"), self.file)
        self.mapping = Notice(theme)
        self.table = DataTable(
            theme,
            self._shown(),
            key=lambda view: view.number,
            name=_("Columns of the file"),
            search_hint=_("Search columns and values"),
            unit=("{n} column", "{n} columns"),
        )
        self.table.add_filter(_("Not used"), lambda view: not view.field and bool(view.filled))
        self.keep = button(
            _("Keep this mapping …"),
            self._ask_name,
            tip=_("Files with the same columns get it by themselves"),
        )
        head = row(self.file_row, FormRow(_("What it holds"), self.kind), None, self.keep)
        head.setAlignment(self.keep, Qt.AlignmentFlag.AlignBottom)
        whole = column(head, self.mapping, self.table, spacing=Space.M)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._build_aside()
        self.file.currentIndexChanged.connect(lambda _index: self._show_file())
        self.kind.activated.connect(lambda _index: self._kind_chosen())
        self.field.activated.connect(lambda _index: self._field_chosen())
        self.table.chosen.connect(lambda view: self._choose(view))
        self.table.opened.connect(lambda _view: self._to_fields())
        self.field.installEventFilter(self)

    def _build_aside(self) -> None:
        self.feeds = FormRow(_("Becomes"), self.field)
        self.named = Label("", "large", wrap=True)
        self.filled = Label("", "body", 2, wrap=True)
        self.values = Label("", "body", wrap=True, select=True)
        self.first = Label(_("First values"), "label", 2)
        self.aside = QWidget()
        words = column(self.named, self.filled, spacing=Space.XS)
        values = column(self.first, self.values, spacing=Space.S)
        self.aside.setLayout(column(words, self.feeds, values, spacing=Space.L))

    # --- what the page calls

    def show_files(
        self,
        files: Sequence[FileReading],
        columns: Sequence[tuple[ColumnView, ...]],
        fields: Mapping[str, Sequence[str]],
    ) -> None:
        """These files, in the order of importing; the one looked at stays in front."""
        before = self.place_path()
        self._files, self._columns, self._fields = tuple(files), tuple(columns), fields
        self.file.blockSignals(True)
        self.file.clear()
        for number, one in enumerate(files, 1):
            name = f"{number}. {one.path.name}" if len(files) > 1 else one.path.name
            self.file.addItem(name, one.path)
        paths = [one.path for one in files]
        self.file.setCurrentIndex(paths.index(before) if before in paths else 0)
        self.file.blockSignals(False)
        self._show_file()

    def place_path(self) -> object:
        """The path of the file in front."""
        return self.file.currentData()

    @property
    def place(self) -> int:
        """The place of the file in front."""
        return max(0, self.file.currentIndex())

    # --- inside

    def _show_file(self) -> None:
        if not self._files:
            return
        file = self._files[self.place]
        self.kind.setCurrentIndex(self.kind.findData(file.kind))
        views = self._columns[self.place]
        self.table.set_rows(views)
        self._fill_fields(file.kind)
        if self.table.current() is None and views:
            self.table.choose(views[0].number)
        self._show_column()
        self._say(file)

    def _say(self, file: FileReading) -> None:
        if file.mapping:
            text = _("The mapping “{name}” is used: it was kept for files with these columns.")
            self.mapping.say(
                text.format(name=file.mapping),
                State.PLANNED,
                action=_("Forget it"),
                run=lambda: self.forgotten.emit(file.mapping),
            )
        elif not file.known and not file.changes:
            text = _("No column was recognised. Say what the file holds, then what feeds what.")
            self.mapping.say(text, State.ATTENTION)
        else:
            self.mapping.hide()

    def _fill_fields(self, kind: str) -> None:
        self.field.clear()
        self.field.addItem(_("As guessed"), _GUESS)
        self.field.addItem(_("Leave this column out"), _NOTHING)
        named = sorted((records.field(field), field) for field in self._fields.get(kind, ()))
        for name, field in named:
            self.field.addItem(name, field)

    def _show_column(self) -> None:
        view = self.table.current()
        self.field.setEnabled(view is not None and bool(view.key))
        if view is None or not self._files:
            return
        chosen = self._files[self.place].changes.get(view.key)
        self.field.setCurrentIndex(max(0, self.field.findData(chosen or view.field or _GUESS)))
        name = _header(view)
        self.field.setAccessibleName(_("“{column}” becomes").format(column=name))
        self.named.setText(breakable(name))
        said = count("Filled in {n} row", "Filled in {n} rows", view.filled)
        self.filled.setText(said if view.filled else _("Empty in every row"))
        self.values.setText("\n".join(breakable(value) for value in view.values))
        self.first.setVisible(bool(view.values))

    def _choose(self, view: ColumnView | None) -> None:
        self._show_column()
        if view is not None:
            self.looked_at.emit()

    def _to_fields(self) -> None:
        if self.field.isEnabled():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.showPopup()

    def _kind_chosen(self) -> None:
        file = self._files[self.place] if self._files else None
        kind = self.kind.currentData()
        if file is not None and kind != file.kind:
            self.changed.emit(self.place, kind, {})

    def _field_chosen(self) -> None:
        view = self.table.current()
        if view is None or not self._files:
            return
        file, field = self._files[self.place], self.field.currentData()
        changes = {key: value for key, value in file.changes.items() if key != view.key}
        if field != _GUESS:
            changes[view.key] = field
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if changes != dict(file.changes):
            self.changed.emit(self.place, file.kind, changes)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The wheel scrolls the columns; it does not change what one of them feeds."""
        if watched is self.field and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

    def _ask_name(self) -> None:
        if not self._files:
            return
        ask_name(
            self,
            _("Keep this mapping"),
            _("Name, for example of the registration system:"),
            lambda name: self.kept.emit(name, self.place),
            value=self._files[self.place].mapping,
        )

    def _shown(self) -> tuple[Column, ...]:
        return (
            Column("Column in the file", _header, lambda v: v.number, width=200, most=340),
            Column("Becomes", self._becomes, state=self._state, width=190),
            Column("Filled", lambda v: str(v.filled), lambda v: v.filled, width=70, right=True,
                   searched=False),
            Column("First values", lambda v: " · ".join(v.values), width=0),
        )  # fmt: skip

    def _becomes(self, view: ColumnView) -> str:
        if view.field == _NOTHING:
            return _("left out")
        return records.field(view.field) if view.field else _("not used")

    def _state(self, view: ColumnView) -> State:
        changes = self._files[self.place].changes if self._files else {}
        if view.key and view.key in changes:
            return State.PLANNED
        if view.field and view.field != _NOTHING:
            return State.GOOD
        return State.ATTENTION if view.filled and not view.field else State.NEUTRAL


def _header(view: ColumnView) -> str:
    return view.header or _("Column {n}").format(n=view.number + 1)
