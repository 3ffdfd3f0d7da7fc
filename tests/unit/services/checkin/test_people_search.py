"""Finding people as one types."""

from __future__ import annotations

import pytest

from matchdesk.core.text import fold
from matchdesk.models import Delegation, Organisation, Participant
from matchdesk.services.checkin import CheckInParticipant
from tests import factories
from tests.factories import Put


@pytest.fixture
def house(desk):
    """A few people with names that are hard to type."""
    cluster = factories.organisation(desk, "Łódzkie Agro", country="PL")
    (taiwan,) = factories.put(desk, Delegation(name="Delegation of Taiwan", country="TW"))
    for name, values in {
        "Jürgen Müller": {"email": "j.mueller@photonik.example"},
        "Sinéad O’Brien": {},
        "Chen Wei-Lin": {"native_name": "陳 威霖", "delegation_id": taiwan},
        "Μαρία Παπαδοπούλου": {},
        "Agnieszka Wójcik": {"organisation_id": cluster},
        "Muriel Berg": {},
        "José Muñoz": {},
    }.items():
        factories.participant(desk, name, **values)
    return desk


def names(desk, text: str) -> list[str]:
    return [person.name for person in desk.checkin.search(text)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("muller", ["Jürgen Müller"]),
        ("MÜLLER JUR", ["Jürgen Müller"]),
        ("obrien", ["Sinéad O’Brien"]),
        ("o'brien", ["Sinéad O’Brien"]),
        ("weilin", ["Chen Wei-Lin"]),
        ("lin chen", ["Chen Wei-Lin"]),
        ("威霖", ["Chen Wei-Lin"]),
        ("陳威霖", ["Chen Wei-Lin"]),
        ("παπαδοπουλου", ["Μαρία Παπαδοπούλου"]),
        ("lodzkie", ["Agnieszka Wójcik"]),
        ("poland", ["Agnieszka Wójcik"]),
        ("taiwan", ["Chen Wei-Lin"]),
        ("j.mueller@photonik", ["Jürgen Müller"]),
        ("#3", ["Chen Wei-Lin"]),
        ("mulller", ["Jürgen Müller"]),
        ("agneiszka", ["Agnieszka Wójcik"]),
        ("zzzz", []),
        ("", []),
        ("   ", []),
        ("'", []),
    ],
)
def test_search_finds_what_was_meant(house, typed, found):
    assert names(house, typed) == found


def test_names_come_before_organisations_that_hold_the_word(house):
    berg = factories.organisation(house, "Berg Institut")
    factories.participant(house, "Zoe Alm", organisation_id=berg)
    assert names(house, "berg") == ["Muriel Berg", "Zoe Alm"]


def test_no_more_than_the_limit_is_listed(house):
    assert len(house.checkin.search("m", limit=2)) == 2


def test_search_is_right_after_an_arrival_and_after_its_undo(house):
    (person,) = house.checkin.search("muller")
    house.run(CheckInParticipant(person.key))
    assert [p.here for p in house.checkin.search("muller")] == [True]
    house.history.undo()
    assert [p.here for p in house.checkin.search("muller")] == [False]


def test_search_is_right_after_another_desk_changed_a_name(open_desk):
    mine, theirs = open_desk("a"), open_desk("b")
    key = factories.participant(mine, "Ana Smith")
    assert names(mine, "smith") == ["Ana Smith"]

    def rename(context):
        person = context.session.get_one(Participant, key)
        person.name, person.name_key = "Ana Jones", fold("Ana Jones")
        return [person]

    theirs.run(Put(rename))
    assert (names(mine, "smith"), names(mine, "jones")) == ([], ["Ana Jones"])


def test_search_is_right_after_an_organisation_was_renamed(house):
    assert names(house, "agro") == ["Agnieszka Wójcik"]

    def rename(context):
        found = context.session.query(Organisation).filter_by(name="Łódzkie Agro").one()
        found.name = "Bydgoszcz Tools"
        return [found]

    house.run(Put(rename))
    assert (names(house, "agro"), names(house, "bydg")) == ([], ["Agnieszka Wójcik"])
