"""Undo in a field means its text; where that has nothing to undo, the window's Undo is meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def passes_by(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether `event` asks if a field takes Undo or Redo, and its text has none of that.

    The field then ignores it and the key reaches the window; Qt's own fields keep it always.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)
