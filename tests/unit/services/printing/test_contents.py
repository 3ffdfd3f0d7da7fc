"""What stands on the paper, field by field."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import (
    DocumentKind,
    MeetingStatus,
    ParticipantStatus,
    ProgrammeKind,
    Role,
)
from matchdesk.models import (
    Badge,
    Break,
    Interpreter,
    MeetingGuest,
    SessionAttendance,
    Unavailability,
    new_key,
)
from matchdesk.printing.agenda_data import AgendaEntry, EntryKind, Partner
from matchdesk.printing.badge_data import BadgeData
from matchdesk.services.printing import HandOut, PrintOrder
from matchdesk.services.printing.contents import contents
from matchdesk.services.printing.reading import read
from matchdesk.services.printing.selecting import initial
from matchdesk.services.printing.speech import catalogue, speech
from tests import factories
from tests.conftest import NOON

ZONE = ZoneInfo("Europe/Warsaw")


def data(desk, kind, language="en", **order):
    """The documents of an order; everybody's badge code is "token"."""
    with desk._database.reading() as session:
        whole = contents(session, PrintOrder(kind, language=language, **order), NOON)
    whole.taken.tokens.update(dict.fromkeys(whole.without_code(), "token"))
    return whole.data(speech(catalogue(language)))


def agenda(desk, key):
    return data(desk, DocumentKind.AGENDAS, people=(key,))[0]


def at(hour, minute=0, day=18):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_badge_shows_everything_that_is_known(desk, cast):
    assert data(desk, DocumentKind.BADGES, people=("2", "1")) == [
        BadgeData(
            key=cast.chen,
            name="Chen Wei-Lin",
            token="token",
            native_name="陳威霖",
            organisation="Taiwan ICT",
            country="Taiwan",
            country_code="TW",
            delegation="Taiwan",
            role=Role.HEAD_OF_DELEGATION,
            role_label="Head of delegation",
            number="No. 2",
            event_name="C2C Days",
            event_line="18–19 Nov 2026 · Hall 4, Łódź",
        ),
        BadgeData(
            key=cast.ana,
            name="Ana Kovač",
            token="token",
            organisation="Łódź Agro",
            country="Poland",
            country_code="PL",
            role=Role.DELEGATE,
            role_label="Delegate",
            partnership="PHOENIX",
            languages=("Polish", "English"),
            number="No. 1",
            event_name="C2C Days",
            event_line="18–19 Nov 2026 · Hall 4, Łódź",
        ),
    ]


def test_country_is_named_in_the_language_of_the_paper(desk, cast):
    (badge,) = data(desk, DocumentKind.BADGES, "de", people=("1",))
    assert (badge.country, badge.event_line) == ("Polen", "18.–19. Nov. 2026 · Hall 4, Łódź")


def test_live_badge_gives_its_code_and_a_revoked_one_does_not(desk, cast):
    old = Badge(participant_id=cast.ana, token="old", issued_at=NOON, revoked_at=NOON)
    factories.put(desk, old, Badge(participant_id=cast.ana, token="new", issued_at=NOON))
    assert data(desk, DocumentKind.BADGES, people=("1",))[0].token == "new"


def test_agenda_of_the_first_day_holds_meetings_free_slots_and_the_break(desk, cast):
    day, _second = agenda(desk, cast.ana).days
    assert [(e.kind, e.start, e.slot, e.title) for e in day.entries] == [
        (EntryKind.FREE, at(9), None, ""),
        (EntryKind.MEETING, at(9, 25), 2, ""),
        (EntryKind.FREE, at(9, 50), None, ""),
        (EntryKind.BREAK, at(10, 40), None, "Lunch"),
        (EntryKind.MEETING, at(13, 30), 5, ""),
        (EntryKind.FREE, at(13, 55), None, ""),
    ]


def test_free_slots_in_a_row_are_one_stretch_that_ends_with_its_session(desk, cast):
    _day, second = agenda(desk, cast.ana).days
    assert [(e.kind, e.start, e.end) for e in second.entries] == [
        (EntryKind.FREE, at(9, day=19), at(10, 35, day=19)),
        (EntryKind.FREE, at(13, 30, day=19), at(15, 5, day=19)),
    ]


def test_free_stretch_is_parted_by_a_break_within_the_session(desk, cast):
    pause = Break(day=date(2026, 11, 19), starts=time(9, 45), ends=time(9, 50), name="Coffee")
    factories.put(desk, pause)
    _day, second = agenda(desk, cast.ana).days
    assert [(e.title, e.start, e.end) for e in second.entries[:3]] == [
        ("", at(9, day=19), at(9, 45, day=19)),
        ("Coffee", at(9, 45, day=19), at(9, 50, day=19)),
        ("", at(9, 50, day=19), at(10, 35, day=19)),
    ]


def test_plenary_stands_on_the_agenda_though_it_is_before_the_first_session(desk, cast):
    day = date(2026, 11, 19)
    factories.put(
        desk,
        Break(
            day=day,
            starts=time(8, 30),
            ends=time(8, 55),
            name="Opening",
            kind=ProgrammeKind.PLENARY,
            place="Hall B",
        ),
        Break(day=day, starts=time(8, 0), ends=time(8, 30), name="Breakfast"),
    )
    _day, second = agenda(desk, cast.ana).days
    assert second.entries[0] == AgendaEntry(
        EntryKind.PLENARY, at(8, 30, day=19), at(8, 55, day=19), "Opening", zone="Hall B"
    )


def test_meeting_says_who_where_and_what_they_bring(desk, cast):
    assert agenda(desk, cast.ana).days[0].entries[1] == AgendaEntry(
        kind=EntryKind.MEETING,
        start=at(9, 25),
        end=at(9, 45),
        slot=2,
        partners=(Partner("Chen Wei-Lin", "陳威霖", "Taiwan ICT", "Taiwan", "TW"),),
        table="3",
        zone="Zone A",
        form="C2B",
        offers="Sensors; Optics",
        needs="Farms",
    )


def test_partner_without_organisation_is_a_business_from_their_own_country(desk, cast):
    entry = agenda(desk, cast.ana).days[0].entries[4]
    assert (entry.partners, entry.form) == (
        (Partner("Dora Íñiguez", "", "", "Spain", "ES"),),
        "C2B",
    )


def test_agenda_holds_only_the_sessions_attended(desk, cast):
    first = desk.events.summary().sessions[0]
    factories.put(desk, SessionAttendance(participant_id=cast.chen, session_id=first.key))
    (day,) = agenda(desk, cast.chen).days
    assert [(e.kind, e.start, e.end) for e in day.entries] == [
        (EntryKind.FREE, at(9), at(9, 20)),
        (EntryKind.MEETING, at(9, 25), at(9, 45)),
        (EntryKind.FREE, at(9, 50), at(10, 35)),
    ]


def test_absence_is_told_with_its_reason(desk, cast):
    slots = desk.events.summary().slots
    factories.put(
        desk,
        Unavailability(participant_id=cast.dora, slot_id=slots[0].key, reason="Train"),
        Unavailability(participant_id=cast.dora, slot_id=slots[1].key),
    )
    entries = agenda(desk, cast.dora).days[0].entries
    assert [entry.title for entry in entries[:3]] == ["Train", "Not available", ""]


def test_cancelled_and_waiting_meetings_are_on_no_agenda(desk, cast):
    factories.meeting(desk, cast.bo, cast.dora, 1, 2, status=MeetingStatus.CANCELLED)
    factories.meeting(desk, cast.bo, cast.chen, None, None)
    kinds = {e.kind for day in agenda(desk, cast.bo).days for e in day.entries}
    assert kinds == {EntryKind.FREE, EntryKind.BREAK}


def test_guest_and_interpreter_are_on_each_others_agenda(desk, cast):
    helper = factories.participant(desk, "Ines Interpreter", role=Role.INTERPRETER)
    record = Interpreter(id=new_key(), participant_id=helper, language_pairs=["en-zh"])
    factories.put(desk, record)
    meeting = factories.meeting(desk, cast.chen, cast.dora, 9, 2, interpreter_id=record.id)
    factories.put(desk, MeetingGuest(meeting_id=meeting, participant_id=cast.bo))

    def met(key):
        entry = agenda(desk, key).days[1].entries[0]
        return [partner.name for partner in entry.partners], entry.interpreter

    assert met(cast.chen) == (["Dora Íñiguez", "Bo Guest"], "Ines Interpreter")
    assert met(cast.bo) == (["Chen Wei-Lin", "Dora Íñiguez"], "Ines Interpreter")
    assert met(helper) == (["Chen Wei-Lin", "Dora Íñiguez", "Bo Guest"], "")


def test_table_sign_holds_the_meetings_of_each_day_in_order(desk, cast):
    factories.meeting(desk, cast.chen, cast.dora, 1, 3)
    factories.meeting(desk, cast.chen, cast.dora, 9, 3)
    sign = data(desk, DocumentKind.TABLE_SIGNS)[2]
    assert (sign.number, sign.zone, [day.date for day in sign.days]) == (
        "3",
        "Zone A",
        [date(2026, 11, 18), date(2026, 11, 19)],
    )
    assert [(m.start, m.first.name, m.second.name) for day in sign.days for m in day.meetings] == [
        (at(9), "Chen Wei-Lin", "Dora Íñiguez"),
        (at(9, 25), "Ana Kovač", "Chen Wei-Lin"),
        (at(9, day=19), "Chen Wei-Lin", "Dora Íñiguez"),
    ]


def test_signs_before_any_planning_carry_the_number_alone(desk):
    assert [(s.number, s.days) for s in data(desk, DocumentKind.TABLE_SIGNS)] == [
        ("1", ()),
        ("2", ()),
        ("3", ()),
        ("4", ()),
    ]


def names(desk, kind=DocumentKind.BADGES, **order):
    return [one.name for one in data(desk, kind, **order)]


def test_paper_comes_by_delegation_then_name(desk, cast):
    assert names(desk) == ["Chen Wei-Lin", "Ana Kovač", "Bo Guest", "Dora Íñiguez"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("1",), ["Ana Kovač"]),
        (("2-3",), ["Chen Wei-Lin", "Dora Íñiguez"]),
        (("iniguez",), ["Dora Íñiguez"]),
        (("陳",), ["Chen Wei-Lin"]),
        (("lodz agro",), ["Ana Kovač"]),
        (("4", "kovac"), ["Ana Kovač", "Bo Guest"]),
    ],
)
def test_people_are_named_by_number_range_name_or_organisation(desk, cast, typed, found):
    assert names(desk, people=typed) == found


def test_delegation_is_chosen_by_part_of_its_name(desk, cast):
    assert names(desk, delegation="taiw") == ["Chen Wei-Lin"]


def test_agendas_are_for_those_who_meet(desk, cast):
    assert names(desk, DocumentKind.AGENDAS) == ["Chen Wei-Lin", "Ana Kovač", "Dora Íñiguez"]
    assert names(desk, DocumentKind.AGENDAS, people=("4",)) == ["Bo Guest"]


def test_cancelled_people_are_left_out(desk, cast):
    factories.participant(desk, "Zed", status=ParticipantStatus.CANCELLED)
    assert "Zed" not in names(desk)


def test_badge_of_somebody_who_refused_photographs_says_so(desk):
    shy = factories.participant(desk, "Shy", consent_photo=False)
    free = factories.participant(desk, "Free", consent_photo=None)
    badges = data(desk, DocumentKind.BADGES, people=(shy, free))
    assert {badge.name: badge.number for badge in badges} == {
        "Shy": "No. 1 · no photos",
        "Free": "No. 2",
    }


def test_page_of_one_person_says_what_it_says_among_everybody(desk, cast):
    helper = Interpreter(id=new_key(), participant_id=cast.bo, language_pairs=["pl-zh"])
    factories.put(desk, helper)
    factories.meeting(desk, cast.chen, cast.dora, 9, 2, interpreter_id=helper.id)
    factories.put(desk, MeetingGuest(meeting_id=cast.late, participant_id=cast.chen))
    first = desk.events.summary().slots[0].key
    factories.put(desk, Unavailability(participant_id=cast.chen, slot_id=first))
    for kind in (DocumentKind.BADGES, DocumentKind.AGENDAS):
        whole = {one.key: one for one in data(desk, kind)}
        alone = {key: data(desk, kind, people=(key,))[0] for key in whole}
        assert alone == whole
        assert len(alone) >= 3


def test_few_people_are_read_with_whom_they_meet_and_nobody_else(desk, cast):
    with desk._database.reading() as session:
        taken = read(session, DocumentKind.AGENDAS, (cast.dora,))
    assert sorted(taken.people) == sorted((cast.dora, cast.ana))
    assert [one.key for one in taken.appointments] == [cast.late]


def test_a_name_among_keys_is_looked_for_among_everybody(desk, cast):
    with desk._database.reading() as session:
        taken = read(session, DocumentKind.BADGES, (cast.dora, "Ana"))
    assert len(taken.people) == 4


@pytest.mark.parametrize(
    ("sort", "pile", "names"),
    [
        (HandOut.DELEGATION, "", ["Chen Wei-Lin", "Ana Kovač", "Bo Guest", "Dora Íñiguez"]),
        (HandOut.NAME, "", ["Ana Kovač", "Bo Guest", "Chen Wei-Lin", "Dora Íñiguez"]),
        (HandOut.ORGANISATION, "", ["Ana Kovač", "Chen Wei-Lin", "Bo Guest", "Dora Íñiguez"]),
        (HandOut.NAME, "a-b", ["Ana Kovač", "Bo Guest"]),
        (HandOut.DELEGATION, "C – Z", ["Chen Wei-Lin", "Dora Íñiguez"]),
        (HandOut.ORGANISATION, "L-L", ["Ana Kovač"]),
    ],
)
def test_badges_lie_in_the_order_and_the_pile_asked_for(desk, cast, sort, pile, names):
    order = PrintOrder(DocumentKind.BADGES, sort=sort, pile=pile)
    assert [subject.name for subject in desk.printing.preview(order).subjects] == names


def test_pile_that_is_none_is_refused(desk, cast):
    with pytest.raises(Invalid) as caught:
        desk.printing.tally(PrintOrder(DocumentKind.BADGES, pile="K-A"))
    assert caught.value.code == "print_pile"


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Ana", "A"), ("Łukasz", "L"), ("Ελένη", "E"), ("Юлия", "Y"), ("陳美玲", "C"), ("1 Ltd", "L")],
)
def test_name_of_any_script_is_looked_for_under_a_letter(name, letter):
    assert initial(name) == letter
