"""What is listed beside the grid: broken rules, and requests without a place."""

from __future__ import annotations

from matchdesk.core.vocabulary import MeetingStatus, Wish
from matchdesk.models import Unavailability
from matchdesk.services.agenda import MoveMeeting, OpenRequest, Problem, UnplaceMeeting
from matchdesk.services.outcomes import MarkMeeting
from tests import factories


def test_drop_that_breaks_a_soft_rule_says_which_and_is_listed(desk):
    people = factories.people(desk, 3)
    one = factories.meeting(desk, people[0], people[1], 1, 1)
    other = factories.meeting(desk, people[0], people[2], 2, 1)
    assert desk.agenda.problems() == ()
    said = "Person 1 has a gap before slot 4 (13:30); empty slots: 2."
    gap = desk.run(MoveMeeting(other, 4)).result.warnings
    assert gap == (said.replace("13:30", f"{desk.agenda.grid().slots[3].starts:%H:%M}"),)
    assert desk.agenda.problems() == (Problem(gap[0], False, (one, other)),)


def test_hard_problems_come_before_soft_ones(desk):
    people = factories.people(desk, 3)
    one = factories.meeting(desk, people[0], people[1], 1, 1)
    factories.meeting(desk, people[0], people[2], 4, 1)
    slot = desk.agenda.grid().slots[0].key
    factories.put(desk, Unavailability(participant_id=people[1], slot_id=slot))
    hard, soft = desk.agenda.problems()
    assert (hard.words, hard.hard, hard.meetings) == (
        "Person 2 is not available in slot 1 (09:00).",
        True,
        (one,),
    )
    assert not soft.hard


def test_soft_problem_of_what_is_over_is_not_listed(desk):
    people = factories.people(desk, 3)
    for number, slot in ((1, 1), (2, 4)):
        factories.meeting(desk, people[0], people[number], slot, 1)
        desk.run(MarkMeeting(number, MeetingStatus.HELD))
    assert desk.agenda.problems() == ()


def test_requests_without_a_place_are_those_the_figure_counts(desk):
    people = factories.people(desk, 4)
    weak = factories.request(desk, people[0], people[1], priority=1)
    must = factories.request(desk, people[0], people[2], wish=Wish.MUST_MEET)
    factories.request(desk, people[0], people[3], wish=Wish.NEVER_MEET)
    by_hand = factories.meeting(desk, people[1], people[3], 1, 1)
    assert [one.key for one in desk.agenda.without_place()] == [must, weak]
    desk.run(UnplaceMeeting(by_hand))
    found = desk.agenda.without_place()
    assert len(found) == desk.agenda.grid().open_requests == 3
    assert (
        OpenRequest(by_hand, "Cluster 2 ⇄ Cluster 4", "Person 2 ⇄ Person 4", False, by_hand)
        in found
    )
