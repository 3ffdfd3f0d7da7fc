"""Somebody withdraws, and something becomes of each of their meetings."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus
from matchdesk.services.people import Fate, SetAvailability, WithdrawParticipant
from tests import factories


@pytest.fixture
def house(desk):
    """Ana and her colleagues Ben and Cleo; Dan and Eve, whom she meets, and a held meeting."""
    acme = factories.organisation(desk, "Acme")
    ana, ben, cleo = (
        factories.participant(desk, name, organisation_id=acme) for name in ("Ana", "Ben", "Cleo")
    )
    dan, eve = factories.participant(desk, "Dan"), factories.participant(desk, "Eve")
    request = factories.request(desk, dan, ana)
    return {
        "ana": ana, "ben": ben, "cleo": cleo, "dan": dan, "eve": eve,
        "first": factories.meeting(desk, ana, dan, 1, 1, request_id=request),
        "second": factories.meeting(desk, eve, ana, 2, 1),
        "waits": factories.meeting(desk, ana, cleo, None, None),
        "held": factories.meeting(desk, ana, eve, 3, 1, status=MeetingStatus.HELD),
    }  # fmt: skip


def test_meetings_to_come_are_listed_with_who_could_take_over(desk, house):
    factories.meeting(desk, house["ben"], house["dan"], 2, 2)
    slot = desk.events.summary().slots[0].key
    desk.run(SetAvailability(house["cleo"], frozenset(), {slot: "late"}))
    found = desk.people.withdrawal(house["ana"])
    assert (found.name, found.requests) == ("Ana", 1)
    assert [(one.meeting.key, [c.name for c in one.colleagues]) for one in found.meetings] == [
        (house["first"], ["Ben"]),
        (house["second"], ["Cleo"]),
        (house["waits"], ["Ben"]),
    ]


def test_each_meeting_meets_its_fate_and_undo_brings_all_back(desk, house):
    before = [desk.people.card(house[who]) for who in ("ana", "ben", "dan", "eve")]
    command = WithdrawParticipant(
        house["ana"],
        {house["first"]: Fate.HAND_OVER, house["second"]: Fate.CANCEL, house["waits"]: Fate.KEEP},
        {house["first"]: house["ben"]},
    )
    assert desk.run(command).result == {Fate.CANCEL: 1, Fate.HAND_OVER: 1, Fate.KEEP: 1}
    ana, ben = desk.people.card(house["ana"]), desk.people.card(house["ben"])
    assert ana.row.status is ParticipantStatus.CANCELLED
    assert [(m.key, m.status) for m in ana.meetings] == [
        (house["second"], MeetingStatus.CANCELLED),
        (house["held"], MeetingStatus.HELD),
        (house["waits"], MeetingStatus.PLANNED),
    ]
    assert [(m.key, m.other, m.slot) for m in ben.meetings] == [(house["first"], "Dan", 1)]
    assert [request.other for request in ben.requests] == ["Dan"]
    desk.history.undo()
    assert [desk.people.card(house[who]) for who in ("ana", "ben", "dan", "eve")] == before


@pytest.mark.parametrize(
    ("fates", "colleague", "error", "code"),
    [
        ((Fate.KEEP, None, Fate.KEEP), "", Conflict, "withdraw_undecided"),
        ((Fate.HAND_OVER, Fate.KEEP, Fate.KEEP), "", Invalid, "withdraw_nobody"),
        ((Fate.HAND_OVER, Fate.KEEP, Fate.KEEP), "dan", Conflict, "withdraw_party"),
        ((Fate.HAND_OVER, Fate.KEEP, Fate.KEEP), "busy", Conflict, "withdraw_busy"),
        ((Fate.HAND_OVER, Fate.KEEP, Fate.KEEP), "gone", Conflict, "withdraw_not_expected"),
    ],
)
def test_withdrawing_is_refused_whole(desk, house, fates, colleague, error, code):
    if colleague == "busy":
        house["busy"] = factories.participant(desk, "Busy")
        factories.meeting(desk, house["busy"], house["cleo"], 1, 3)
    house["gone"] = factories.participant(desk, "Gone", status=ParticipantStatus.CANCELLED)
    keys = (house["first"], house["second"], house["waits"])
    chosen = {key: fate for key, fate in zip(keys, fates, strict=True) if fate}
    who = {house["first"]: house[colleague]} if colleague else {}
    with pytest.raises(error) as refused:
        desk.run(WithdrawParticipant(house["ana"], chosen, who))
    assert refused.value.code == code
    assert desk.people.card(house["ana"]).row.status is ParticipantStatus.REGISTERED


def test_nobody_withdraws_twice(desk):
    key = factories.participant(desk, "Ana")
    desk.run(WithdrawParticipant(key))
    with pytest.raises(Conflict) as refused:
        desk.run(WithdrawParticipant(key))
    assert refused.value.code == "participant_already_cancelled"
