"""Buttons by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from matchdesk.ui.widgets import Label, button, column


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_key_presses_the_button_with_the_focus(qtbot, key):
    pressed = []
    made = button("New event …", lambda: pressed.append(1))
    qtbot.addWidget(made)
    made.show()
    QTest.keyClick(made, key)
    assert pressed == [1]


def test_enter_in_a_field_of_a_dialog_presses_only_the_default_button(qtbot):
    pressed = []
    dialog, field = QDialog(), QLineEdit()
    qtbot.addWidget(dialog)
    other = button("Other", lambda: pressed.append("other"))
    keep = button("Keep", lambda: pressed.append("keep"))
    keep.setDefault(True)
    dialog.setLayout(column(other, field, keep))
    dialog.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == ["keep"]


def test_name_that_reads_from_the_right_stays_in_its_column(theme, qtbot):
    label = Label("محمد بن عبد الرحمن")
    qtbot.addWidget(label)
    label.resize(600, 30)
    picture = label.grab().toImage()
    paper = picture.pixel(599, 29)
    inked = [x for x in range(600) if any(picture.pixel(x, y) != paper for y in range(30))]
    assert (inked[0] < 10, inked[-1] < 300) == (True, True)


def test_chip_has_room_for_its_words_when_it_is_checked(theme, qtbot):
    chip = button("Calendars (ZIP)", kind="chip")
    chip.setCheckable(True)
    holder = QDialog()
    qtbot.addWidget(holder)
    theme.wear(holder)
    holder.setLayout(column(chip))
    holder.show()
    before = chip.sizeHint()
    chip.setChecked(True)
    bold = QFont(chip.font())
    bold.setWeight(QFont.Weight.DemiBold)
    words = QFontMetrics(bold).horizontalAdvance(chip.text())
    assert chip.sizeHint() == before
    assert before.width() >= words + 2 * 13  # padding and border
