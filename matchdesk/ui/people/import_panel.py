"""Beside the rows of an import: what the files were taken for, or one row in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import breakable
from matchdesk.core.wording import records
from matchdesk.ui.people.import_rows import STATES, WORDS, FileRow, about, sums
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
            self._box.addWidget(notice)  # before it speaks: without a parent it would be a window
            notice.close_button.hide()
            notice.say(problem.sentence, State.PROBLEM)
        for result in results:
            self._file(result)
        self._box.addStretch(1)

    def show_row(self, chosen: FileRow) -> None:
        """One row: every value it changes and every note."""
        clear(self._box)
        if chosen.row.title:
            self._box.addWidget(Label(breakable(chosen.row.title), "large", wrap=True, select=True))
        where = _("Row {line} of {file}").format(line=chosen.row.line, file=chosen.file)
        self._box.addWidget(Label(where, "small", 2, wrap=True))
        pill = Pill(_(WORDS[chosen.state]), STATES[chosen.state])
        self._box.addLayout(row(pill, None))
        for note in chosen.row.notes:
            self._box.addWidget(Label(breakable(note.text), wrap=True, select=True))
        self._pairs((c.field, f"{c.old or '–'}  →  {c.new or '–'}") for c in chosen.row.changes)
        self._box.addStretch(1)

    def _file(self, result: FileResult) -> None:
        self._box.addWidget(Label(breakable(result.file.path.name), "large", wrap=True))
        self._box.addWidget(Label(about(result), "body", 2, wrap=True))
        pills = row(spacing=Space.XS)
        for text, state in sums(result.counts):
            pills.addWidget(Pill(text, state))
        pills.addStretch(1)
        self._box.addLayout(pills)
        if notes := result.notes[:_MOST_NOTES]:
            said = "\n".join(breakable(note.text) for note in notes)
            self._box.addWidget(Label(said, "body", wrap=True))
        columns = dict(result.file.columns)
        unused = (*columns.pop("ignored", ()), *result.file.unused)
        pairs = [(records.field(field), ", ".join(headers)) for field, headers in columns.items()]
        self._pairs([*pairs, (_("Not used"), ", ".join(unused))] if unused else pairs)
        self._box.addWidget(line())

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names and what stands for them, as one plain text.

        A label for each, or a text that can be selected, takes seconds to lay out where several
        files have dozens of columns.
        """
        said = "\n".join(f"{name}: {breakable(text)}" for name, text in pairs)
        if said:
            self._box.addWidget(Label(said, "body", 2, wrap=True))
