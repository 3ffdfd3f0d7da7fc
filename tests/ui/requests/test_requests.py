import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from matchdesk.core.vocabulary import MeetingStatus, RequestSource, RequestStatus, Wish
from matchdesk.services.people import AddParticipant, SetProfile
from matchdesk.services.requests import AnswerRequests
from matchdesk.ui.requests.screen import RequestsScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.conftest import settled

REQUESTS = (
    ScreenSpec(
        "requests", "Requests", "arrow-left-right", "Ctrl+4",
        "matchdesk.ui.requests.screen", "RequestsScreen",
    ),
)  # fmt: skip


@pytest.fixture
def keys(desk):
    return factories.people(desk, 4)


@pytest.fixture
def requests(desk, keys):
    one, two, three, four = keys
    placed = factories.request(desk, one, two)
    factories.meeting(desk, one, two, slot=2, table=3, request_id=placed)
    return (
        placed,
        factories.request(desk, three, one, status=RequestStatus.PENDING, priority=5),
        factories.request(desk, two, four),
    )


@pytest.fixture
def shell(make_shell, requests, qtbot):
    made = make_shell(REQUESTS)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> RequestsScreen:
    return shell.visited("requests")


def chosen(screen, key: str, qtbot, shell) -> None:
    assert screen.table.choose(key)
    settled(qtbot, shell)


def do(shell, name: str, qtbot) -> None:
    shell.context.actions.get(f"requests.{name}").trigger()
    settled(qtbot, shell)


def pick(picker, text: str, qtbot) -> None:
    """Type and press Enter before anybody can have been found."""
    picker.setFocus()
    picker.clear()
    QTest.keyClicks(picker, text)
    QTest.keyClick(picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.chosen is not None)


def cells(screen, title: str) -> list[str]:
    place = [column.title for column in screen.table.model.columns].index(title)
    model = screen.table.model
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_place_or_reason_is_shown(screen):
    assert cells(screen, "Place") == ["Wed 09:25 · 3", "Not answered", "Can be placed"]


def test_panel_says_where_or_why(screen, qtbot, shell, requests):
    texts = []
    for key in requests:
        chosen(screen, key, qtbot, shell)
        texts.append(screen.panel.place.text.text())
    assert texts == [
        "Wednesday 09:25, slot 2, table 3 · Planned",
        "Person 1 has not answered yet.",
        "Both are free and a table is too, in slot 1, 3, 4, 5 ….",
    ]


def test_filter_of_requests_not_placed(screen):
    assert [screen.standing.itemText(n) for n in range(screen.standing.count())] == [
        "All  3", "Pending  1", "Accepted  2", "Declined  0", "Withdrawn  0", "Placed  1",
        "Not placed  1",
    ]  # fmt: skip
    for _step in range(6):
        screen.context.actions.get("requests.standing").trigger()
    assert [row.number for row in screen.table.model.rows] == [3]


def test_accept_decline_and_undo(screen, shell, qtbot, requests):
    chosen(screen, requests[1], qtbot, shell)
    do(shell, "accept", qtbot)
    assert screen.table.current().status is RequestStatus.ACCEPTED
    do(shell, "decline", qtbot)
    assert screen.table.current().status is RequestStatus.DECLINED
    shell.undo()
    settled(qtbot, shell)
    assert screen.table.current().status is RequestStatus.ACCEPTED


def test_decline_of_a_placed_request_says_that_its_meeting_is_cancelled(
    screen, shell, qtbot, requests, keys, said
):
    chosen(screen, requests[0], qtbot, shell)
    do(shell, "decline", qtbot)
    assert said[-1] == ("1 planned meeting is cancelled.", True, State.ATTENTION)
    assert shell.desk.people.card(keys[0]).meetings[0].status is MeetingStatus.CANCELLED


def test_priority_stops_at_its_ends(screen, shell, qtbot, requests):
    chosen(screen, requests[1], qtbot, shell)
    assert not screen.answers["up"].isEnabled()
    do(shell, "down", qtbot)
    assert screen.table.current().priority == 4
    assert screen.answers["up"].isEnabled()


def test_wish_is_set_and_taken_back(screen, shell, qtbot, requests):
    chosen(screen, requests[2], qtbot, shell)
    do(shell, "never", qtbot)
    assert screen.table.current().wish is Wish.NEVER_MEET
    assert not screen.answers["never"].isEnabled()
    do(shell, "normal", qtbot)
    assert screen.table.current().wish is Wish.NORMAL


def test_two_names_make_a_request(screen, shell, qtbot, said):
    pick(screen.bar.first, "person 3", qtbot)
    assert screen.bar.second.hasFocus()
    pick(screen.bar.second, "cluster 4", qtbot)
    screen.bar.add.click()
    settled(qtbot, shell)
    row = screen.table.current()
    assert (row.number, row.requester, row.requested) == (4, "Person 3", "Person 4")
    assert said[-1] == ("Person 3 asks to meet Person 4: request 4.", True, State.GOOD)
    assert screen.bar.first.text() == ""


def test_name_is_found_in_any_order_and_without_accents_as_everywhere(screen, shell, qtbot):
    shell.context.run(AddParticipant("Zoë Müller"))
    settled(qtbot, shell)
    pick(screen.bar.first, "muller zoe", qtbot)
    assert screen.bar.first.chosen.name == "Zoë Müller"


def test_what_was_typed_on_makes_an_answer_to_less_of_it_void(screen, shell, qtbot):
    screen.bar.first.setFocus()
    QTest.keyClicks(screen.bar.first, "person 3")
    QTest.keyClicks(screen.bar.first, "x9")
    settled(qtbot, shell)
    QTest.keyClick(screen.bar.first, Qt.Key.Key_Return)
    assert screen.bar.first.chosen is None


def test_request_the_other_way_becomes_mutual(screen, shell, qtbot, said):
    pick(screen.bar.first, "person 1", qtbot)
    pick(screen.bar.second, "person 3", qtbot)
    screen.bar.store()
    settled(qtbot, shell)
    assert said[-1][0] == "Person 3 had asked for Person 1 already: now both do."
    assert len(screen.table.model.rows) == 3


def test_request_that_cannot_be_says_why_beside_the_fields(screen, shell, qtbot):
    pick(screen.bar.first, "person 1", qtbot)
    pick(screen.bar.second, "person 2", qtbot)
    screen.bar.store()
    settled(qtbot, shell)
    assert screen.bar.notice.text.text() == (
        "Person 1 has already asked to meet Person 2 (request 1)."
    )
    assert screen.bar.add.isEnabled()


def test_request_of_one_name_asks_for_the_other(screen, qtbot):
    pick(screen.bar.first, "person 1", qtbot)
    screen.bar.store()
    assert screen.bar.notice.isVisible()
    assert screen.bar.second.hasFocus()


def test_recommendation_becomes_a_request_and_leaves_the_list(screen, shell, qtbot, keys, said):
    shell.desk.run(SetProfile(keys[2], offers=("Hydrogen storage",), needs=()))
    shell.desk.run(SetProfile(keys[3], offers=(), needs=("storage of hydrogen",)))
    screen.activate(participant=keys[2])
    settled(qtbot, shell)
    (add,) = screen.recommendations.adders
    assert add.toolTip() == "Ask for a meeting with Person 4  (Alt+1)"
    add.click()
    settled(qtbot, shell)
    row = screen.table.model.rows[-1]
    assert (row.requested, row.source) == ("Person 4", RequestSource.RECOMMENDED)
    assert screen.recommendations.adders == []


def test_partners_are_looked_for_by_typing(screen, shell, qtbot, keys):
    shell.desk.run(SetProfile(keys[0], offers=("Lasers",), needs=()))
    shell.desk.run(SetProfile(keys[3], offers=(), needs=("laser",)))
    screen.tabs.setCurrentIndex(1)
    pick(screen.recommendations.person, "person 4", qtbot)
    settled(qtbot, shell)
    assert [a.toolTip() for a in screen.recommendations.adders] == [
        "Ask for a meeting with Person 1  (Alt+1)"
    ]


def test_focus_names_the_request_to_show(shell, screen, qtbot, requests):
    shell.navigate("requests", key=requests[2])
    settled(qtbot, shell)
    assert screen.table.current().number == 3


def test_many_are_accepted_in_one_step_and_taken_back(screen, shell, qtbot, requests, said):
    shell.desk.run(AnswerRequests(requests[1:], RequestStatus.PENDING))
    settled(qtbot, shell)
    screen.table.view.selectAll()
    settled(qtbot, shell)
    assert screen.panel.many.text.text() == (
        "3 requests are chosen: the buttons act on all of them."
    )
    do(shell, "accept", qtbot)
    assert {row.status for row in screen.table.model.rows} == {RequestStatus.ACCEPTED}
    assert said[-1] == ("Accepted 2 requests", True, State.GOOD)
    shell.undo()
    settled(qtbot, shell)
    assert [row.status for row in screen.table.model.rows] == [
        RequestStatus.ACCEPTED, RequestStatus.PENDING, RequestStatus.PENDING,
    ]  # fmt: skip


def test_two_badges_make_a_request(screen, shell, qtbot, said):
    assert not screen.takes_scan("3")  # the cursor is in the search box
    shell.context.actions.get("requests.ask").trigger()
    for number in (3, 4):
        shell.scan(str(number))
        settled(qtbot, shell)
    assert said[-1][0] == "Person 3 asks to meet Person 4: request 4."
    assert screen.bar.first.hasFocus()


def test_unknown_badge_says_so_beside_the_fields(screen, shell, qtbot):
    shell.context.actions.get("requests.ask").trigger()
    shell.scan("4711")
    settled(qtbot, shell)
    assert screen.bar.notice.text.text() == (
        "Nobody here has this badge. Scan it again, or type the name."
    )


def test_who_is_free_now_becomes_a_meeting_with_one_key(screen, shell, qtbot, keys, said):
    shell.desk.run(SetProfile(keys[2], offers=("Hydrogen storage",), needs=()))
    shell.desk.run(SetProfile(keys[3], offers=(), needs=("storage of hydrogen",)))
    chosen(screen, screen.table.model.rows[1].key, qtbot, shell)  # of Person 3
    shell.context.actions.get("shell.free_now").trigger()
    settled(qtbot, shell)
    assert [one.toolTip() for one in screen.free.makers] == [
        "Person 3 and Person 1 meet at 09:00  (Alt+1)",
        "Person 3 and Person 4 meet at 09:00  (Alt+2)",
    ]
    shell.context.actions.get("requests.partner2").trigger()
    settled(qtbot, shell)
    assert said[-1] == ("Person 3 and Person 4 meet at 09:00, table 1.", True, State.GOOD)
    assert screen.free.makers == []  # Person 3 is taken now
    shell.undo()
    settled(qtbot, shell)
    assert len(screen.free.makers) == 2


def test_freed_slot_without_a_person_offers_pairs(screen, shell, qtbot, requests):
    screen.activate(free="", slot=shell.desk.events.summary().slots[4].key)
    settled(qtbot, shell)
    assert [one.accessibleName() for one in screen.free.makers] == [
        "Person 2 and Person 4 meet at 13:30",
        "Person 3 and Person 1 meet at 13:30",
    ]


def test_request_is_placed_at_the_best_slot(screen, shell, qtbot, requests, said):
    chosen(screen, requests[2], qtbot, shell)
    do(shell, "place", qtbot)
    assert said[-1] == ("Meeting 2: 09:00, table 1", True, State.GOOD)
    assert not screen.answers["place"].isEnabled()


def test_panel_tells_profiles_reasons_and_history(screen, shell, qtbot, requests, keys):
    shell.desk.run(SetProfile(keys[2], offers=("Hydrogen storage",), needs=()))
    shell.desk.run(SetProfile(keys[0], offers=(), needs=("storage of hydrogen",)))
    shell.desk.run(AnswerRequests((requests[1],), RequestStatus.ACCEPTED))
    settled(qtbot, shell)
    chosen(screen, requests[1], qtbot, shell)
    known = screen.panel.known
    texts = [known.itemAt(place).widget().text() for place in range(known.count())]
    assert texts[:8] == [
        "Why they fit",
        "Needs “storage of hydrogen”, offered here: “Hydrogen storage”.",
        "Person 3",
        "0 meetings",
        "Offers: Hydrogen storage",
        "Person 1",
        "1 meeting",
        "Needs: storage of hydrogen",
    ]
    assert "Accepted the request of Person 3 to Person 1" in texts[9]
