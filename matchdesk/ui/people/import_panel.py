"""Beside the rows of an import: what the files were taken for, or one row in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording import records
from matchdesk.ui.people.import_rows import STATES, WORDS, FileRow, about, breakable, sums
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Label, Notice, Pill, clear, line, row

if TYPE_CHECKING:
    from matchdesk.services.transfer import FileProblem, FileResult

_MOST_NOTES = 30


class ImportPanel(QWidget):
    """Plain words; nothing to press."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.S)
        self.setLayout(self._box)

    def show_files(self, results: Sequence[FileResult], problems: Sequence[FileProblem]) -> None:
        """Each file: its kind, which column feeds what, and what is to be said about it."""
        clear(self._box)
        for problem in problems:
            notice = Notice(self._theme)
            notice.close_button.hide()
            notice.say(problem.sentence, State.PROBLEM)
            self._box.addWidget(notice)
        for result in results:
            self._file(result)
        self._box.addStretch(1)

    def show_row(self, chosen: FileRow) -> None:
        """One row: every value it changes and every note."""
        clear(self._box)
        self._box.addWidget(Label(breakable(chosen.row.title), "large", wrap=True, select=True))
        where = _("Row {line} of {file}").format(line=chosen.row.line, file=chosen.file)
        self._box.addWidget(Label(where, "small", 2, wrap=True))
        pill = Pill(_(WORDS[chosen.state]), STATES[chosen.state])
        self._box.addLayout(row(pill, None))
        for note in chosen.row.notes:
            self._box.addWidget(Label(breakable(note.text), wrap=True, select=True))
        for change in chosen.row.changes:
            self._pair(change.field, f"{change.old or '–'}  →  {change.new or '–'}")
        self._box.addStretch(1)

    def _file(self, result: FileResult) -> None:
        self._box.addWidget(Label(result.file.path.name, "large", wrap=True, select=True))
        self._box.addWidget(Label(about(result), "body", 2, wrap=True))
        pills = row(spacing=Space.XS)
        for text, state in sums(result.counts):
            pills.addWidget(Pill(text, state))
        pills.addStretch(1)
        self._box.addLayout(pills)
        for note in result.notes[:_MOST_NOTES]:
            self._box.addWidget(Label(breakable(note.text), "body", wrap=True, select=True))
        columns = dict(result.file.columns)
        unused = (*columns.pop("ignored", ()), *result.file.unused)
        for field, headers in columns.items():
            self._pair(records.field(field), ", ".join(headers))
        if unused:
            self._pair(_("Not used"), ", ".join(unused))
        self._box.addWidget(line())

    def _pair(self, name: str, text: str) -> None:
        label = Label(name, "label", 2, wrap=True)
        label.setFixedWidth(130)
        value = Label(breakable(text), "small", wrap=True, select=True)
        pair = row(label, value, spacing=Space.M)
        pair.setStretch(1, 1)
        self._box.addLayout(pair)
