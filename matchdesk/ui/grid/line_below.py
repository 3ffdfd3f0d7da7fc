"""The words below the grid: what a cell is, or would be."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from matchdesk.ui.theme import Size, Space, font
from matchdesk.ui.widgets import Label

_TALLEST = 10_000


class LineBelow(Label):
    """Whole lines only: what does not fit ends in an ellipsis and stands whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__("", "small", 2, wrap=True)
        self._words = ""
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Two lines; one with Arabic or Thai in it is taller.
        self._usual = QFontMetrics(font(Size.SMALL)).lineSpacing() * 2 + Space.S
        self.give_room(0)

    def say(self, words: str) -> None:
        """Show `words`, or as many of them as there is room for."""
        self._words = words
        self.setToolTip(words)
        self._fit()

    def give_room(self, more: int) -> None:
        """So many pixels beside those of two lines."""
        self.setFixedHeight(self._usual + more)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self._words.split(" ")
        least, most = 0, len(words)
        while least < most:  # the most words that fit, by halves
            number = (least + most + 1) // 2
            if self._fits(self._begun(words, number)):
                least = number
            else:
                most = number - 1
        self.setText(self._begun(words, least))

    @staticmethod
    def _begun(words: list[str], number: int) -> str:
        return " ".join(words[:number]) + ("" if number == len(words) else " …")

    def _fits(self, text: str) -> bool:
        room = QRect(0, 0, self.width(), _TALLEST)
        wrapped = int(Qt.TextFlag.TextWordWrap)
        needed = QFontMetrics(font(Size.SMALL)).boundingRect(room, wrapped, text).height()
        return needed <= self.maximumHeight()
