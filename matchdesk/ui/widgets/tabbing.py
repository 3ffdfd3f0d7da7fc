"""The order in which Tab walks, where parts are made later than what stands below them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk_before(anchor: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab come to `parts`, one after the other, just before `anchor`; all in one window."""
    for part in parts:
        before = _stop_before(anchor)
        if before is not part:
            QWidget.setTabOrder(before, part)


def _stop_before(anchor: QWidget) -> QWidget:
    """Qt puts nothing behind what takes no focus; and a proxy might lead back to the anchor."""
    before = anchor.previousInFocusChain() or anchor
    while before is not anchor and (before.focusProxy() is not None or not _is_stop(before)):
        before = before.previousInFocusChain() or anchor
    return before


def _is_stop(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
