"""Times and dates are typed as people write them."""

from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from matchdesk.ui.designer.fields import Length
from matchdesk.ui.theme import dress
from matchdesk.ui.widgets import NumberBox, TextLine, column
from matchdesk.ui.widgets.boxes import DateBox, TimeBox, typed_date

DAY = date(2026, 11, 24)


def click_into(box) -> None:
    """Into its first figure."""
    line = box.lineEdit()
    QTest.mouseClick(
        line,
        Qt.MouseButton.LeftButton,
        pos=QPoint(line.textMargins().left() + 6, line.height() // 2),
    )


def mark_all(box) -> None:
    click_into(box)
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("begin", [click_into, mark_all])
@pytest.mark.parametrize(
    ("keys", "at"), [("01:30", time(1, 30)), ("0815", time(8, 15)), ("14", time(14))]
)
def test_time_typed_after_a_click_or_over_everything(qtbot, begin, keys, at):
    box = TimeBox(time(9))
    qtbot.addWidget(box)
    box.show()
    begin(box)
    QTest.keyClicks(box, keys)
    assert box.value() == at


@pytest.mark.parametrize("begin", [click_into, mark_all, DateBox.setFocus])
@pytest.mark.parametrize("keys", ["28.03.2027", "28/3/27", "28032027", "2027-03-28"])
def test_date_typed_in_figures(qtbot, begin, keys):
    box = DateBox(DAY)
    qtbot.addWidget(box)
    box.show()
    begin(box)
    QTest.keyClicks(box, keys)
    assert box.lineEdit().text() == keys
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == date(2027, 3, 28)
    assert box.text() == "Sun 28 Mar 2027"


def test_date_half_typed_counts_when_it_is_asked_for(qtbot):
    box = DateBox(DAY)
    qtbot.addWidget(box)
    QTest.keyClicks(box, "1.12.5")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClicks(box, "27")
    assert box.value() == date(2027, 12, 1)


@pytest.mark.parametrize("keys", ["31.2.2027", "99", "1.2.3.4"])
def test_what_is_no_date_leaves_it_as_it_was(qtbot, keys):
    box = DateBox(DAY)
    qtbot.addWidget(box)
    QTest.keyClicks(box, keys)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "Tue 24 Nov 2026"


def test_escape_takes_back_what_was_typed(qtbot):
    box = DateBox(DAY)
    qtbot.addWidget(box)
    QTest.keyClicks(box, "1.12.")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), box.value()) == ("Tue 24 Nov 2026", DAY)


def test_tab_leaves_a_date_that_was_typed(qtbot):
    first, second = DateBox(DAY), TimeBox(time(9))
    both = QWidget()
    both.setLayout(column(first, second))
    qtbot.addWidget(both)
    both.show()
    both.activateWindow()
    qtbot.waitUntil(both.isActiveWindow)
    first.setFocus()
    QTest.keyClicks(first, "25")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.value() == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28", date(2026, 11, 28)),
        ("1.12.", date(2026, 12, 1)),
        ("2027", date(2027, 11, 24)),
        ("280327", date(2027, 3, 28)),
        ("", None),
        ("0.0.0", None),
    ],
)
def test_what_is_left_out_is_as_it_was(text, day):
    assert typed_date(text, DAY) == day


def asks_for_undo(field) -> bool:
    """Whether the field keeps Ctrl+Z for its text."""
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, ""
    )
    asked.ignore()
    QApplication.sendEvent(field, asked)
    return asked.isAccepted()


@pytest.mark.parametrize(
    ("make", "keys"),
    [
        (lambda: NumberBox(5, 240, 20, " min"), "15"),
        (lambda: TimeBox(time(9)), "10"),
        (lambda: DateBox(DAY), "25"),
        (lambda: Length("Width", lambda _value: None), "25"),
        (TextLine, "A"),
    ],
)
def test_undo_is_the_windows_where_there_is_no_text_to_undo(qtbot, make, keys):
    field, other = make(), TextLine()
    both = QWidget()
    both.setLayout(column(field, other))
    qtbot.addWidget(both)
    both.show()
    both.activateWindow()
    qtbot.waitUntil(both.isActiveWindow)
    field.setFocus()
    assert not asks_for_undo(field)
    QTest.keyClicks(field, keys)
    assert asks_for_undo(field)
    other.setFocus()
    assert asks_for_undo(field) is isinstance(field, TextLine)


def test_calendar_names_every_day_of_the_week_whole(theme, qtbot):
    box = DateBox(DAY)
    holder = QWidget()
    holder.setLayout(column(box))
    qtbot.addWidget(holder)
    theme.wear(holder)
    holder.show()
    QTest.mouseClick(
        box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 12, box.height() // 2)
    )
    calendar = box.calendarWidget()
    qtbot.waitUntil(calendar.isVisible)
    sheet = calendar.findChild(QTableView)
    names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    widest = max(QFontMetrics(sheet.font()).horizontalAdvance(name) for name in names)
    assert sheet.columnWidth(1) >= widest + 16  # the sheet's padding on both sides
    calendar.window().close()


def test_dates_speak_the_language_of_the_window_not_of_the_computer(qapp, theme, qtbot):
    QLocale.setDefault(QLocale("tr_TR"))
    dress(qapp, theme)
    box = DateBox(DAY)
    qtbot.addWidget(box)
    assert box.text() == "Tue 24 Nov 2026"
    assert box.calendarWidget().firstDayOfWeek() == Qt.DayOfWeek.Monday
