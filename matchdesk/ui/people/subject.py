"""Whom the panel shows: shared by its tabs."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.ui.screens import ScreenContext


@dataclass
class Subject:
    """The participant's key, empty at first, and what a tab works with."""

    context: ScreenContext
    key: str = ""
