"""Thousands of new records at once are stored, captured and undone as any others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import select

from matchdesk.core.changes import Change
from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.models import Organisation, Participant, Record, fresh, new_key
from matchdesk.services import desk as desk_module
from matchdesk.services.bus import Command, Context
from tests import factories


@dataclass(frozen=True)
class _Store(Command):
    """Store records past the session."""

    intent: ClassVar[str] = "put"

    make: Callable[[], list[Record]]
    before: Callable[[Context], None] = lambda _context: None


def _store(command: _Store, context: Context) -> None:
    command.before(context)
    context.store(command.make())


@pytest.fixture(autouse=True)
def handled(monkeypatch):
    monkeypatch.setitem(desk_module.HANDLERS, _Store, _store)


_ORGANISATION, _PERSON = new_key(), new_key()


def pair(make=fresh) -> list[Record]:
    """Somebody before the organisation that they refer to."""
    return [
        make(
            Participant,
            id=_PERSON,
            number=1,
            name="Łucja",
            name_key="lucja",
            organisation_id=_ORGANISATION,
            languages=["pl"],
        ),
        make(
            Organisation,
            id=_ORGANISATION,
            name="Agro",
            name_key="agro",
            type=OrganisationType.CLUSTER,
        ),
    ]


def rows(changes: tuple[Change, ...]) -> dict[str, object]:
    """What the journal keeps, by record."""
    return {change.key: change.after for change in changes}


def test_records_are_journaled_with_the_values_the_session_would_give_them(both_desk, open_desk):
    at_once = both_desk.run(_Store(pair)).change_set
    both_desk.history.undo(at_once.number)
    session = both_desk.run(
        factories.Put(lambda _context: pair(lambda kind, **values: kind(**values)))
    ).change_set
    assert rows(at_once.changes) == rows(session.changes)
    assert {change.before for change in at_once.changes} == {None}


def test_referents_are_stored_first_and_defaults_filled_in(both_desk):
    both_desk.run(_Store(pair))
    with both_desk._database.reading() as session:
        person = session.scalars(select(Participant)).one()
        found = (person.organisation_id, person.role, person.extras, person.languages)
        assert found == (_ORGANISATION, Role.DELEGATE, {}, ["pl"])
        assert person.version == 1


def test_it_is_undone_and_done_again(both_desk):
    number = both_desk.run(_Store(pair)).change_set.number
    both_desk.history.undo(number)
    assert both_desk.people.participants() == ()
    both_desk.history.redo()
    assert [row.name for row in both_desk.people.participants()] == ["Łucja"]
    assert both_desk.verify().sound is True


def test_what_the_session_has_changed_may_refer_to_them(both_desk):
    key = factories.participant(both_desk, "Ana")

    def join(context: Context) -> None:
        person = context.session.get(Participant, key)
        assert person is not None
        with context.session.no_autoflush:
            person.organisation_id = _ORGANISATION

    both_desk.run(_Store(lambda: pair()[1:], join))
    assert [row.organisation for row in both_desk.people.participants()] == ["Agro"]
