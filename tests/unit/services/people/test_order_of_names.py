"""Lists are in the order in which people look for a name, at every desk and on every database."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from matchdesk.models import Delegation, Organisation, Partnership, PartnershipMember
from matchdesk.models.ordering import in_letter_order
from tests import factories

IN_ORDER = ["ålesund", "Bergen", "dACH", "Đakovo", "de Vries", "Dean", "Österreich", "Zürich"]


def test_delegations_and_partnerships_stand_at_their_letter(both_desk):
    desk = both_desk
    factories.put(desk, *(Delegation(name=name) for name in reversed(IN_ORDER)))
    factories.put(desk, *(Partnership(acronym=name) for name in reversed(IN_ORDER)))
    assert [one.name for one in desk.people.delegations()] == IN_ORDER
    assert [name for _, name in desk.people.group_names().delegations] == IN_ORDER
    assert [one.name for one in desk.checkin.delegations()] == IN_ORDER
    assert [one.acronym for one in desk.people.partnerships()] == IN_ORDER


def test_organisations_stand_at_their_letter_with_their_partnerships_in_order(both_desk):
    desk = both_desk
    keys = [factories.organisation(desk, name) for name in reversed(IN_ORDER)]
    alliances = factories.put(desk, *(Partnership(acronym=name) for name in reversed(IN_ORDER)))
    members = (PartnershipMember(partnership_id=one, organisation_id=keys[0]) for one in alliances)
    factories.put(desk, *members)
    found = desk.people.organisations()
    assert [one.name for one in found] == IN_ORDER
    assert found[-1].partnerships == tuple(IN_ORDER)


def test_a_server_orders_letter_for_letter_as_an_event_file_does():
    query = select(Organisation.id).order_by(in_letter_order(Organisation.name_key))
    server = str(query.compile(dialect=postgresql.dialect()))
    assert server.endswith('ORDER BY organisation.name_key COLLATE "C"')
    assert str(query.compile(dialect=sqlite.dialect())).endswith("ORDER BY organisation.name_key")
