"""Files of other systems: chosen or dropped, looked at row by row, then imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.jobs import Lane
from matchdesk.ui.people.import_columns import ImportColumns
from matchdesk.ui.people.import_files import Looked, ask_files, ask_refused, mapped, read
from matchdesk.ui.people.import_foot import ImportFoot, imported, total
from matchdesk.ui.people.import_panel import ImportPanel
from matchdesk.ui.people.import_rows import COLUMNS, WORDS, becomes, rows_of
from matchdesk.ui.people.page import Page, main_button, panel
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import DataTable, EmptyState, Notice, button, row

if TYPE_CHECKING:
    from matchdesk.core.progress import Progress
    from matchdesk.services.transfer import FileProblem, FileResult

CHOOSE = ActionSpec("people.import", "Choose files …", "Ctrl+Shift+C", "upload", "import csv xlsx")
TO_COLUMNS = ActionSpec(
    "people.import_columns", "1  Columns", "Alt+1", "", "mapping fields kind file"
)
TO_ROWS = ActionSpec(
    "people.import_rows", "2  What will happen", "Alt+2", "", "preview new changed"
)
STORE = ActionSpec("people.import_now", "Import these rows", "Ctrl+Return", "check", "store")
REFUSED = ActionSpec(
    "people.save_refused", "Save the refused rows …", "Ctrl+Shift+S", "download", "mend repeat"
)
TAKE_BACK = ActionSpec(
    "people.import_undo", "Take this import back", "Ctrl+Shift+Backspace", "undo-2", "undo files"
)


_NOBODY, _ABOUT, _COLUMN = range(3)
"""What stands beside the list: nothing yet, the files or a row of them, a column of one."""


class ImportPage(Page):
    """Nothing is stored before the operator says so; each file is one step that can be undone."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        theme = context.theme
        self._looked: Looked | None = None
        self._done = self._on_columns = False
        choose = context.actions.add(CHOOSE, self.ask_files, home=home)
        self._begin = main_button(theme, CHOOSE, choose)
        table = DataTable(
            theme,
            COLUMNS,
            key=lambda item: item.key,
            name=_("Rows to import"),
            search_hint=_("Search rows and reasons"),
            empty=EmptyState(
                theme,
                "upload",
                _("Drop files here"),
                _(
                    "Participants, requests, meetings or partnerships, as CSV or Excel files of "
                    "any registration system. You see what would happen before it does."
                ),
                self._begin,
            ),
        )
        nobody = EmptyState(theme, "info", _("What was found in the files is shown here"))
        super().__init__(context, table, nobody)
        self.setAcceptDrops(True)
        self.columns = ImportColumns(theme)
        self.columns.changed.connect(self.remap)
        self.columns.kept.connect(self.keep_mapping)
        self.columns.forgotten.connect(self.forget_mapping)
        self.columns.looked_at.connect(lambda: self.side.setCurrentIndex(_COLUMN))
        self.about = ImportPanel(theme)
        self.side.addWidget(panel([self.about]))
        self.side.addWidget(panel([self.columns.aside]))
        for state, word in WORDS.items():
            table.add_filter(_(word), partial(becomes, state))
        self.store_action = context.actions.add(STORE, self.store, home=home)
        self.refused_action = context.actions.add(REFUSED, self.ask_refused, home=home)
        self.undo_action = context.actions.add(TAKE_BACK, self.take_back, home=home)
        self.columns_action = context.actions.add(TO_COLUMNS, self.show_columns, home=home)
        self.rows_action = context.actions.add(TO_ROWS, self.show_rows, home=home)
        self.steps = tuple(
            self._step(spec, action)
            for spec, action in ((TO_COLUMNS, self.columns_action), (TO_ROWS, self.rows_action))
        )
        self.foot = ImportFoot(
            theme, self.rows_action, self.store_action, self.refused_action, self.undo_action
        )
        self.unusable = Notice(theme)
        self._bar = QWidget()
        self._bar.setLayout(row(*self.steps, None, spacing=Space.S))
        self.outcome = Notice(theme)  # stays, as the toast does not
        self.left.insertWidget(0, self.outcome)
        self.left.insertWidget(0, self.unusable)
        self.left.insertWidget(0, self._bar)
        self.left.insertWidget(3, self.columns, 1)
        self.left.addWidget(self.foot)
        self._turn(columns=False)
        self._enable()

    # --- the two steps

    def show_columns(self) -> None:
        """What each column feeds, and what the files hold."""
        if self._looked is not None and not self._done:
            self._turn(columns=True)
            self.side.setCurrentIndex(_COLUMN)
            self.columns.table.view.setFocus()

    def show_rows(self) -> None:
        """What would happen, row by row."""
        self._turn(columns=False)
        if self._looked is not None:
            chosen = self.table.current()
            self.table.view.setFocus()
            if chosen is None:  # a list takes its first row when it gets the keyboard
                self._overview()

    def remap(self, place: int, kind: str, changes: Mapping[str, str]) -> None:
        """Take the file at `place` for `kind`, its columns feeding what `changes` says."""
        looked = self._looked
        if looked is None or self._done:
            return
        desk = self.context.desk
        self.context.do(
            lambda progress: mapped(desk, looked, place, kind, changes, progress),
            title=_("Reading the files"),
            lane=Lane.FILES,
            on_done=self._show,
            owner=self,
        )

    def keep_mapping(self, name: str, place: int) -> None:
        """Keep what was made of the columns of the file at `place`, for files of its shape."""
        if self._looked is None:
            return
        file, transfer = self._looked.files.files[place], self.context.desk.transfer
        said = _("The mapping “{name}” is kept for files with these columns.")
        self.context.do(
            lambda _progress: transfer.save_mapping(name, file),
            on_done=lambda kept: self.context.notify(said.format(name=kept.name), state=State.GOOD),
            owner=self,
        )

    def forget_mapping(self, name: str) -> None:
        """Keep a mapping no longer, and take the file in front for what it was guessed to be."""
        file = self._looked.files.files[self.columns.place] if self._looked else None
        self.context.desk.transfer.forget_mapping(name)
        if file is not None:
            self.remap(self.columns.place, file.kind, {})

    def _turn(self, *, columns: bool) -> None:
        self._on_columns = columns
        self.columns.setVisible(columns)
        self.table.setVisible(not columns)
        for step, chosen in zip(self.steps, (columns, not columns), strict=True):
            step.setChecked(chosen)
        self._enable()

    def _step(self, spec: ActionSpec, action: QAction) -> QPushButton:
        made = button(_(spec.text), action.trigger, kind="chip", tip=action.toolTip())
        made.setCheckable(True)
        made.setMinimumWidth(
            made.fontMetrics().horizontalAdvance(made.text()) * 6 // 5 + 2 * Space.L
        )
        return made  # wide enough for its words in bold, once it is chosen

    # --- the list

    def load(self) -> Any:
        """What the files would do now, if there are any that are not imported (any more)."""
        looked, done = self._looked, self._done
        if looked is None:
            return None
        stored = [result.number for result in looked.results if result.number]
        if done and not (stored and not self.context.desk.history.standing(stored)):
            return None
        results = self.context.desk.transfer.preview(looked.files.files)
        return done, replace(looked, results=results)

    def show_data(self, data: Any) -> None:
        """Show what other desks' changes make of it."""
        if self._looked is None:
            self.table.set_rows(())
            return
        undone, looked = data or (False, None)
        if looked is None or looked.files is not self._looked.files or undone != self._done:
            return  # asked before something was done to the files
        if undone:  # elsewhere in the window, or at another desk
            self._done = False
            self._say(_("The import was taken back."), State.GOOD)
        self._show(looked)

    def choose(self, chosen: Any | None) -> None:
        """A row in full, or what the files were taken for."""
        if self._looked is None:
            self.side.setCurrentIndex(_NOBODY)
            return
        if self._on_columns:
            self.side.setCurrentIndex(_COLUMN)
            return
        self.side.setCurrentIndex(_ABOUT)
        if chosen is None:
            self.about.show_files(self._looked.results, self._looked.files.problems)
        else:
            self.about.show_row(chosen)

    def make_room(self) -> None:
        """Beside the files something stands as soon as there are some."""
        self.side.setVisible(self._looked is not None)

    def take_focus(self) -> None:
        """Before there are files, to choose some is all there is to do."""
        if self._looked is None:
            self._begin.setFocus()
        else:
            super().take_focus()

    # --- what the operator does

    def ask_files(self) -> None:
        """Ask which files."""
        ask_files(self, self.read)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        urls = event.mimeData().urls()
        self.read([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def read(self, paths: Sequence[Path]) -> None:
        """Look at files; nothing is stored."""
        self.context.do(
            lambda progress: read(self.context.desk, paths, progress),
            title=_("Reading the files"),
            lane=Lane.FILES,
            on_done=self._found,
            owner=self,
        )

    def store(self) -> None:
        """Import what is shown."""
        looked = self._looked
        if looked is None or self._done:
            return
        self._done = True
        self._enable()
        transfer = self.context.desk.transfer
        job = self.context.do(
            lambda progress: transfer.store(looked.files.files, progress),
            title=_("Importing"),
            lane=Lane.FILES,
            on_done=lambda results: self._stored(looked, results),
            owner=self,
        )
        job.failed.connect(self._again)
        job.cancelled.connect(self._again)

    def take_back(self) -> None:
        """Undo what was imported from here, the last file first."""
        numbers = [r.number for r in self._looked.results if r.number] if self._looked else []

        def work(progress: Progress) -> None:
            history = self.context.desk.history
            for number in reversed(history.standing(numbers)):
                progress.check()
                history.undo(number)

        self.undo_action.setEnabled(False)
        job = self.context.do(
            work,
            title=_("Taking the import back"),
            lane=Lane.FILES,
            on_done=lambda _nothing: self._taken_back(),
            owner=self,
        )
        job.finished.connect(self._enable)

    def ask_refused(self) -> None:
        """Ask where to keep the rows that could not be used."""
        ask_refused(self, self.save_refused)

    def save_refused(self, path: Path) -> None:
        """Write them with the reason beside each."""
        if self._looked is None:
            return
        results, transfer = self._looked.results, self.context.desk.transfer
        self.context.do(
            lambda _progress: transfer.write_refused(path, results),
            title=_("Saving the refused rows"),
            lane=Lane.FILES,
            on_done=self._saved,
            owner=self,
        )

    # --- inside

    def _found(self, looked: Looked) -> None:
        self.outcome.hide()
        self._done = False
        self.table.clear_search()
        self._show(looked)
        self._turn(columns=bool(looked.files.files))
        self._overview()
        if looked.files.files:
            self.side.setCurrentIndex(_COLUMN)
            self.columns.table.view.setFocus()
        self._say_unusable(looked.files.problems)

    def _overview(self) -> None:
        """Let go of the chosen row: what the files were taken for stands beside the list."""
        if self.table.current() is not None:
            self.table.view.setCurrentIndex(QModelIndex())
        if self._looked is not None and self.side.currentIndex() != _ABOUT:
            self.side.setCurrentIndex(_ABOUT)
            self.about.show_files(self._looked.results, self._looked.files.problems)

    def _say_unusable(self, problems: Sequence[FileProblem]) -> None:
        if not problems:
            self.unusable.hide()
            return
        said = count("{n} file cannot be used:", "{n} files cannot be used:", len(problems))
        names = ", ".join(problem.path.name for problem in problems)
        self.unusable.say(
            f"{said} {names}", State.PROBLEM, action=_("Show why"), run=self._overview
        )

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self.columns.show_files(looked.files.files, looked.columns, looked.fields)
        self.table.view.setColumnHidden(0, len(looked.results) < 2)
        self.table.set_rows(rows_of(looked.results))
        self.choose(self.table.current())
        self._enable()

    def _stored(self, looked: Looked, results: tuple[FileResult, ...]) -> None:
        self._show(replace(looked, results=results))
        self._done = True
        self._enable()
        counts = total(results)
        state = State.ATTENTION if counts.refused else State.GOOD
        self._say(imported(counts), state)

    def _taken_back(self) -> None:
        self._done = False
        self.context.jobs.query(self.load, self.show_data, owner=self)
        self._say(_("The import was taken back."), State.GOOD)

    def _say(self, text: str, state: State) -> None:
        """Say it over the list, where it stays; elsewhere in the window if the list is not seen."""
        self.outcome.say(text, state)
        if not self.isVisible():
            self.context.notify(text, state=state)

    def _again(self, *_reason: object) -> None:
        self._done = False
        self._enable()

    def _saved(self, files: tuple[Path, ...]) -> None:
        names = ", ".join(str(file) for file in files)
        self.context.notify(_("Saved {files}").format(files=names), state=State.GOOD)

    def _enable(self) -> None:
        results = self._looked.results if self._looked else ()
        counts = total(results)
        ready = bool(counts.created or counts.updated) and not self._done and not self._on_columns
        stored = self._done and any(result.number for result in results)
        self.undo_action.setEnabled(stored)
        self.store_action.setEnabled(ready)
        self.refused_action.setEnabled(bool(counts.refused))
        self._bar.setVisible(bool(results))
        self.columns_action.setEnabled(bool(results) and not self._done)
        self.steps[0].setEnabled(bool(results) and not self._done)
        self.rows_action.setEnabled(bool(results))
        self.foot.follow(results, counts, done=self._done, on_columns=self._on_columns)
        # An empty page is one place to drop files on, without a search of nothing.
        self.make_room()
        self.table.show_bar(self._looked is not None)
