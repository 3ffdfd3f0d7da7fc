"""What of a window cannot be reached, or not be named, without a pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)

_KINDS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTabBar,
)  # fmt: skip
_WHOLES = (QComboBox, QAbstractSpinBox, QLineEdit)


def controls(root: QWidget) -> list[QWidget]:
    """Everything in `root` that can be used now, parts of other controls left out."""
    return [
        part
        for part in root.findChildren(QWidget)
        if isinstance(part, _KINDS)
        and not isinstance(part, QHeaderView)
        and not isinstance(part.parentWidget(), (*_WHOLES, QAbstractItemView, QTabBar))
        and part.isVisible()
        and part.isEnabled()
        and part.window() is root.window()
    ]


def out_of_reach(root: QWidget, *by_arrows: QWidget) -> list[str]:
    """Names of the controls that Tab passes by; those of `by_arrows` are walked by other keys."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        _name(part)
        for part in controls(root)
        if part not in by_arrows and part.focusPolicy() & tab != tab and not _grouped(part)
    ]


def nameless(root: QWidget) -> list[str]:
    """Controls of which a screen reader could say nothing."""
    return [
        repr(part)
        for part in controls(root)
        if not _name(part) and part.metaObject().className() != "QTabBar"
    ]


def _grouped(part: QWidget) -> bool:
    """Tab goes to the chosen one of a group, arrows to the others."""
    return isinstance(part, QRadioButton) and not part.isChecked()


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return part.accessibleName() or text
