"""What of a window cannot be reached, or not be named, without a pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
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
_MOST_STOPS = 200
_RING = 3  # pixels around a control in which its focus may be drawn
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


def walked_by(root: QWidget | None = None) -> list[str]:
    """Tab once round the window with the focus: where it is not seen, and controls passed by.

    Of the latter only those in `root`, else in the whole window.
    """
    start = _focus()
    window, reached, unseen = start.window(), [start], []
    before = window.grab().toImage()
    for _step in range(_MOST_STOPS):
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        part, after = _focus(), window.grab().toImage()
        if part is start:
            passed = [one for one in controls(root or window) if not _reached(one, reached)]
            return unseen + [f"passed by: {_name(one) or one!r}" for one in passed]
        if _around(part, before) == _around(part, after):
            unseen.append(f"not seen: {_name(part) or part!r}")
        reached.append(part)
        before = after
    names = [_name(one) or repr(one) for one in reached[:40]]
    return [f"Tab does not come back to {_name(start) or start!r}: {names}"]


def _reached(part: QWidget, stops: Sequence[QWidget]) -> bool:
    return part in stops or part.focusProxy() in stops or _grouped(part)


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None  # a window without the focus cannot be walked through
    return found


def _around(part: QWidget, picture: QImage) -> QImage:
    corner = part.mapTo(part.window(), QPoint(0, 0))
    return picture.copy(QRect(corner, part.size()).adjusted(-_RING, -_RING, _RING, _RING))


def _grouped(part: QWidget) -> bool:
    """Tab goes to the chosen one of a group, arrows to the others."""
    return isinstance(part, QRadioButton) and not part.isChecked()


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return part.accessibleName() or text


def walked(first: QWidget, last: QWidget) -> list[QWidget]:
    """What Tab comes to between the two, also on a page that is not seen now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what was taken away
    found, part = [], first.nextInFocusChain()
    while part is not last and len(found) < _MOST_STOPS:
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus:
            found.append(part)
        part = part.nextInFocusChain()
    return [one for one in found if one.focusProxy() is None]
