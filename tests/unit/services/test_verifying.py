"""`verify` finds what somebody did behind the journal's back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from matchdesk.services.people import EditOrganisation
from tests import factories


def tamper(desk, *statements: str) -> None:
    with desk._database.engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def found(both_desk) -> Callable[..., list[str]]:
    """`found(statement, …)`: the codes of what is wrong after these statements."""
    factories.organisation(both_desk, "Photonik", city="Berlin")
    factories.organisation(both_desk, "Optik", city="Jena")

    def call(*statements: str) -> list[str]:
        tamper(both_desk, *statements)
        return [fault.code for fault in both_desk.verify().faults]

    return call


def test_event_as_stored_is_sound(found):
    assert found() == []


def test_record_changed_without_the_journal_differs(found):
    assert found("UPDATE organisation SET city = 'Ulm' WHERE name = 'Optik'") == ["differs"]


def test_record_removed_without_the_journal_is_lost(found):
    assert found("DELETE FROM organisation WHERE name = 'Optik'") == ["lost"]


def test_change_set_that_is_missing_leaves_a_gap(found):
    gone = ("DELETE FROM change WHERE number = 2", "DELETE FROM change_set WHERE number = 2")
    assert found(*gone) == ["gap", "not_journaled"]


def test_column_that_a_later_format_added_is_no_fault(desk):
    key = factories.organisation(desk, "Photonik")
    tamper(desk, "UPDATE change SET after = json_remove(after, '$.sme_count') WHERE number = 2")
    desk.run(EditOrganisation(key, {"city": "Berlin"}))
    assert desk.verify().faults == ()
