"""Below the steps of an import: what becomes of how many rows, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.people.import_rows import sums
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Pill, button, clear, column, row

if TYPE_CHECKING:
    from matchdesk.services.transfer import Counts, FileResult


class ImportFoot(QWidget):
    """The next step stands on the right, what is wanted afterwards on the left."""

    def __init__(
        self, theme: Theme, next_: QAction, store: QAction, refused: QAction, undo: QAction
    ) -> None:
        super().__init__()
        self._sums, self._ready = row(spacing=Space.XS), store
        self.next = _button(theme, next_, "arrow-right", "primary", _("See what will happen"))
        self.store = _button(theme, store, "check", "primary")
        self.refused = _button(theme, refused, "download")
        self.undo = _button(theme, undo, "undo-2")
        after = (self.undo, self.refused)
        buttons = row(*after, None, self.next, self.store, spacing=Space.S)
        self.setLayout(column(self._sums, buttons, spacing=Space.M))

    def follow(
        self, results: Sequence[FileResult], counts: Counts, *, done: bool, on_columns: bool
    ) -> None:
        """Offer what makes sense; `counts` are those of all `results`."""
        there = bool(results)
        self.setVisible(there)
        stored = done and any(result.number for result in results)
        self.undo.setVisible(stored)
        self.next.setVisible(there and on_columns)
        self.store.setVisible(there and not on_columns and not stored)
        self.store.setEnabled(self._ready.isEnabled())
        self.refused.setVisible(bool(counts.refused) and not on_columns)
        clear(self._sums)
        for text, state in sums(counts):
            self._sums.addWidget(Pill(text, state))
        self._sums.addStretch(1)


def _button(
    theme: Theme, action: QAction, icon: str, kind: str = "", text: str = ""
) -> QPushButton:
    return button(
        text or action.text(), action.trigger, kind=kind, icon=icon, theme=theme,
        tip=action.toolTip(),
    )  # fmt: skip


def imported(counts: Counts) -> str:
    """What an import did, in a sentence or two."""
    parts = []
    if counts.created:
        parts.append(count("{n} new row", "{n} new rows", counts.created))
    if counts.updated:
        parts.append(count("{n} changed row", "{n} changed rows", counts.updated))
    said = _("Imported: {rows}.").format(rows=", ".join(parts) or _("nothing"))
    if counts.refused:
        said += " " + count(
            "{n} row was refused: save it, mend it, import it again.",
            "{n} rows were refused: save them, mend them, import them again.",
            counts.refused,
        )
    return said


def total(results: Sequence[FileResult]) -> Counts:
    """The counts of all files together."""
    # Imported here: it loads the database's packages, which the window starts without.
    from matchdesk.services.transfer import Counts

    return sum((result.counts for result in results), Counts())
