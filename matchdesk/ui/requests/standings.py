"""What the list of requests is narrowed to, with how many there are of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.ui.requests.words import place_state

if TYPE_CHECKING:
    from matchdesk.services.requests import RequestRow
    from matchdesk.ui.widgets import DataTable


class Standings(QComboBox):
    """Narrows `table` as soon as another line is chosen."""

    def __init__(self, table: DataTable) -> None:
        super().__init__()
        self._table = table
        self.setAccessibleName(_("Which requests"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for title, _keep in _STANDINGS:
            self.addItem(_(title))
        self.activated.connect(self._filter)

    def next(self) -> None:
        """The next line, and round again."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())
        self._filter()

    def show_counts(self, rows: Iterable[RequestRow]) -> None:
        """How many of `rows` each line keeps."""
        known = tuple(rows)
        for place, (title, keep) in enumerate(_STANDINGS):
            self.setItemText(place, f"{_(title)}  {sum(map(keep, known))}")

    def _filter(self) -> None:
        keep = _STANDINGS[self.currentIndex()][1]
        self._table.keep_only(keep if self.currentIndex() else None)


def _not_placed(item: RequestRow) -> bool:
    wanted = item.status is RequestStatus.ACCEPTED and item.wish is not Wish.NEVER_MEET
    return item.placed is None and (wanted or place_state(item) is not None)


_STANDINGS: tuple[tuple[str, Callable[[RequestRow], bool]], ...] = (
    ("All", lambda item: True),
    ("Pending", lambda item: item.status is RequestStatus.PENDING),
    ("Accepted", lambda item: item.status is RequestStatus.ACCEPTED),
    ("Declined", lambda item: item.status is RequestStatus.DECLINED),
    ("Withdrawn", lambda item: item.status is RequestStatus.CANCELLED),
    ("Placed", lambda item: item.placed is not None),
    ("Not placed", _not_placed),
)
"""Titles, and which requests each keeps."""
