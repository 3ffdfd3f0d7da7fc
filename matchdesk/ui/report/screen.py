"""Report: every figure a funder asks for, and the rows behind the chosen one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHeaderView, QTreeView, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.exporting import ExportDialog
from matchdesk.ui.report.basis import FigureBasis
from matchdesk.ui.report.figures_model import CODE_ROLE, FiguresModel
from matchdesk.ui.report.meanings import MeaningsDialog
from matchdesk.ui.report.words import WordsDialog
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, SearchBox, button, column, row, split

if TYPE_CHECKING:
    from matchdesk.services.statistics import Definition, Figure, FigureRow, Report

MEANINGS = ActionSpec(
    "report.meanings", "What the words mean", "Ctrl+I", "info", "definitions Europe third country"
)

EDIT = ActionSpec(
    "report.define", "Set what the words mean …", "Ctrl+Shift+D", "pencil",
    "definitions held case agreement EU third country edit",
)  # fmt: skip

OTHERS = ActionSpec(
    "report.others", "Count further events too …", "Ctrl+Shift+M", "plus", "several events together"
)  # fmt: skip

ALONE = ActionSpec(
    "report.alone", "Count this event alone", "Ctrl+Shift+1", "x", "several events only"
)

SAVE = ActionSpec(
    "report.save", "Save the report …", "Ctrl+S", "", "export pdf xlsx csv json excel"
)

_BESIDE = Space.M + 2 * Space.S
"""Pixels of a line of the tree that its name cannot use: how far it is indented, and its edges."""

_HOMES = {
    "participant": ("people", "key"),
    "meeting": ("outcomes", "meeting"),
    "agreement": ("outcomes", "agreement"),
}
"""Where a row behind a figure can be looked at: screen, and the word its key goes under."""


class ReportScreen(Screen):
    """Figures left, the rows behind the chosen one right. Every change counts."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._figures: dict[str, Figure] = {}
        self._definitions: tuple[Definition, ...] = ()
        self._by_day: dict[date | None, tuple[Figure, ...]] = {}
        self._code = ""
        self._others: tuple[Path, ...] = ()
        theme = context.theme
        self.model = FiguresModel(theme)
        self.search = SearchBox(theme, _("Search a figure"))
        self.tree = QTreeView()
        self.scope = Label("", "small", 2)
        self.day = QComboBox()
        self.day.setAccessibleName(_("Day"))
        self.day.setMinimumWidth(140)
        self.day.activated.connect(lambda _place: self.show_day())
        self.basis = FigureBasis(theme)
        self._dress_tree()
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._into_tree)
        self.tree.selectionModel().currentChanged.connect(self._choose)
        self.basis.opened.connect(self._open_row)
        self._meanings = context.actions.add(MEANINGS, self.show_meanings, home=self)
        self._edit = context.actions.add(EDIT, self.edit_meanings, home=self)
        self._more = context.actions.add(OTHERS, self.ask_others, home=self)
        self._alone = context.actions.add(ALONE, self.count_alone, home=self)
        self._alone.setEnabled(False)
        self._save = context.actions.add(SAVE, self.ask_how, home=self)
        self._build()

    def load(self) -> Report:
        """All figures, for the event and by day, and what their words mean."""
        statistics = self.context.desk.statistics
        return statistics.report(private=True, others=self._others)

    def show_data(self, data: Any) -> None:
        """Show them; the chosen figure and day stay."""
        report: Report = data
        self._definitions = report.definitions
        self._by_day = {None: report.figures, **{day.day: day.figures for day in report.days}}
        chosen = self.day.currentData()
        with QSignalBlocker(self.day):
            self.day.clear()
            self.day.addItem(_("Whole event"), None)
            for day in report.days:
                self.day.addItem(f"{day.day:%d.%m.%Y}", day.day)
            days = list(self._by_day)  # Qt finds no date of Python's among its data
            self.day.setCurrentIndex(days.index(chosen) if chosen in days else 0)
        self.show_day()

    def show_day(self) -> None:
        """The figures of the chosen day, or of the whole event."""
        figures = self._by_day[self.day.currentData()]
        self._figures = {figure.code: figure for figure in figures}
        scrolled = self.tree.verticalScrollBar().value()
        code = self._code
        self.model.show_figures(figures)
        self._unfold()
        self._select(code)
        self.tree.verticalScrollBar().setValue(scrolled)

    def activate(self, **focus: Any) -> None:
        """`code` names a figure to show."""
        if code := focus.get("code"):
            self._code = code
            if self.day.currentIndex() > 0:
                self.day.setCurrentIndex(0)
                self.show_day()
            self._select(code)
        self.search.setFocus()

    def show_meanings(self) -> WordsDialog:
        """How the report's words are meant, with the day from which that holds."""
        dialog = WordsDialog(self, self._definitions)
        dialog.open()
        return dialog

    def ask_others(self) -> None:
        """Ask for further events' files, to be counted together with this one; none: this alone."""
        dialog = QFileDialog(self, _("Count further events too"), str(self._folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Event files (*.matchdesk)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.count_with(map(Path, names)))
        dialog.open()

    def count_with(self, others: Iterable[Path]) -> None:
        """Count these events' files together with this event."""
        self._others = tuple(others)
        self._show_scope()
        self.reload()

    def count_alone(self) -> None:
        """Count this event alone again."""
        self.count_with(())

    def edit_meanings(self) -> None:
        """Let the words of the report be set for this event."""
        dialog = MeaningsDialog(self.context, self)
        dialog.open()

    def _show_scope(self) -> None:
        number = len(self._others)
        text = count("with {n} further event", "with {n} further events", number)
        self.scope.setText(text if number else "")
        self.scope.setToolTip("\n".join(map(str, self._others)))
        self._alone.setEnabled(bool(number))
        self.alone.setVisible(bool(number))

    def ask_how(self) -> ExportDialog:
        """Ask how the report is to be written; names that may not leave are withheld."""
        dialog = ExportDialog(self.context, self, "report", self._others)
        dialog.open()
        return dialog

    # --- inside

    def _folder(self) -> Path:
        """Beside the event's file, else at home."""
        address = self.context.desk.address
        return Path.home() if "://" in address else Path(address).resolve().parent

    def _search(self, text: str) -> None:
        code = self._code
        self.model.search(text)
        self._unfold()
        self._select(code)

    def _unfold(self) -> None:
        self._fit()
        self.tree.expandAll()
        for place in range(self.model.rowCount()):
            self.tree.setFirstColumnSpanned(place, QModelIndex(), True)

    def _fit(self) -> None:
        self.model.fit(self.tree.header().sectionSize(0) - _BESIDE)

    def _select(self, code: str) -> None:
        index = self.model.index_of(code)
        if not index.isValid():
            index = self.model.first()
        if index.isValid():
            self.tree.setCurrentIndex(index)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        code = current.data(CODE_ROLE)
        if code in self._figures:
            self._code = code
            self.basis.show_figure(self._figures[code])

    def _open_row(self, item: FigureRow) -> None:
        if item.kind in _HOMES:
            screen_id, word = _HOMES[item.kind]
            self.context.navigate(screen_id, **{word: item.key})

    def _into_tree(self) -> None:
        self.tree.setFocus()

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setAccessibleName(_("Figures"))
        tree.setStyleSheet("QTreeView::item { padding-right: 8px; }")
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setIndentation(Space.M)
        tree.setAllColumnsShowFocus(True)
        tree.setWordWrap(True)
        tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 96)
        header.sectionResized.connect(lambda *_sizes: self._fit())

    def _build(self) -> None:
        meanings, edit, more, alone = (button("", kind="quiet") for _place in range(4))
        self.save_button = button("", kind="primary")
        for press, action in (
            (meanings, self._meanings),
            (edit, self._edit),
            (more, self._more),
        ):
            bind(press, action)
        bind(alone, self._alone, text=False)
        self.alone = alone
        self.alone.hide()
        bind(self.save_button, self._save)
        left, right = QWidget(), QWidget()
        choice = row(self.search, self.day, spacing=Space.S)
        choice.setStretch(0, 1)
        left.setLayout(column(choice, self.tree, spacing=Space.M, margins=(0, 0, Space.L, 0)))
        right.setLayout(column(self.basis))
        whole = column(
            row(
                Label(_("Report"), "title"),
                self.scope,
                alone,
                None,
                meanings,
                edit,
                more,
                self.save_button,
            ),
            split(left, right, shares=(4, 7)),
            spacing=Space.M,
            margins=Space.L,
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
