"""Searching and filtering: what does not match is dimmed, what does can be jumped to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from matchdesk.core.i18n import count
from matchdesk.ui.grid import finding
from matchdesk.ui.grid.filters import Wanted
from matchdesk.ui.grid.looking import Looking
from matchdesk.ui.grid.paper import Paper
from matchdesk.ui.grid.sheet import Kind

if TYPE_CHECKING:
    from matchdesk.ui.grid.layout import Parts


class Finder:
    """`reveal` goes to the meeting with a key, wherever it is."""

    def __init__(
        self,
        looking: Looking,
        parts: Parts,
        acts: Mapping[str, QAction],
        paper: Paper,
        reveal: Callable[[str], object],
    ) -> None:
        self._looking, self._parts, self._acts = looking, parts, acts
        self._paper, self._reveal = paper, reveal
        self._sought = ""

    def wanted(self) -> Wanted:
        """What is asked for now, in words and choices."""
        text = self._parts.tools.search.text().strip()
        return self._parts.filters.wanted(text, problems=self._acts["problems"].isChecked())

    def apply(self) -> None:
        """Dim what does not match, and say how many do."""
        data, tools = self._looking.data, self._parts.tools
        if data is None:
            return
        asked = self.wanted()
        wanted = asked.matches(data, self._paper.of)
        self._parts.view.grid.highlight(wanted)
        tools.show_filters(asked.chosen)
        found = [m for m in data.meetings if wanted is not None and wanted(m)]
        tools.show_found(count("{n} found", "{n} found", len(found)) if wanted is not None else "")

    def search(self, text: str) -> None:
        """Dim what does not match and jump to the first that does; on Enter to the next one.

        While somebody still types, a chosen meeting that matches stays the chosen one.
        """
        typed, self._sought = text != self._sought, text
        self.apply()
        chosen, matches = self._looking.one(None), self._parts.view.grid.matches
        if text and typed and chosen is not None and matches is not None and matches(chosen):
            self._reveal(chosen.key)
        elif text:
            self.jump()

    def jump(self) -> None:
        """Go to the next match after the chosen meeting, on whichever day it is."""
        data = self._looking.data
        if data is None:
            return
        key = finding.after(data, self._parts.view.grid.matches, self._looking.chosen)
        if key is not None:
            self._reveal(key)

    def only_problems(self) -> None:
        """Dim all that breaks no rule, and jump to the first that does."""
        self.apply()
        if self._acts["problems"].isChecked():
            self.jump()

    def show_bar(self) -> None:
        """Show the filter row and go there; put it away if it is there."""
        bar = self._parts.filters
        bar.setVisible(bar.isHidden() and self._looking.kind is not Kind.NOW)
        if bar.isVisible():
            bar.take_focus()
        else:
            self._parts.view.setFocus()

    def focus(self) -> bool:
        """Go to the search field, where there is a grid to search."""
        if not self._parts.is_live:
            return False
        self._parts.tools.search.setFocus()
        self._parts.tools.search.selectAll()
        return True
