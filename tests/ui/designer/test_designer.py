"""The badge designer: hand, keys and steps; saving, files, and the true picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from matchdesk.core.vocabulary import DocumentKind, Role
from matchdesk.services.designs.elements import (
    Area,
    Chip,
    Flag,
    Picture,
    QrCode,
    Ribbon,
    Stack,
)
from matchdesk.services.printing import PrintOrder
from matchdesk.ui.designer.editing import BACK, Editing
from matchdesk.ui.designer.fields import Length
from matchdesk.ui.designer.layout import DESIGN
from matchdesk.ui.designer.screen import DesignScreen
from matchdesk.ui.screens import ScreenSpec
from tests import factories
from tests.ui.conftest import settled

SPEC = (
    ScreenSpec("designs", "Badge designer", "id-card", "F6", "matchdesk.ui.designer.screen",
               "DesignScreen"),
)  # fmt: skip


@pytest.fixture
def shell(make_shell, desk, qtbot):
    factories.participant(desk, "Ana Kovač", country="PL")
    factories.participant(desk, "Sam Speaker", role=Role.SPEAKER)
    made = make_shell(SPEC)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> DesignScreen:
    return shell.visited("designs")


def choose(screen: DesignScreen, kind: type) -> Area:
    """Choose the first element of this kind; where it lies."""
    elements = screen.editing.elements
    screen._choose([isinstance(one, kind) for one in elements].index(True))
    screen.canvas.setFocus()
    return screen.editing.element.area


def press(screen: DesignScreen, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(screen.canvas, key, modifier)


def test_built_in_design_is_shown_with_a_real_person(screen):
    assert screen.parts.person.currentText() == "1  Ana Kovač"
    assert screen.parts.size_label.text() == "105 × 148 mm · not saved yet"
    assert [type(one) for one in screen.editing.elements].count(QrCode) == 1
    dark = screen.canvas.picture.convertToFormat(screen.canvas.picture.Format.Format_Grayscale8)
    assert min(dark.pixelColor(x, y).value() for x in range(0, dark.width(), 3)
               for y in range(0, dark.height(), 3)) < 60  # fmt: skip


def test_arrows_move_by_one_five_and_a_fifth(screen):
    area = choose(screen, QrCode)
    press(screen, Qt.Key.Key_Left)
    press(screen, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    press(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert screen.editing.element.area == replace(
        area, x=round(area.x - 1.2, 2), y=round(area.y - 5, 2)
    )


def test_nothing_leaves_the_card(screen):
    choose(screen, QrCode)
    for _ in range(40):
        press(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    area = screen.editing.element.area
    assert area.x + area.width == 105


def test_code_never_gets_smaller_than_scanners_read(screen):
    choose(screen, QrCode)
    for _ in range(10):
        press(screen, Qt.Key.Key_Left,
              Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)  # fmt: skip
    area = screen.editing.element.area
    assert (area.width, area.height) == (16, 16)


def test_steps_are_undone_and_done_again(screen):
    area = choose(screen, QrCode)
    press(screen, Qt.Key.Key_Left)
    press(screen, Qt.Key.Key_Delete)
    assert [type(one) for one in screen.editing.elements].count(QrCode) == 0
    press(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [o.area for o in screen.editing.elements if isinstance(o, QrCode)] == [area]
    press(screen, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    moved = [o.area.x for o in screen.editing.elements if isinstance(o, QrCode)]
    assert moved == [round(area.x - 1, 2)]


def test_tab_goes_from_one_element_to_the_next(screen):
    screen.canvas.setFocus()
    press(screen, Qt.Key.Key_Tab)
    press(screen, Qt.Key.Key_Tab)
    assert screen.editing.chosen == 1


def test_hand_drags_an_element_to_an_edge_where_it_snaps(screen):
    area = choose(screen, QrCode)
    frame = screen.canvas.place_of(area)
    scale = frame.width() / area.width
    start, gap = frame.center().toPoint(), round((105 - area.x - area.width - 0.6) * scale)
    QTest.mousePress(screen.canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in (gap // 2, gap):
        where = start + QPoint(step, 0)
        QTest.mouseMove(screen.canvas, where)
        move = _moved(screen, where)
        screen.canvas.mouseMoveEvent(move)
    QTest.mouseRelease(screen.canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(gap, 0))
    now = screen.editing.element.area
    assert now.x + now.width == 105


def _moved(screen: DesignScreen, where: QPoint):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(where), screen.canvas.mapToGlobal(QPointF(where)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_design_is_saved_for_a_role_and_printed(screen, shell, qtbot, desk):
    screen.add("free")
    screen.parts.name.setText("Speakers")
    screen.parts.roles[Role.SPEAKER].setChecked(True)
    screen.save()
    settled(qtbot, shell)
    assert [(one.name, one.roles) for one in desk.designs.all()] == [("Speakers", (Role.SPEAKER,))]
    assert screen.parts.size_label.text() == "105 × 148 mm · saved"
    assert screen.parts.design.currentText() == "Speakers (Speaker)"
    assert desk.printing.preview(PrintOrder(DocumentKind.BADGES)).documents == 2


def test_design_without_a_name_is_not_saved(screen, shell, qtbot, desk):
    screen.save()
    settled(qtbot, shell)
    assert screen.parts.notice.text.text() == "The design needs a name. Type one."
    assert desk.designs.all() == ()


def test_design_removed_is_brought_back_by_the_windows_undo(screen, shell, qtbot, desk):
    screen.parts.name.setText("Ours")
    screen.save()
    settled(qtbot, shell)
    screen.remove()
    settled(qtbot, shell)
    assert desk.designs.all() == ()
    desk.history.undo()
    assert [one.name for one in desk.designs.all()] == ["Ours"]
    settled(qtbot, shell)


def test_design_goes_out_and_comes_in(screen, shell, qtbot, tmp_path):
    choose(screen, QrCode)
    screen.editing.align("left")
    screen.parts.name.setText("Ours")
    screen.export_to(tmp_path / "ours.badge.json")
    settled(qtbot, shell)
    screen.open_design("")
    screen.import_from(tmp_path / "ours.badge.json")
    settled(qtbot, shell)
    assert screen.parts.name.text() == "Ours"
    assert [o.area.x for o in screen.editing.elements if isinstance(o, QrCode)] == [0]


def test_file_that_is_no_design_is_told_and_changes_nothing(screen, shell, qtbot, tmp_path):
    before = screen.editing.template
    (tmp_path / "x.json").write_text("{}")
    screen.import_from(tmp_path / "x.json")
    settled(qtbot, shell)
    assert screen.parts.notice.text.text().startswith("This file is no badge design")
    assert screen.editing.template == before


def test_logo_is_put_on_the_card(screen, shell, qtbot, tmp_path):
    Image.new("RGB", (30, 15), "red").save(tmp_path / "logo.png")
    screen.use_logo(tmp_path / "logo.png")
    settled(qtbot, shell)
    assert isinstance(screen.editing.element, Picture)


def test_back_is_a_side_of_its_own(screen, shell, qtbot):
    screen.turn(BACK)
    screen.add("free")
    assert [type(one) for one in screen.editing.template.back] == [Stack]
    assert screen.parts.back.isChecked() is True
    settled(qtbot, shell)


def test_lines_of_a_text_are_added_moved_and_taken_away(screen, shell, qtbot):
    screen.add("text")
    panel = screen.properties
    panel._add_line()
    panel._set_field("table")
    panel._shift_line(-1)
    assert [line.field for line in screen.editing.element.entries] == ["table", "organisation"]
    panel._remove_line()
    panel._set_size("biggest")(20)
    assert [(x.field, x.limits.biggest) for x in screen.editing.element.entries] == [
        ("organisation", 20)
    ]
    settled(qtbot, shell)


def test_bar_takes_the_roles_colour_or_its_own(screen, shell, qtbot):
    choose(screen, Ribbon)
    screen.properties._set_fill("#aa0000")
    assert [round(part * 255) for part in screen.editing.element.fill] == [170, 0, 0]
    screen.properties._set_fill("")
    assert screen.editing.element.fill is None
    settled(qtbot, shell)


def test_element_goes_over_and_under_the_others(screen):
    editing = Editing(screen.editing.template)
    first = editing.elements[0]
    editing.chosen = 0
    editing.raise_by(1)
    assert (editing.elements[1], editing.chosen) == (first, 1)
    editing.raise_by(-1)
    assert editing.elements[0] == first


def test_every_kind_of_element_is_put_on_the_card_by_its_button(screen):
    added = []
    for what in ("text", "free", "bar", "box", "qr", "flag"):
        screen.parts.adders[what].click()
        added.append(type(screen.editing.element))
    assert added == [Stack, Stack, Ribbon, Chip, QrCode, Flag]


def test_event_that_knows_nobody_shows_somebody_invented(make_shell, desk, qtbot):
    shell = make_shell(SPEC)
    settled(qtbot, shell)
    screen = shell.visited("designs")
    assert screen.parts.person.currentText() == "Somebody invented"
    qtbot.waitUntil(lambda: screen._data is not None)
    settled(qtbot, shell)
    assert screen._data.name == "Maria Konstantina Example"


def test_saving_without_a_name_asks_for_it_where_it_is_typed(screen, shell, qtbot):
    screen.save()
    settled(qtbot, shell)
    assert screen.parts.panes.currentIndex() == DESIGN
    assert screen.parts.name.isVisible()
    shell.context.actions.get("design.pane").trigger()
    assert (screen.parts.panes.currentIndex(), screen.properties.isVisible()) == (0, True)


def test_what_has_no_room_is_scrolled_and_never_squeezed(screen, shell, qtbot):
    """Fields of a long stack were pressed together until their lower edges were cut off."""
    shell.resize(1366, 700)
    screen._choose(2)
    settled(qtbot, shell)
    boxes = screen.properties.findChildren(QComboBox)
    assert [box.height() >= box.sizeHint().height() for box in boxes] == [True] * len(boxes)


@pytest.mark.parametrize("keys", ["12,5", "12.5"])
def test_length_is_typed_with_a_comma_or_a_point(qtbot, keys):
    told = []
    box = Length("Width", told.append)
    qtbot.addWidget(box)
    box.selectAll()
    QTest.keyClicks(box, keys)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), told) == (12.5, [12.5])
