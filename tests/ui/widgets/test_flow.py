"""Parts in lines: measured once, and anew where something changes."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from matchdesk.ui.widgets.flow import Flow


class Block(QWidget):
    """Wishes a width, and 20 in height; counts how often it is asked."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.wide, self.asked = width, 0

    def sizeHint(self) -> QSize:
        self.asked += 1
        return QSize(self.wide, 20)


@pytest.fixture
def blocks() -> list[Block]:
    return [Block(100), Block(100), Block(100)]


@pytest.fixture
def box(qtbot, blocks):
    box = QWidget()
    box.setLayout(Flow(*blocks, spacing=10))
    qtbot.addWidget(box)
    box.resize(210, 100)
    box.show()
    return box


def test_lines_go_on_below_where_there_is_no_room(box):
    assert [box.layout().heightForWidth(w) for w in (320, 210, 100)] == [20, 50, 80]


def test_hidden_part_takes_no_room(box, blocks):
    box.layout().heightForWidth(210)
    blocks[0].hide()
    assert box.layout().heightForWidth(210) == 20


def test_part_that_wants_another_width_is_measured_anew(box, blocks):
    assert box.layout().heightForWidth(320) == 20
    blocks[1].wide = 300
    blocks[1].updateGeometry()
    assert box.layout().heightForWidth(320) == 80


def test_part_that_comes_later_has_its_place(box):
    later = Block(100)
    box.layout().insertWidget(0, later)
    later.show()
    assert box.layout().heightForWidth(210) == 50
    assert box.layout().heightForWidth(100) == 110


def test_parts_are_not_asked_again_while_nothing_changes(box, blocks):
    box.layout().heightForWidth(210)
    before = [block.asked for block in blocks]
    for width in (320, 210, 100, 210):
        box.layout().heightForWidth(width)
    assert [block.asked for block in blocks] == before


def test_lines_begin_at_the_right_where_one_reads_so(box, blocks, qtbot):
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: [b.x() for b in blocks] == [110, 0, 110])


def test_what_is_left_of_a_line_is_shared_by_those_that_want_to_grow(box, blocks, qtbot):
    for block in blocks[:2]:
        block.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.resize(351, 100)
    qtbot.waitUntil(lambda: [b.width() for b in blocks] == [115, 116, 100])
