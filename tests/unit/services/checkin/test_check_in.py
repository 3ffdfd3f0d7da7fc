"""Every answer a desk can get to a scan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from matchdesk.core import badge_token
from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import CheckInOutcome as Answer
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.models import (
    CheckIn as CheckInRow,
)
from matchdesk.models import (
    Delegation,
    Event,
    ExternalCode,
    SessionAttendance,
    Substitution,
)
from matchdesk.services.badges import IssueBadges, RevokeBadge
from matchdesk.services.checkin import (
    CheckIn,
    CheckInDelegation,
    CheckInParticipant,
    CheckOut,
    UndoCheckIn,
)
from tests import factories
from tests.conftest import NOON


def rows(desk) -> list[tuple[Answer, str]]:
    """What is stored of the answers given, oldest first."""
    with desk._database.reading() as session:
        query = select(CheckInRow.outcome, CheckInRow.code).order_by(CheckInRow.scanned_at)
        return [(outcome, code) for outcome, code in session.execute(query)]


def scan(desk, code: str, **options):
    return desk.run(CheckIn(code, **options)).result


def token_of(desk, key: str) -> str:
    return desk.run(IssueBadges((key,))).result[key]


def test_badge_token_admits_its_holder(both_desk):
    key = factories.participant(both_desk, "Ana Kovač", native_name="")
    result = scan(both_desk, token_of(both_desk, key))
    assert (result.outcome, result.person.key, result.person.here) == (Answer.ADMITTED, key, True)
    assert rows(both_desk) == [(Answer.ADMITTED, "")]


def test_token_typed_in_small_letters_with_hyphens_is_the_same_token(desk):
    key = factories.participant(desk, "Ana Kovač")
    token = token_of(desk, key).lower()
    assert scan(desk, f"{token[:8]}-{token[8:]}").person.key == key


def test_ticket_code_badge_number_and_mail_address_admit_their_holder(desk):
    keys = [
        factories.participant(desk, name, email=f"{name}@x.example") for name in ("a", "b", "c")
    ]
    factories.put(desk, ExternalCode(participant_id=keys[0], code="kXq7Zs"))
    found = [scan(desk, code).person.key for code in ("kXq7Zs", "#2", "C@x.example")]
    assert found == keys


def test_ticket_code_must_match_exactly(desk):
    key = factories.participant(desk, "Ana")
    factories.put(desk, ExternalCode(participant_id=key, code="kXq7Zs"))
    assert scan(desk, "KXQ7ZS").outcome is Answer.UNKNOWN


def test_second_scan_at_another_desk_says_who_was_first(open_desk, clock):
    first, second = open_desk("a"), open_desk("b")
    key = factories.participant(first, "Ana")
    first.run(CheckInParticipant(key))
    clock.set(NOON + timedelta(minutes=3))
    result = second.run(CheckInParticipant(key)).result
    assert (result.outcome, result.first_desk, result.first_at) == (
        Answer.ALREADY_IN,
        "desk a",
        NOON,
    )


def test_same_code_again_within_seconds_is_the_same_answer_and_no_second_row(desk, clock):
    token = token_of(desk, factories.participant(desk, "Ana"))
    scan(desk, token)
    clock.set(NOON + timedelta(seconds=3))
    again = scan(desk, token)
    assert (again.outcome, again.repeated) == (Answer.ADMITTED, True)
    assert rows(desk) == [(Answer.ADMITTED, "")]


def test_same_refused_code_again_within_seconds_is_stored_once(desk, clock):
    scan(desk, "nonsense")
    clock.set(NOON + timedelta(seconds=4))
    assert scan(desk, "nonsense").repeated is True
    clock.set(NOON + timedelta(seconds=60))
    assert scan(desk, "nonsense").repeated is False
    assert rows(desk) == [(Answer.UNKNOWN, "nonsense")] * 2


def test_same_person_again_after_the_window_is_already_in(desk, clock):
    token = token_of(desk, factories.participant(desk, "Ana"))
    scan(desk, token)
    clock.set(NOON + timedelta(seconds=6))
    assert scan(desk, token).outcome is Answer.ALREADY_IN
    assert rows(desk) == [(Answer.ADMITTED, ""), (Answer.ALREADY_IN, "")]


def test_forged_token_is_refused_and_stored(desk):
    forged = badge_token.make(badge_token.new_secret())
    assert scan(desk, forged).outcome is Answer.FORGED
    assert rows(desk) == [(Answer.FORGED, forged)]


def test_genuine_token_that_was_never_issued_is_unknown(desk):
    with desk._database.reading() as session:
        secret = session.scalars(select(Event.secret)).one()
    assert scan(desk, badge_token.make(secret)).outcome is Answer.UNKNOWN


def test_revoked_badge_is_refused_with_its_moment_and_the_new_one_admits(desk, clock):
    key = factories.participant(desk, "Ana")
    old = token_of(desk, key)
    new = desk.run(RevokeBadge(key, "lost")).result.token
    clock.set(NOON + timedelta(minutes=1))
    refused = scan(desk, old)
    assert (refused.outcome, refused.since, refused.person.key) == (Answer.REVOKED, NOON, key)
    assert scan(desk, new).outcome is Answer.ADMITTED


def test_cancelled_participant_is_refused(desk):
    key = factories.participant(desk, "Ana", status=ParticipantStatus.CANCELLED)
    assert desk.run(CheckInParticipant(key)).result.outcome is Answer.CANCELLED


def test_substituted_participant_is_refused_with_the_name_of_the_substitute(desk):
    key = factories.participant(desk, "Ana", status=ParticipantStatus.SUBSTITUTED)
    other = factories.participant(desk, "Branko")
    factories.put(desk, Substitution(participant_id=key, substitute_id=other, at=NOON))
    result = desk.run(CheckInParticipant(key)).result
    assert (result.outcome, result.note) == (Answer.CANCELLED, "Branko")


def attending(desk, *numbers: int) -> str:
    """Somebody who attends these sessions only (1 and 2 are on the first day)."""
    key = factories.participant(desk, "Ana")
    chosen = [s.key for s in desk.events.summary().sessions if s.number in numbers]
    factories.put(desk, *(SessionAttendance(participant_id=key, session_id=s) for s in chosen))
    return key


def test_somebody_who_attends_another_day_is_not_admitted_today(desk):
    result = desk.run(CheckInParticipant(attending(desk, 3))).result
    assert (result.outcome, result.days) == (Answer.NOT_TODAY, (date(2026, 11, 19),))


def test_somebody_who_attends_a_session_of_today_is_admitted(desk):
    assert desk.run(CheckInParticipant(attending(desk, 2))).result.outcome is Answer.ADMITTED


def test_today_is_the_venues_day_not_that_of_utc(desk, clock):
    clock.set(datetime(2026, 11, 18, 23, 30, tzinfo=UTC))  # half past midnight in Warsaw
    assert desk.run(CheckInParticipant(attending(desk, 3))).result.outcome is Answer.ADMITTED


def test_on_the_evening_before_nobody_is_turned_away(desk, clock):
    clock.set(NOON - timedelta(days=1))
    assert desk.run(CheckInParticipant(attending(desk, 3))).result.outcome is Answer.ADMITTED


def test_attention_comes_first_and_confirming_admits(desk):
    key = factories.participant(desk, "Ana", attention="Ask for the invoice")
    asked = desk.run(CheckInParticipant(key)).result
    assert (asked.outcome, asked.note) == (Answer.ATTENTION_FIRST, "Ask for the invoice")
    assert desk.run(CheckInParticipant(key, confirmed=True)).result.outcome is Answer.ADMITTED


def test_code_of_two_holders_is_ambiguous_and_lists_them(desk):
    keys = {factories.participant(desk, name) for name in ("Ana", "Ana")}
    factories.put(desk, *(ExternalCode(participant_id=key, code="T-1") for key in keys))
    result = scan(desk, "T-1")
    assert result.outcome is Answer.AMBIGUOUS
    assert {person.key for person in result.candidates} == keys


def test_code_shared_with_somebody_who_cancelled_belongs_to_the_other(desk):
    gone = factories.participant(
        desk, "Ana", email="a@x.example", status=ParticipantStatus.CANCELLED
    )
    stays = factories.participant(desk, "Ana", email="a@x.example")
    assert scan(desk, "a@x.example").person.key == stays != gone


def test_empty_code_is_refused_with_a_sentence(desk):
    with pytest.raises(Invalid) as refusal:
        scan(desk, "  ")
    assert refusal.value.code == "checkin_empty"


def test_scan_sent_later_keeps_the_moment_it_was_made(desk):
    key = factories.participant(desk, "Ana")
    made = NOON - timedelta(minutes=20)
    desk.run(CheckInParticipant(key, scanned_at=made))
    with desk._database.reading() as session:
        row = session.execute(select(CheckInRow.scanned_at, CheckInRow.stored_at)).one()
    assert tuple(row) == (made, NOON)


def test_undone_check_in_stays_on_record_and_admits_again(desk):
    key = factories.participant(desk, "Ana")
    desk.run(CheckInParticipant(key))
    undone = desk.run(UndoCheckIn(key)).result
    assert (undone.person.here, undone.admitted_at, undone.desk) == (False, NOON, "desk a")
    assert desk.run(CheckInParticipant(key)).result.outcome is Answer.ADMITTED
    assert rows(desk) == [(Answer.ADMITTED, "")] * 2


def test_undo_of_somebody_who_is_not_in_is_refused(desk):
    key = factories.participant(desk, "Ana")
    with pytest.raises(Conflict) as refusal:
        desk.run(UndoCheckIn(key))
    assert refusal.value.code == "checkin_not_in"


def test_general_undo_takes_an_admission_back_and_passes_refusals_by(desk):
    key = factories.participant(desk, "Ana")
    desk.run(CheckInParticipant(key))
    scan(desk, "nonsense")
    desk.history.undo()
    assert desk.checkin.person(key).here is False
    assert rows(desk) == [(Answer.UNKNOWN, "nonsense")]


def delegation(desk, *names: str) -> tuple[str, list[str]]:
    (key,) = factories.put(desk, Delegation(name="Taiwan", country="TW", note="Bus at five"))
    return key, [factories.participant(desk, name, delegation_id=key) for name in names]


def test_result_names_those_of_the_delegation_who_are_missing(desk):
    _, keys = delegation(desk, "Chen", "Lin", "Wang")
    result = desk.run(CheckInParticipant(keys[1])).result
    assert (result.delegation.here, result.delegation.expected) == (1, 3)
    assert [p.name for p in result.delegation.missing] == ["Chen", "Wang"]


def test_whole_delegation_is_one_change_and_one_undo(desk):
    key, keys = delegation(desk, "Chen", "Lin", "Wang")
    desk.run(CheckInParticipant(keys[0]))
    done = desk.run(CheckInDelegation("taiwan")).result
    outcomes = [r.outcome for r in done.results]
    assert outcomes == [Answer.ALREADY_IN, Answer.ADMITTED, Answer.ADMITTED]
    assert done.delegation.missing == ()
    desk.history.undo()
    assert desk.checkin.delegation(key).here == 1


def test_ticked_people_of_a_delegation_are_checked_in_and_the_rest_is_missing(desk):
    key, keys = delegation(desk, "Chen", "Lin", "Wang")
    done = desk.run(CheckInDelegation(key, (keys[0], keys[2]))).result
    assert [p.name for p in done.delegation.missing] == ["Lin"]


def test_somebody_of_another_delegation_is_refused_and_nobody_is_checked_in(desk):
    key, _ = delegation(desk, "Chen")
    stranger = factories.participant(desk, "Ana")
    with pytest.raises(Invalid) as refusal:
        desk.run(CheckInDelegation(key, (stranger,)))
    assert (refusal.value.code, rows(desk)) == ("checkin_not_member", [])


def test_unknown_delegation_is_not_found(desk):
    with pytest.raises(NotFound):
        desk.run(CheckInDelegation("Atlantis"))


def test_part_of_a_delegations_name_is_enough_if_only_one_has_it(desk):
    delegation(desk, "Chen")
    assert desk.checkin.delegation("taiw").name == "Taiwan"


def test_next_meeting_is_the_first_that_has_not_ended(desk, clock):
    first, second, third = factories.people(desk, 3)
    factories.meeting(desk, first, second, 1, 1)
    factories.meeting(desk, third, first, 3, 2)
    clock.set(NOON + timedelta(minutes=30))
    meeting = desk.run(CheckInParticipant(first)).result.next_meeting
    assert (meeting.slot, meeting.table, meeting.partner, meeting.partner_here) == (
        3,
        2,
        "Person 3",
        False,
    )


def test_recent_lists_the_desks_own_answers_newest_first(open_desk, clock):
    first, second = open_desk("a"), open_desk("b")
    key = factories.participant(first, "Ana")
    first.run(CheckInParticipant(key))
    clock.set(NOON + timedelta(minutes=1))
    first.run(CheckIn("nonsense"))
    second.run(CheckIn("other"))
    recent = first.checkin.recent("desk a")
    assert [(r.outcome, r.code, r.person and r.person.name) for r in recent] == [
        (Answer.UNKNOWN, "nonsense", None),
        (Answer.ADMITTED, "", "Ana"),
    ]


def test_somebody_who_went_out_is_not_here_and_is_back_by_the_next_scan(both_desk, clock):
    key = factories.participant(both_desk, "Ana")
    token = token_of(both_desk, key)
    scan(both_desk, token)
    clock.set(NOON + timedelta(minutes=30))
    went = both_desk.run(CheckOut(key)).result
    person = both_desk.checkin.person(key)
    assert (went.at, person.here, person.arrived_at) == (NOON + timedelta(minutes=30), False, NOON)
    clock.set(NOON + timedelta(minutes=50))
    back = scan(both_desk, token)
    assert (back.outcome, back.back_since) == (Answer.ADMITTED, went.at)
    person = both_desk.checkin.person(key)
    assert (person.here, person.arrived_at) == (True, NOON)
    assert [r.back for r in both_desk.checkin.recent()] == [True, False]
    again = scan(both_desk, token)
    assert (again.outcome, again.repeated) == (Answer.ADMITTED, True)


def test_going_out_is_taken_back_by_undo(desk):
    key = factories.participant(desk, "Ana")
    desk.run(CheckInParticipant(key))
    desk.run(CheckOut(key))
    desk.history.undo()
    assert desk.checkin.person(key).here is True


def test_nobody_goes_out_who_is_not_in(desk):
    key = factories.participant(desk, "Ana")
    with pytest.raises(Conflict) as refusal:
        desk.run(CheckOut(key))
    assert refusal.value.code == "checkin_not_here"


def test_somebody_who_went_out_is_missed_in_the_next_slot(desk):
    first, second = factories.people(desk, 2)
    factories.meeting(desk, first, second, 2, 1)
    for key in (first, second):
        desk.run(CheckInParticipant(key))
    desk.run(CheckOut(second))
    watch = desk.checkin.next_slot()
    assert [p.key for p in watch.missing] == [second]
    assert (desk.checkin.arrivals().here, desk.checkin.arrivals().out) == (1, 1)


def test_ticket_code_read_by_a_scanner_of_another_layout_admits_its_holder(desk):
    key = factories.participant(desk, "Ana")
    factories.put(desk, ExternalCode(participant_id=key, code="zaq12wsx"))
    result = scan(desk, "waq&ézsx")  # a QWERTY scanner on an AZERTY computer, a and q, z and w
    assert result.outcome is Answer.UNKNOWN
    result = scan(desk, "wqa&ézsx")
    assert (result.outcome, result.layouts) == (Answer.ADMITTED, ("QWERTY", "AZERTY"))


def test_badge_read_on_a_greek_keyboard_admits_its_holder(desk):
    key = factories.participant(desk, "Ana")
    greek = dict(zip("BCDEFGHJKNPRSTUV", "ΒΨΔΕΦΓΗΞΚΝΠΡΣΤΘΩ", strict=True))
    assert scan(desk, "".join(greek[c] for c in token_of(desk, key))).person.key == key


def test_unknown_code_of_shifted_digits_is_called_garbled(desk):
    assert (scan(desk, "&é\"'(-è").garbled, scan(desk, "nonsense").garbled) == (True, False)
