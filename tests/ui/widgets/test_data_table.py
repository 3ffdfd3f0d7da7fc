from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QTest

from matchdesk.ui.theme import Size, State, Theme, font
from matchdesk.ui.widgets import STATE_ROLE, Column, DataTable
from matchdesk.ui.widgets.pill_delegate import wrapped
from matchdesk.ui.widgets.rows_model import RowsModel


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    meetings: int
    here: bool = False


PEOPLE = (
    Person(1, "Zoë Müller", 9),
    Person(2, "Łukasz Żółkiewski", 10, here=True),
    Person(3, "陳 威霖 Chen Wei-Lin", 2),
)

COLUMNS = (
    Column("Name", lambda p: p.name, width=0),
    Column("Meetings", lambda p: str(p.meetings), lambda p: p.meetings, right=True),
    Column(
        "State", lambda p: "here" if p.here else "", state=lambda p: State.GOOD if p.here else None
    ),
)


@pytest.fixture
def table(theme: Theme, qtbot) -> DataTable:
    made = DataTable(theme, COLUMNS, lambda p: p.key, name="People")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.set_rows(PEOPLE)
    return made


def names(table: DataTable) -> list[int]:
    return [row.key for row in table.model.rows]


def test_search_ignores_case_accents_and_strokes(table: DataTable, qtbot):
    with qtbot.waitSignal(table.search.searched):
        QTest.keyClicks(table.search, "zolk LUK")
    assert names(table) == [2]
    assert table.count.text() == "1 of 3"


def test_sort_by_number_is_numeric_and_clearable(table: DataTable):
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == [3, 1, 2]
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == [2, 1, 3]
    table.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names(table) == [1, 2, 3]


def test_filter_chip_shows_what_passes(table: DataTable):
    chip = table.add_filter("Here", lambda p: p.here)
    chip.click()
    assert names(table) == [2]
    chip.click()
    assert names(table) == [1, 2, 3]


def test_chosen_row_survives_sorting_searching_and_refreshing(table: DataTable):
    table.choose(2)
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.set_rows((*PEOPLE, Person(4, "New", 99)))
    table.model.search("ł")
    assert table.current() in (None, PEOPLE[1])
    table.clear_search()
    assert names(table) == [4, 2, 1, 3]


def test_refresh_keeps_the_chosen_row_and_tells_its_new_values(table: DataTable):
    told = []
    table.choose(2)
    table.chosen.connect(told.append)
    changed = replace(PEOPLE[1], meetings=11)
    table.set_rows((PEOPLE[0], changed, PEOPLE[2]))
    assert table.current() == changed
    assert told == [changed]


def test_rows_that_stay_in_place_are_not_reset(table: DataTable, qtbot):
    resets, redrawn = [], []
    table.model.modelReset.connect(lambda: resets.append(1))
    table.model.dataChanged.connect(lambda first, _last: redrawn.append(first.row()))
    table.set_rows((PEOPLE[0], PEOPLE[1], replace(PEOPLE[2], meetings=3)))
    assert (resets, redrawn) == ([], [2])


def test_chosen_row_that_is_filtered_away_is_told_as_none(table: DataTable):
    told = []
    table.choose(1)
    table.chosen.connect(told.append)
    table.add_filter("Here", lambda p: p.here, on=True)
    assert told == [None]


def test_enter_opens_and_arrows_move_between_box_and_table(table: DataTable, qtbot):
    opened = []
    table.opened.connect(opened.append)
    table.search.setFocus()
    QTest.keyClick(table.search, Qt.Key.Key_Down)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened == [PEOPLE[0]]
    QTest.keyClick(table.view, Qt.Key.Key_Up)
    assert table.search.hasFocus()


def test_empty_and_nothing_found_say_different_things(table: DataTable):
    table.model.search("nobody has this name")
    table.search.setText("nobody has this name")
    table.search.search_now()
    assert table._stack.currentWidget() is table._none_found
    table.clear_search()
    table.set_rows(())
    assert table._stack.currentWidget() is table._empty


def test_pill_cells_carry_their_state(table: DataTable):
    model = table.model
    assert [model.index(r, 2).data(STATE_ROLE) for r in range(3)] == [None, State.GOOD, None]


def test_table_of_6000_rows_is_searched_whole(table: DataTable):
    table.set_rows([Person(n, f"Name {n} Żółć", n % 17) for n in range(6000)])
    table.model.search("name 59")
    assert table.model.rowCount() == sum("59" in str(n) for n in range(6000))


def test_undo_key_passes_a_search_box_with_nothing_to_undo(table: DataTable):
    def asks() -> bool:
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, ""
        )
        event.ignore()
        table.search.event(event)
        return event.isAccepted()

    assert not asks()
    QTest.keyClicks(table.search, "a")
    assert asks()


def test_rows_that_change_together_are_told_together(table: DataTable):
    told = []
    table.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    table.set_rows([replace(person, meetings=person.meetings + 1) for person in PEOPLE])
    table.set_rows([replace(PEOPLE[0], meetings=1), *table.model.rows[1:2], PEOPLE[2]])
    assert told == [(0, 2), (0, 0), (2, 2)]


def test_header_does_not_look_through_thousands_of_chosen_rows(theme: Theme, qtbot, monkeypatch):
    asked, count = [], RowsModel.rowCount
    monkeypatch.setattr(RowsModel, "rowCount", lambda *at: asked.append(1) or count(*at))
    many = DataTable(theme, COLUMNS, lambda p: p.key, name="People", many=True)
    qtbot.addWidget(many)
    many.resize(700, 400)
    many.show()
    many.set_rows([Person(n, f"Person {n}", n) for n in range(5_000)])
    many.view.selectAll()
    asked.clear()
    many.view.horizontalHeader().grab()
    assert (len(asked) < 100, many.selected_count()) == (True, 5_000)


GROWING = (
    Column("Name", lambda p: p.name, width=0),
    Column("Organisation", lambda p: p.name, width=150, most=300),
    Column("Meetings", lambda p: str(p.meetings), width=100),
)


@pytest.fixture
def growing(theme: Theme, qtbot) -> DataTable:
    made = DataTable(theme, GROWING, lambda p: p.key, name="People")
    qtbot.addWidget(made)
    made.show()
    made.set_rows(PEOPLE)
    return made


@pytest.mark.parametrize(("room", "wide"), [(430, 150), (630, 200), (1400, 300)])
def test_column_that_may_grow_takes_its_share_of_a_wide_table(growing, room, wide):
    growing.resize(room + 2, 300)  # with its borders
    growing.view.viewport().resize(room, 200)
    assert growing.view.columnWidth(1) == wide


def test_room_is_shared_anew_when_a_column_comes_or_goes(growing, qtbot):
    growing.resize(632, 300)
    growing.view.viewport().resize(630, 200)
    growing.view.setColumnHidden(2, True)
    qtbot.waitUntil(lambda: growing.view.columnWidth(1) == 250)
    growing.view.setColumnHidden(2, False)
    qtbot.waitUntil(lambda: growing.view.columnWidth(1) == 200)


def test_column_drawn_narrower_by_hand_stays_so(growing):
    growing.view.setColumnWidth(1, 90)
    growing.resize(1400, 300)
    assert growing.view.columnWidth(1) == 90


def test_long_words_go_on_in_the_next_line():
    metrics = QFontMetrics(font(Size.BODY))
    room = metrics.horizontalAdvance("Valuable contact for") + 1
    text = "Valuable contact for future projects"
    assert wrapped(metrics, text, room, 2) == ["Valuable contact for", "future projects"]
    assert wrapped(metrics, text, room, 1) == [text]
    assert wrapped(metrics, "Ana\nBo", 10_000, 3) == ["Ana", "Bo"]
    four = metrics.horizontalAdvance("歐洲合作") + 1
    assert wrapped(metrics, "歐洲合作夥伴", four, 2) == ["歐洲合作", "夥伴"]
    assert wrapped(metrics, "歐洲合作。好", four, 2) == ["歐洲合", "作。好"]
    assert wrapped(metrics, "Donaudampfschifffahrt", 10, 2) == ["Donaudampfschifffahrt"]


def test_list_that_becomes_empty_gives_the_keyboard_to_its_search(table: DataTable):
    table.view.setFocus()
    table.set_rows(())
    assert table.window().focusWidget() is table.search
