"""Tokens are handed out once and taken back for good."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict, NotFound
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.services.badges import IssueBadges, RevokeBadge
from tests import factories


def test_everybody_expected_gets_one_token_and_keeps_it(both_desk):
    keys = factories.people(both_desk, 3)
    factories.participant(both_desk, "Gone", status=ParticipantStatus.CANCELLED)
    first = both_desk.run(IssueBadges()).result
    again = both_desk.run(IssueBadges())
    assert list(first) == keys
    assert (again.result, again.change_set) == (first, None)


def test_key_that_is_nobodys_is_refused(desk):
    with pytest.raises(NotFound):
        desk.run(IssueBadges(("nobody",)))


def test_revoked_badge_is_replaced_by_another_token(desk):
    (key,) = factories.people(desk, 1)
    old = desk.run(IssueBadges((key,))).result[key]
    new = desk.run(RevokeBadge(key, "lost")).result.token
    assert new != old
    assert desk.checkin.token(key) == new


def test_badge_revoked_without_replacement_leaves_none(desk):
    (key,) = factories.people(desk, 1)
    desk.run(IssueBadges((key,)))
    assert desk.run(RevokeBadge(key, replace=False)).result.token is None
    assert desk.checkin.token(key) is None
    with pytest.raises(Conflict) as refusal:
        desk.run(RevokeBadge(key))
    assert refusal.value.code == "badge_none"
