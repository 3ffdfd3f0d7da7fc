"""What every working page has around it: whose it is above, how new and which page below."""

from __future__ import annotations

from datetime import datetime

from matchdesk.printing.fitting import Limits
from matchdesk.printing.pages import PaperSize
from matchdesk.printing.palette import ACCENT, FAINT, INK, MUTED
from matchdesk.printing.paper import MM, Box, Paper
from matchdesk.printing.text import Style
from matchdesk.printing.words import Words

_HEAD, _FOOT = 54.0, 22.0


class Frame:
    """Head and foot of one document's pages; `area` is the page without its margins."""

    def __init__(
        self,
        paper: Paper,
        words: Words,
        sheet: PaperSize,
        event_name: str,
        printed_at: datetime,
        *,
        landscape: bool = False,
    ) -> None:
        self._paper, self._words = paper, words
        self._event, self._printed_at = event_name, printed_at
        width, height = sheet.width * MM, sheet.height * MM
        self._width, self._height = (height, width) if landscape else (width, height)
        margin = min(14 * MM, self._width * 0.07)
        self.area = Box(margin, margin, self._width - 2 * margin, self._height - 2 * margin)

    @property
    def room(self) -> float:
        """Height between head and foot, in points."""
        return self.area.height - _HEAD - _FOOT

    def begin(self, title: str, subtitle: str = "", aside: str = "") -> Box:
        """Start a page: the title at the left, what it is about large at the right."""
        paper, area = self._paper, self.area
        paper.begin_page(self._width, self._height)
        split = 0.5 if aside else 0.78
        left = Box(area.x, area.y, area.width * split - 8, 22)
        bold = Style(bold=True)
        paper.text("title", title, left, Limits(18, 9), style=bold, at=0.0)
        below = " · ".join(filter(None, (subtitle, self._event)))
        quiet = Box(area.x, area.y + 22, left.width, 21)
        paper.text("event_name", below, quiet, Limits(9.5, 6.5, 2, 1.0), colour=MUTED)
        if aside:
            right = Box(area.x + area.width * split, area.y, area.width * (1 - split), 38)
            limits = Limits(26, 10, 2)
            paper.text("title", aside, right, limits, style=bold, align="right", colour=ACCENT)
        line = area.y + _HEAD - 10
        paper.rule(area.x, line, area.right, line, INK, 1.2)
        return Box(area.x, area.y + _HEAD, area.width, self.room)

    def end(self, number: int, count: int) -> None:
        """Finish the page, the `number`th of `count`."""
        paper, words, area = self._paper, self._words, self.area
        y = area.bottom - _FOOT + 8
        paper.rule(area.x, y, area.right, y, FAINT, 0.6)
        printed = words.text("Printed {moment}").replace("{moment}", words.moment(self._printed_at))
        left = Box(area.x, y + 3, area.width * 0.7, 11)
        paper.text("version", printed, left, Limits(8.5, 6), colour=MUTED)
        page = words.text("Page {number} of {count}")
        page = page.replace("{number}", str(number)).replace("{count}", str(count))
        right = Box(area.x + area.width * 0.72, y + 3, area.width * 0.28, 11)
        paper.text("page", page, right, Limits(8.5, 6), align="right", colour=MUTED)
        paper.end_page()
