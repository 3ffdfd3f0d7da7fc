"""The Grid screen, by keyboard, by dropping, and with another desk at work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from matchdesk.core.vocabulary import DocumentKind, MeetingStatus, RequestStatus
from matchdesk.models import Unavailability
from matchdesk.services.agenda import CancelMeeting, LockMeetings, MoveMeeting, SwapMeetings
from matchdesk.services.checkin.commands import CheckInParticipant
from matchdesk.services.outcomes import MarkMeeting
from matchdesk.services.printing import PrintOrder
from matchdesk.services.requests import SetRequestStatus
from matchdesk.ui.grid import sheet
from matchdesk.ui.grid.model import MIME
from matchdesk.ui.grid.screen import GridScreen
from matchdesk.ui.grid.sheet import Kind
from matchdesk.ui.grid.view import GROUP_ROW, ROW
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.grid.conftest import settled


def where(desk) -> dict[int, tuple[int | None, int | None]]:
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


def press(screen: GridScreen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(screen.view, key)


def words(part) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def drop(screen: GridScreen, key: str, place: tuple[int, int]) -> None:
    data = QMimeData()
    data.setData(MIME, key.encode())
    at = screen.view.visualRect(screen.view.grid.index(*place)).center()
    event = QDropEvent(
        QPointF(at),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.view.dropEvent(event)


def test_meeting_is_moved_by_keyboard_alone(screen, shell, desk, qtbot, said):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    assert screen.holding.held.number == 1
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert screen.view.place() == (2, 2)
    press(screen, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert where(desk)[1] == (3, 3)
    assert screen.holding.held is None
    assert said[-1] == (
        "Moved Cluster 1 ⇄ Cluster 2 from 18.11. 09:00 table 1 to 18.11. 09:50 table 3",
        True,
        State.GOOD,
    )
    assert screen.view.grid.meeting(screen.view.place()).number == 1


def test_undo_brings_the_tile_back(screen, shell, desk, qtbot):
    desk.run(MoveMeeting(1, 3))
    settled(qtbot, shell)
    shell.undo()
    settled(qtbot, shell)
    assert screen.view.grid.meeting((0, 0)).number == 1


def test_chosen_meeting_stays_chosen_where_undo_brings_it(screen, shell, desk, qtbot):
    desk.run(SwapMeetings(1, 2))
    settled(qtbot, shell)
    screen.view.choose((1, 0))
    settled(qtbot, shell)
    assert screen.parts.details.key == screen.view.grid.meeting((1, 0)).key
    shell.undo()
    settled(qtbot, shell)
    assert screen.view.place() == (0, 0)
    assert screen.view.grid.meeting((0, 0)).number == 1
    assert screen.looking.one(None).number == 1
    assert screen.parts.status.text().startswith("09:00 · table 1 — #1")


def test_meeting_that_takes_the_cell_of_one_that_left_the_day_is_chosen(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    settled(qtbot, shell)
    desk.run(MoveMeeting(1, 10, 1))
    desk.run(MoveMeeting(2, 1, 1))
    settled(qtbot, shell)
    assert screen.view.place() == (0, 0)
    assert screen.looking.one(None).number == 2


def test_line_below_follows_what_happens_to_the_cell(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    desk.run(LockMeetings((screen.looking.chosen,), True))
    settled(qtbot, shell)
    assert screen.parts.status.text().endswith("locked")


def test_what_is_held_stays_chosen_while_others_move_it(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Down)
    desk.run(MoveMeeting(1, 3))
    settled(qtbot, shell)
    assert screen.view.place() == (2, 0)


def test_letting_go_brings_the_frame_back_to_what_was_held(screen, shell, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    settled(qtbot, shell)
    assert screen.view.place() == (0, 0)
    assert screen.looking.one(None).number == 1


def test_words_about_a_place_get_the_room_that_the_legend_leaves(screen, shell, qtbot):
    shell.window().resize(1366, 768)
    screen.view.choose((0, 0))
    settled(qtbot, shell)
    status, before = screen.parts.status, screen.view.height()
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    words = "free, but not ideal: Hans Öztürk has a gap before slot 7 (11:30)." * 5
    status.say(words)
    assert status.text() == words
    assert status.heightForWidth(status.width()) <= status.height()
    status.say(words * 5)
    assert status.text().endswith(" …")
    assert status.toolTip() == words * 5
    assert status.heightForWidth(status.width()) <= status.height()
    assert screen.view.height() == before
    press(screen, Qt.Key.Key_Escape)
    settled(qtbot, shell)
    assert screen.view.height() == before


def test_cells_say_what_dropping_there_would_mean(screen, shell, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    grid = screen.view.grid
    kinds = [grid.target(place) for place in ((0, 0), (2, 0), (1, 0), (1, 1), (0, 4))]
    assert kinds == ["here", "free", "swap", "clash", None]
    press(screen, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert screen.parts.status.text() == (
        "09:25 · table 2 — clash: Person 1 already meets Person 3 in slot 2 (09:25)."
    )


def test_drop_where_it_is_not_possible_keeps_holding(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    press(screen, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert where(desk)[1] == (1, 1)
    assert screen.holding.held.number == 1
    press(screen, Qt.Key.Key_Escape)
    assert screen.holding.held is None


def offered(screen: GridScreen, shell, qtbot) -> list[str]:
    """Meeting 1 is dropped on meeting 2, below it: what can be done then."""
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Return)
    settled(qtbot, shell)
    return [made.text() for made in screen.parts.offers.buttons]


def test_dropping_on_another_meeting_offers_what_can_be_done(screen, shell, desk, qtbot):
    assert offered(screen, shell, qtbot) == [
        "1  Swap",
        "2  Give the other table 1",
        "3  Push the other to 18.11. 09:50 table 2",
        "4  Put the other on the waiting list",
    ]
    assert (where(desk)[1], where(desk)[2]) == ((1, 1), (1, 2))


@pytest.mark.parametrize(
    ("key", "places"),
    [
        (Qt.Key.Key_Return, ((1, 2), (1, 1))),
        (Qt.Key.Key_3, ((1, 2), (3, 2))),
        (Qt.Key.Key_4, ((1, 2), (None, None))),
        (Qt.Key.Key_Escape, ((1, 1), (1, 2))),
    ],
)
def test_offer_is_taken_by_key(screen, shell, desk, qtbot, key, places):
    offered(screen, shell, qtbot)
    QTest.keyClick(screen.parts.offers.buttons[0], key)
    settled(qtbot, shell)
    assert (where(desk)[1], where(desk)[2]) == places
    assert not screen.parts.offers.isVisible()
    assert screen.view.hasFocus()


def test_offer_taken_is_undone_in_one_step(screen, shell, desk, qtbot, said):
    offered(screen, shell, qtbot)
    screen.parts.offers.buttons[2].click()
    settled(qtbot, shell)
    assert said[-1][0] == (
        "Moved Cluster 1 ⇄ Cluster 2 from 18.11. 09:00 table 1 to 18.11. 09:00 table 2; "
        "Cluster 3 ⇄ Cluster 4 → 18.11. 09:50 table 2"
    )
    shell.undo_announced()
    settled(qtbot, shell)
    assert (where(desk)[1], where(desk)[2]) == ((1, 1), (1, 2))


def test_dragged_tile_is_dropped_by_mouse(screen, shell, desk, qtbot, meetings):
    screen.holding.hold(meetings[0])
    settled(qtbot, shell)
    drop(screen, meetings[0], (3, 5))
    settled(qtbot, shell)
    assert where(desk)[1] == (5, 4)


def test_arrows_step_over_the_break(screen):
    screen.view.choose((0, 3))
    press(screen, Qt.Key.Key_Right)
    assert screen.view.place() == (0, 5)


def test_lock_key_locks_and_a_locked_meeting_is_not_held(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_L)
    settled(qtbot, shell)
    assert desk.agenda.grid().meetings[0].locked
    assert not screen._acts["hold"].isEnabled()
    screen.holding.hold(desk.agenda.grid().meetings[0].key)
    assert screen.parts.notice.text.text() == (
        "This meeting is locked. Unlock it with L, then move it."
    )


def test_delete_puts_on_the_waiting_list_and_enter_takes_from_there(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_Delete)
    settled(qtbot, shell)
    assert where(desk)[1] == (None, None)
    assert screen.parts.waiting.title.text() == "Waiting list: 1 meeting"
    screen.parts.waiting.list.setCurrentRow(0)
    QTest.keyClick(screen.parts.waiting.list, Qt.Key.Key_Return)
    settled(qtbot, shell)
    screen.view.choose((3, 2))
    press(screen, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert where(desk)[1] == (3, 4)


def test_cancelled_meeting_is_listed_and_restored(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    screen.acting.cancel()
    settled(qtbot, shell)
    assert screen.parts.waiting.title.text() == "Waiting list: empty · cancelled: 1"
    screen.parts.waiting.list.setCurrentRow(0)
    settled(qtbot, shell)
    screen._acts["restore"].trigger()
    settled(qtbot, shell)
    assert where(desk)[1] == (1, 1)


def test_participants_view_shows_both_sides_and_moves_by_slot(screen, shell, desk, qtbot):
    press(screen, Qt.Key.Key_V)
    assert screen.view.grid.sheet.kind is Kind.PEOPLE
    rows = [row.title for row in screen.view.grid.sheet.rows if row.key]
    assert rows == ["Person 1", "Person 2", "Person 3", "Person 4"]
    place = next(p for p, m in screen.view.grid.sheet.cells.items() if m.number == 1)
    screen.view.choose(place)
    press(screen, Qt.Key.Key_M)
    settled(qtbot, shell)
    press(screen, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert where(desk)[1] == (3, 1)


def test_finding_jumps_to_another_day(screen, shell, qtbot):
    screen.parts.tools.search.setText("#4")
    screen.parts.tools.search.search_now()
    settled(qtbot, shell)
    assert screen.view.grid.meeting(screen.view.place()).number == 4
    assert screen.parts.tools.found.text() == "1 found"
    assert next(c.slot.number for c in screen.view.grid.sheet.columns if c.slot) == 9


def test_details_show_the_chosen_meeting(screen, shell, qtbot):
    screen.view.choose((0, 0))
    settled(qtbot, shell)
    shown = words(screen.parts.details)
    assert shown[:3] == ["09:00–09:20 · Table 1", "Planned", "C2C · #1"]
    assert {"Person 1", "Person 2"} <= set(shown)


def test_problem_is_counted_and_found(screen, shell, desk, qtbot):
    grid = desk.agenda.grid()
    absent = Unavailability(
        participant_id=grid.meetings[2].parties[1], slot_id=grid.meetings[2].slot
    )
    factories.put(desk, absent)
    settled(qtbot, shell)
    assert screen.parts.tools.problems.text() == "Problems 1"
    screen._acts["problems"].trigger()
    settled(qtbot, shell)
    assert screen.view.grid.meeting(screen.view.place()).number == 3
    assert "Person 3 is not available in slot 2 (09:25)." in words(screen.parts.details)


def test_held_meeting_follows_what_another_desk_does(
    screen, shell, qtbot, opener, file_address, meetings
):
    screen.holding.hold(meetings[0])
    settled(qtbot, shell)
    assert screen.view.grid.target((2, 2)) == "free"
    other = opener(file_address, "b")
    done = other.run(MoveMeeting(3, 3, 3))
    shell.desk.feed.publish([done.change_set])
    settled(qtbot, shell)
    assert [screen.view.grid.target(place) for place in ((2, 2), (1, 2), (1, 1))] == [
        "clash",
        "clash",
        "free",
    ]


def test_held_meeting_locked_by_another_desk_is_let_go(
    screen, shell, qtbot, opener, file_address, meetings
):
    screen.holding.hold(meetings[0])
    settled(qtbot, shell)
    other = opener(file_address, "b")
    done = other.run(LockMeetings((1,)))
    shell.desk.feed.publish([done.change_set])
    settled(qtbot, shell)
    assert screen.holding.held is None


def test_begun_meeting_without_somebody_is_late_once_people_check_in(screen, shell, desk, qtbot):
    first = desk.agenda.grid().meetings[0]
    assert not screen.lateness.is_late(first)
    desk.run(CheckInParticipant(first.parties[0]))
    settled(qtbot, shell)
    assert screen.lateness.is_late(first)
    desk.run(MarkMeeting(1, MeetingStatus.HELD))
    settled(qtbot, shell)
    assert not screen.lateness.is_late(first)


def test_time_line_stands_in_the_running_slot(screen, clock):
    assert screen.view.times.running == 0
    screen.views.show_day(screen.grid_data.slots[8].day)
    assert screen.view.times.running is None


def test_event_without_requests_invites_to_them(shell, qtbot, desk):
    screen = shell.visited("grid")
    shown = words(screen.parts.stage.currentWidget())
    assert "No meeting requests yet" in shown
    assert not screen.parts.side_frame.isVisible()


@pytest.fixture
def wishes(desk) -> None:
    one, other, third = factories.people(desk, 3)
    factories.request(desk, one, other)
    factories.request(desk, other, third)


def test_plan_is_a_draft_until_it_is_accepted(wishes, shell, desk, qtbot, said):
    screen = shell.visited("grid")
    assert "No meetings yet" in words(screen.parts.stage.currentWidget())
    screen._acts["plan"].trigger()
    assert not screen._acts["plan"].isEnabled()
    settled(qtbot, shell)
    assert desk.agenda.grid().meetings == ()
    shown = words(screen.parts.plan)
    assert ("2" in shown, "of 2 requests placed" in shown) == (True, True)
    assert "2 new · 0 moved · 0 to the waiting list" in shown
    screen._acts["accept"].trigger()
    settled(qtbot, shell)
    assert len(desk.agenda.grid().placed) == 2
    assert said[-1][0] == "Planned 2 of 2 requests"
    assert screen.parts.stage.currentWidget() is screen.parts.live
    shell.undo()
    settled(qtbot, shell)
    assert desk.agenda.grid().meetings == ()


def test_discarded_draft_leaves_no_trace(wishes, shell, desk, qtbot):
    screen = shell.visited("grid")
    number = desk.history.page(limit=1)[0].number
    screen.planning.plan()
    settled(qtbot, shell)
    screen._acts["discard"].trigger()
    assert (screen.planning.draft, screen.planning.wanted) == (None, False)
    assert desk.history.page(limit=1)[0].number == number


def test_draft_that_was_overtaken_says_so(wishes, shell, desk, qtbot):
    screen = shell.visited("grid")
    screen.planning.plan()
    settled(qtbot, shell)
    desk.run(SetRequestStatus(desk.requests.rows()[0].key, RequestStatus.DECLINED))
    screen.planning.accept()
    settled(qtbot, shell)
    assert screen.parts.plan.notice.text.text() == (
        "Meetings or requests in this plan have been taken out since it was made. "
        "Nothing was changed; plan again."
    )


def test_palette_finds_a_meeting_and_goes_there(screen, shell, qtbot):
    (entry,) = screen.palette_provider()("#4")
    assert (entry.title, entry.subtitle) == ("Cluster 2 ⇄ Cluster 4", "Meeting 4")
    entry.run()
    settled(qtbot, shell)
    assert screen.view.grid.meeting(screen.view.place()).number == 4


def test_every_cell_is_painted_in_both_views_and_themes(screen, shell, qtbot, theme, meetings):
    screen.holding.hold(meetings[0])
    settled(qtbot, shell)
    for choice in ("light", "dark"):
        theme.choose(choice)
        for kind in Kind:
            screen.show_kind(kind)
            picture = screen.view.grab().toImage()
            colours = {
                picture.pixelColor(x, y).name()
                for x in range(0, picture.width(), 4)
                for y in range(0, picture.height(), 4)
            }
            assert theme.colour("planned.fill").name() in colours


def test_empty_grid_offers_no_tools(wishes, shell, qtbot):
    tools = shell.visited("grid").parts.tools
    shown = [part.text() for part in tools.findChildren(QPushButton) if part.isVisible()]
    assert shown == []


def test_undo_of_the_announcement_takes_back_what_it_announced(screen, shell, desk, qtbot):
    screen.view.choose((0, 0))
    press(screen, Qt.Key.Key_L)
    settled(qtbot, shell)
    desk.run(MoveMeeting(2, 5))  # this desk's last change, made elsewhere
    settled(qtbot, shell)
    shell.undo_announced()
    settled(qtbot, shell)
    grid = {m.number: m for m in desk.agenda.grid().meetings}
    assert grid[1].locked is False
    assert where(desk)[2] == (5, 2)


def test_find_reaches_the_grid(screen, shell, qtbot):
    screen.view.setFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.parts.tools.search.hasFocus()


def test_sheet_after_a_move_is_the_one_made_anew(screen, shell, desk, qtbot):
    shown = screen.grid_data
    desk.run(MoveMeeting(1, 3, 2))
    moved, touched = sheet.moved_in(screen.view.grid.sheet, shown, desk.agenda.grid())
    assert moved == sheet.sheet_of(
        desk.agenda.grid(), Kind.TABLES, screen.looking.day, grouped=True
    )
    assert touched == {(0, 0), (1, 2)}


def test_sheet_is_made_anew_when_a_meeting_is_new(screen, shell, desk, qtbot):
    shown = screen.grid_data
    desk.run(CancelMeeting(1))
    assert sheet.moved_in(screen.view.grid.sheet, shown, desk.agenda.grid()) is None


def test_tile_is_dragged_onto_the_empty_waiting_list(meetings, screen, shell, desk, qtbot):
    waiting = screen.parts.waiting
    assert (waiting.list.isVisible(), waiting.acceptDrops()) == (False, True)
    data = QMimeData()
    data.setData(MIME, meetings[0].encode())
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    waiting.dropEvent(QDropEvent(QPointF(20, 20), move, data, left, plain))
    settled(qtbot, shell)
    assert [m.number for m in desk.agenda.grid().waiting] == [1]


def test_warning_of_a_move_goes_when_the_move_is_taken_back(screen, shell, desk, qtbot):
    screen.doing.run(MoveMeeting(1, 4, 1))
    settled(qtbot, shell)
    assert screen.parts.notice.isVisible()
    shell.undo()
    settled(qtbot, shell)
    assert not screen.parts.notice.isVisible()


def test_rows_that_were_headings_in_another_view_are_as_tall_as_the_others(screen, shell, qtbot):
    view = screen.view
    for kind in (Kind.PEOPLE, Kind.TABLES, Kind.PEOPLE, Kind.TABLES):
        screen.show_kind(kind)
        settled(qtbot, shell)
        heights = {
            (row.is_group, view.rowHeight(place)) for place, row in enumerate(view.grid.sheet.rows)
        }
        assert heights <= {(True, GROUP_ROW), (False, ROW)}


def test_printed_mark_is_of_the_meeting_and_unprinted_changes_are_found(
    meetings, screen, shell, desk, qtbot, tmp_path
):
    def papers() -> dict[int, str]:
        return {m.number: screen.paper.of(m) for m in screen.grid_data.meetings}

    assert set(papers().values()) == {""}
    desk.printing.save(PrintOrder(DocumentKind.AGENDAS), tmp_path / "all.pdf")
    qtbot.waitUntil(lambda: set(papers().values()) == {"printed"}, timeout=20_000)
    desk.run(MoveMeeting(2, 5, 2))
    qtbot.waitUntil(lambda: papers()[2] == "outdated", timeout=20_000)
    assert papers() == {1: "printed", 2: "outdated", 3: "printed", 4: "printed"}
    screen._acts["unprinted"].trigger()
    matches = screen.view.grid.matches
    assert [m.number for m in screen.grid_data.meetings if matches(m)] == [2]
    screen.reveal(meetings[1])
    settled(qtbot, shell)
    said = words(screen.parts.details)
    assert said.count("the printed agenda says something else") == 2
