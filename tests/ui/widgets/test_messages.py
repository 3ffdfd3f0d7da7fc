from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from matchdesk.ui.theme import State, Theme
from matchdesk.ui.widgets import ElidedLabel, Figure, FormRow, Notice, Toast


def test_form_row_shows_the_error_at_the_field_and_takes_it_away(theme: Theme, qtbot):
    field = QLineEdit()
    row = FormRow("Name", field, "As on the badge")
    qtbot.addWidget(row)
    row.show_error("Give a name.")
    assert (row.wrong, row.below.text(), field.accessibleDescription()) == (
        True,
        "Give a name.",
        "Give a name.",
    )
    row.show_error("")
    assert (row.wrong, row.below.text()) == (False, "As on the badge")
    assert field.accessibleName() == "Name"


def test_toast_offers_undo_only_where_it_can(theme: Theme, qtbot):
    window, undone = QWidget(), []
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast = Toast(window, theme, lambda: undone.append(1))
    window.show()
    toast.say("Stored")
    assert not toast.undo_button.isVisible()
    toast.say("Moved", True)
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert (undone, toast.isVisible()) == ([1], False)
    window.close()


def test_toast_of_a_problem_stays(theme: Theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    toast = Toast(window, theme, lambda: None)
    toast.say("Stored")
    assert toast._timer.isActive()
    toast.say("Not stored", state=State.PROBLEM)
    assert not toast._timer.isActive()


def test_notice_runs_its_action_and_closes(theme: Theme, qtbot):
    notice, ran = Notice(theme), []
    qtbot.addWidget(notice)
    notice.say("Another desk moved it.", action="Show", run=lambda: ran.append(1))
    notice.action.click()
    assert (ran, notice.isHidden()) == ([1], True)


def test_elided_label_keeps_the_whole_name_for_hover_and_readers(theme: Theme, qtbot):
    name = "Aikaterini Papadopoulou-Oikonomopoulou of the Hellenic Photonics Cluster"
    label = ElidedLabel(name)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text() != name
    assert (label.toolTip(), label.accessibleName(), label.whole()) == (name, name, name)
    label.close()


def test_figure_tells_number_and_name_to_screen_readers(theme: Theme, qtbot):
    figure = Figure("Checked in")
    qtbot.addWidget(figure)
    figure.show_value("412", "of 600", State.GOOD)
    assert figure.accessibleName() == "Checked in: 412 of 600"


def test_toast_takes_no_focus_that_only_fell_to_it(theme: Theme, qtbot):
    """Whoever presses Enter after what had the focus is gone would undo."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    page = QWidget(window)
    field = QLineEdit(page)
    toast = Toast(window, theme, lambda: None)
    window.show()
    toast.say("Stored", True)
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.hide()
    assert page.hasFocus()
