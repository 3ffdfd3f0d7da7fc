from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.services.event_layout import ChangeLayout, Pause, SlotChange, Span
from matchdesk.ui.event.screen import EventScreen
from matchdesk.ui.event.timeline import slot_tip
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.conftest import settled
from tests.ui.reach import walked

EVENT = (
    ScreenSpec(
        "event", "Event", "calendar-days", "Ctrl+0", "matchdesk.ui.event.screen", "EventScreen"
    ),
)
DAY = date(2026, 11, 18)


@pytest.fixture
def shell(make_shell, desk, qtbot):
    one, two, three, four = factories.people(desk, 4)
    factories.meeting(desk, one, two, slot=1, table=1)
    factories.meeting(desk, three, four, slot=4, table=1)
    made = make_shell(EVENT)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> Iterator[EventScreen]:
    made = shell.visited("event")
    yield made
    made.time.put_back()
    made.tables.put_back()


def words(part) -> list[str]:
    found = (label.accessibleName() or label.text() for label in part.findChildren(QLabel))
    return [text for text in found if text]


def act(shell, name: str, qtbot) -> None:
    shell.context.actions.get(f"event.{name}").trigger()
    settled(qtbot, shell)


def test_untouched_form_offers_nothing_to_apply(screen):
    assert screen.time.figure.text() == "16 slots"
    assert not screen.apply_action.isEnabled()
    assert not screen.back_action.isEnabled()
    assert not screen.time.consequences.isVisible()


def test_tab_walks_sessions_and_programme_as_they_are_read(screen):
    form = screen.time.form
    form.add_day.click()
    form.add_pause.click()
    form.add_plenary.click()
    stops = [part for line in form.sessions._rows for part in line.stops]
    assert walked(form.gap, form.add_session) == stops
    stops = [part for line in form.pauses._rows for part in line.stops]
    assert walked(form.add_day, form.add_pause) == stops


def test_longer_slots_say_first_what_they_orphan(screen, shell, qtbot):
    screen.time.form.slot.setValue(25)
    settled(qtbot, shell)
    assert screen.time.timeline.summary() == "12 move, 4 vanish"
    assert screen.time.consequences.notice.text.text() == ("1 meeting goes to the waiting list.")
    assert words(screen.time.consequences)[-1].endswith("waiting list:  Person 3 – Person 4")
    assert len(shell.desk.events.summary().slots) == 16


def test_change_is_applied_and_undone(screen, shell, qtbot, said):
    screen.time.form.slot.setValue(45)
    settled(qtbot, shell)
    act(shell, "apply", qtbot)
    assert len(shell.desk.events.summary().slots) == 8
    assert said[-1] == (
        "The event's time is changed. 1 meeting is on the waiting list.",
        True,
        State.ATTENTION,
    )
    assert not screen.time.dirty
    shell.undo()
    settled(qtbot, shell)
    assert len(shell.desk.events.summary().slots) == 16
    assert screen.time.form.slot.value() == 20


def test_impossible_layout_is_said_and_cannot_be_applied(screen, shell, qtbot):
    screen.time.form.sessions._rows[0].ends.setTime(
        screen.time.form.sessions._rows[0].starts.time()
    )
    settled(qtbot, shell)
    assert screen.time.figure.text() == "No slots"
    assert screen.time.consequences.notice.isVisible()
    assert not screen.apply_action.isEnabled()
    act(shell, "put_back", qtbot)
    assert screen.time.figure.text() == "16 slots"


def test_day_is_added_with_the_sessions_of_the_last(screen, shell, qtbot):
    screen.time.form.add_day.click()
    settled(qtbot, shell)
    assert screen.time.timeline.summary() == "16 slots stay, 8 are new"
    act(shell, "apply", qtbot)
    assert shell.desk.events.summary().days[-1] == date(2026, 11, 20)


def test_break_is_stored_with_its_name(screen, shell, qtbot):
    screen.time.form.pauses.append(Pause(Span(DAY, time(9, 50), time(10, 15)), "Tea"))
    screen.time.form._changed()
    settled(qtbot, shell)
    act(shell, "apply", qtbot)
    assert shell.desk.layout.current().pauses == (
        Pause(Span(DAY, time(9, 50), time(10, 15)), "Tea"),
    )


def test_plenary_is_stored_with_its_place_and_taken_back(screen, shell, qtbot):
    screen.time.form.add_plenary.click()
    row = screen.time.form.pauses._rows[0]
    row.place.setText("Hall  A")
    settled(qtbot, shell)
    act(shell, "apply", qtbot)
    assert shell.desk.layout.current().pauses == (
        Pause(Span(DAY, time(8, 30), time(9)), "Opening plenary", ProgrammeKind.PLENARY, "Hall A"),
    )
    shell.undo()
    settled(qtbot, shell)
    assert shell.desk.layout.current().pauses == ()


def test_what_is_filled_in_survives_another_desks_change(
    screen, shell, qtbot, opener, file_address
):
    screen.time.form.slot.setValue(25)
    other = opener(file_address, "b")
    done = other.run(ChangeLayout(replace(other.layout.current(), gap_minutes=0)))
    shell.desk.feed.publish([done.change_set])
    qtbot.waitUntil(lambda: screen.time._stored.gap_minutes == 0)
    settled(qtbot, shell)
    assert screen.time.form.slot.value() == 25
    assert screen.time.dirty


def test_event_does_not_close_over_a_change_that_is_not_applied(screen, shell, qtbot, said):
    screen.time.form.slot.setValue(25)
    settled(qtbot, shell)
    assert not screen.close_screen()
    assert said[-1][0] == ("The event has a change that is not applied. Apply it or put it back.")
    act(shell, "put_back", qtbot)
    assert screen.close_screen()


def test_timeline_tells_each_slot_on_hover(screen):
    screen.time.timeline.grab()
    tips = [block.tip for block in screen.time.timeline._blocks]
    assert tips[0] == "Slot 1 · 09:00–09:20 · 1 meeting"
    assert len(tips) == 16


def chosen_tables(screen, *numbers: int) -> None:
    screen.tables.table.view.clearSelection()
    for number in numbers:
        place = screen.tables.table.model.place_of(number)
        screen.tables.table.view.selectRow(place)


def test_removed_table_says_where_its_meetings_go(screen, shell, qtbot):
    shell.context.actions.get("event.next_page").trigger()
    chosen_tables(screen, 1)
    act(shell, "remove_tables", qtbot)
    assert screen.tables.consequences.notice.text.text() == ("2 meetings move to another table.")
    assert len(shell.desk.layout.tables()) == 4
    act(shell, "apply", qtbot)
    assert [table.number for table in shell.desk.layout.tables()] == [2, 3, 4]


def test_table_removed_by_mistake_is_kept(screen, shell, qtbot):
    screen.activate(page="tables")
    chosen_tables(screen, 2)
    act(shell, "remove_tables", qtbot)
    assert screen.tables.remove.text() == "Keep the chosen tables"
    act(shell, "remove_tables", qtbot)
    assert not screen.tables.dirty


def test_tables_are_added_in_a_zone_and_changed_together(screen, shell, qtbot):
    screen.activate(page="tables")
    page = screen.tables
    page.how_many.setValue(2)
    page.new_zone.setText("Gallery")
    page.add.click()
    page.table.view.selectAll()
    page.seats.setValue(6)
    page.set_seats.click()
    settled(qtbot, shell)
    assert [line.change for line in page.table.model.rows] == ["changed"] * 4 + ["new"] * 2
    act(shell, "apply", qtbot)
    tables = shell.desk.layout.tables()
    assert [(table.zone, table.seats) for table in tables[-2:]] == [("Gallery", 6)] * 2
    assert not page.dirty


def test_table_is_kept_for_an_organisation(screen, shell, qtbot):
    screen.activate(page="tables")
    chosen_tables(screen, 3)
    box = screen.tables.kept_for
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settled(qtbot, shell)
    act(shell, "apply", qtbot)
    assert shell.desk.layout.tables()[2].reserved_for == "Cluster 1"


def test_name_is_stored_as_it_is_left_and_refused_when_empty(screen, shell, qtbot):
    screen.activate(page="place")
    name = screen.place.form.editor("name")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "EU Days")
    QTest.keyClick(name, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert shell.desk.events.summary().name == "EU Days"
    name.clear()
    QTest.keyClick(name, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert screen.place.form.rows["name"].wrong
    assert shell.desk.events.summary().name == "EU Days"


def test_programme_from_a_file_is_filled_in_applied_and_undone(
    screen, shell, desk, tmp_path, qtbot
):
    file = tmp_path / "programme.csv"
    file.write_text(
        "Day,From,To,Name,Kind,Place\n2026-11-18,08:00,08:45,Opening,Plenary,Hall A\n"
        "2026-11-18,late,,Dinner,,\n",
        encoding="utf-8",
    )
    screen.time.read_programme(file)
    qtbot.waitUntil(lambda: screen.time.dirty)
    settled(qtbot, shell)
    opening = Pause(Span(DAY, time(8), time(8, 45)), "Opening", ProgrammeKind.PLENARY, "Hall A")
    assert screen.time.form.layout_wanted().pauses == (opening,)
    act(shell, "apply", qtbot)
    assert desk.layout.current().pauses == (opening,)
    desk.history.undo()
    assert desk.layout.current().pauses == ()


def test_slot_that_moves_names_the_day_it_was_on():
    was, comes = (Span(date(2026, 11, day), time(9), time(9, 20)) for day in (18, 20))
    change = SlotChange("a", 3, was, 4, comes, meetings=2)
    assert slot_tip(change, comes) == "Slot 4 · 09:00–09:20 · was slot 3 at Wed 09:00 · 2 meetings"
