"""Every file that other systems wrote, into an event."""

from __future__ import annotations

import dataclasses

import pytest

from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.services.checkin import CheckIn
from matchdesk.services.transfer import Counts
from tests.unit.services.transfer.conftest import bring_in

TEN = (
    "alfio_tickets.csv",
    "b2match_import_fields.csv",
    "eventbrite_attendees.csv",
    "indico_import_noheader.csv",
    "indico_registrations.csv",
    "openevent_attendees.csv",
    "pretix_orderpositions_2023plus_semicolon.csv",
    "pretix_checkin_log.csv",
)


@pytest.mark.parametrize(
    ("name", "kind", "counts"),
    [
        ("alfio_tickets.csv", "participants", Counts(10, 10)),
        ("b2match_import_fields.csv", "participants", Counts(10, 10)),
        ("eventbrite_attendees.csv", "participants", Counts(10, 8, left_out=2)),
        ("indico_import_noheader.csv", "participants", Counts(10, 10)),
        ("indico_registrations.csv", "participants", Counts(10, 8, left_out=2)),
        ("openevent_attendees.csv", "participants", Counts(10, 10)),
        ("pretix_orderpositions_2023plus_semicolon.csv", "participants", Counts(10, 9, left_out=1)),
        ("pretix_checkin_log.csv", "participants", Counts(2, 1, left_out=1)),
        ("pretix/conf500-en-checkinlist-default.csv", "participants", Counts(500, 500)),
        ("pretix/conf500-en-orderlist-positions-default.csv", "participants", Counts(500, 500)),
        ("pretix/conf500-en-orderlist.xlsx", "participants", Counts(500, 500)),
        (
            "pretix/mixed-en-checkinlist-default.csv",
            "participants",
            Counts(58, 51, left_out=6, refused=1),
        ),
        ("pretix/mixed-en-checkinlist.xlsx", "participants", Counts(58, 51, left_out=6, refused=1)),
        ("pretix/mixed-en-checkinlog-default.csv", "participants", Counts(50, 19, left_out=31)),
        (
            "pretix/mixed-en-orderlist-positions-default.csv",
            "participants",
            Counts(66, 51, left_out=14, refused=1),
        ),
        (
            "pretix/mixed-en-orderlist-positions-semicolon.csv",
            "participants",
            Counts(66, 51, left_out=14, refused=1),
        ),
        ("zerista_meetings.csv", "meetings", Counts(5, refused=5)),
        ("meetingmojo_meetings.csv", "meetings", Counts(3, refused=3)),
    ],
)
def test_file_into_an_empty_event(desk, formats, name, kind, counts):
    (result,) = bring_in(desk, formats / name)

    assert (result.file.kind, result.counts) == (kind, counts)
    people = desk.people.participants()
    assert len(people) == (counts.created if kind == "participants" else 0)
    (again,) = bring_in(desk, formats / name)
    assert (again.counts.created, again.counts.updated, again.number) == (0, 0, None)
    assert desk.verify().sound


def test_ten_people_of_eight_files_are_ten_participants(both_desk, formats):
    bring_in(both_desk, *(formats / name for name in TEN))

    people = both_desk.people.participants()
    assert len(people) == 10
    assert len({person.organisation_key for person in people}) == 10
    zoe = both_desk.people.card(people[0].key)
    assert (zoe.row.name, zoe.row.email, zoe.row.organisation, zoe.phone, zoe.job_title) == (
        "Zoë Müller-Lüdenscheidt",
        "zoe.mueller@photonik.example",
        "Photonik Cluster Berlin e.V.",
        "+49 30 5550101",
        "Cluster Manager",
    )
    assert (zoe.offers, zoe.needs) == (("Laser test beds", "training"), ("Pilot lines in Asia",))
    assert sorted(zoe.codes) == ["00000000-0000-4000-8000-000000000000", "sec00fakesecret"]
    assert both_desk.verify().sound


def test_every_file_twice_changes_nothing(both_desk, formats):
    files = (*TEN, "zerista_meetings.csv", "meetingmojo_meetings.csv")
    first = bring_in(both_desk, *(formats / name for name in files))
    sets = both_desk.history.page()

    again = bring_in(both_desk, *(formats / name for name in files))

    assert [result.number for result in again] == [None] * 10
    assert both_desk.history.page() == sets
    total, repeated = (sum((r.counts for r in results), Counts()) for results in (first, again))
    assert dataclasses.replace(repeated, unchanged=0) == Counts(
        total.read, left_out=total.left_out, refused=total.refused
    )


def test_order_of_files_does_not_matter_to_who_is_there(opener, file_address, formats):
    desk = opener(file_address)

    bring_in(desk, *(formats / name for name in reversed(TEN)))

    assert len(desk.people.participants()) == 10


def test_checkin_log_by_itself_finds_the_ticket(desk, formats):
    bring_in(desk, formats / "pretix_orderpositions_2023plus_semicolon.csv")

    (result,) = bring_in(desk, formats / "pretix_checkin_log.csv")

    assert result.counts == Counts(2, updated=1, left_out=1)
    here = [person for person in desk.people.participants() if person.arrived_at]
    assert [(p.name, p.arrived_at.isoformat()) for p in here] == [
        ("Zoë Müller-Lüdenscheidt", "2026-11-18T07:31:04+00:00")
    ]


def test_meetings_of_another_system_stand_in_the_grid(both_desk, formats):
    bring_in(both_desk, formats / "alfio_tickets.csv")

    zerista, mojo = (
        bring_in(both_desk, formats / name)[0]
        for name in ("zerista_meetings.csv", "meetingmojo_meetings.csv")
    )

    assert zerista.counts == Counts(5, 5)
    grid = [(m.slot, m.starts.isoformat(), m.table) for m in both_desk.outcomes.meetings()]
    assert grid == [(2, "09:25:00", 1), (2, "09:25:00", 2), (3, "09:50:00", 2), (3, "09:50:00", 3)]
    assert mojo.counts == Counts(3, 1, unchanged=2)
    requests = [(r.requester, r.requested, r.status) for r in both_desk.requests.rows()]
    assert requests == [
        ("Aoife O'Brien", "Олена Шевченко", "pending"),
        ("Σοφία Παπαδοπούλου", "Олена Шевченко", "accepted"),
    ]
    assert both_desk.verify().sound


@pytest.mark.parametrize(
    ("file", "code", "name"),
    [
        (
            "pretix/mixed-en-orderlist-positions-default.csv",
            "xm2hey2kc42zbhaar7pbxgdwhezpbrsn",
            "Jose Garcia",
        ),
        (
            "alfio_tickets.csv",
            "00000000-0000-4000-8000-000000000000",
            "Zoë Müller-Lüdenscheidt",
        ),
        (  # what its QR code holds: the id and a signature
            "alfio_tickets.csv",
            "00000000-0000-4000-8000-000000000000/p3KZ1cbTnWkWqv+0Yx2lHc2s4c3n5cGqkq2n8k6mJ8U=",
            "Zoë Müller-Lüdenscheidt",
        ),
        (  # the same by a QWERTY scanner on a QWERTZ computer
            "alfio_tickets.csv",
            "00000000ß0000ß4000ß8000ß000000000000-AB12",
            "Zoë Müller-Lüdenscheidt",
        ),
    ],
)
def test_ticket_of_the_system_they_registered_with_admits_its_holder(
    desk, formats, file, code, name
):
    bring_in(desk, formats / file)
    answer = desk.run(CheckIn(code)).result
    assert (answer.outcome, answer.person.name) == (CheckInOutcome.ADMITTED, name)
