"""New partners for those left alone by a no-show: requests first, then recommendations."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matchdesk.core.errors import Conflict
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import RequestSource, RequestStatus
from matchdesk.models import MeetingRequest
from matchdesk.scheduling.problem import Limits
from matchdesk.services.agenda import AddMeeting
from matchdesk.services.people import SetProfile
from matchdesk.services.repairing import AcceptRepair, Mishap, MishapKind, ProposalKind
from tests import factories

LIMITS = Limits(60.0)
"""More than any machine needs: what is found does not depend on time."""

OUT, NEW, FIT = ProposalKind.OUT, ProposalKind.NEW, ProposalKind.FIT


@pytest.fixture
def four(desk) -> list[str]:
    """The first meets the second in slot 1, the third in slot 2; the fourth meets nobody.

    The second needs what the fourth offers.
    """
    keys = factories.people(desk, 4)
    for slot, other in enumerate(keys[1:3], start=1):
        factories.request(desk, keys[0], other)
        desk.run(AddMeeting(keys[0], other, slot, slot))
    desk.run(SetProfile(keys[1], (), ("silicon photonics packaging",)))
    desk.run(SetProfile(keys[3], ("silicon photonics packaging",), ()))
    return keys


def kinds(draft) -> list[ProposalKind]:
    return [one.kind for one in draft.proposals]


def test_recommended_partner_is_proposed_with_the_reasons(desk, four):
    draft = desk.repair.draft([Mishap(MishapKind.NO_SHOW, four[0])], limits=LIMITS)
    assert kinds(draft) == [OUT, OUT, FIT]
    fit = draft.proposals[2]
    assert fit.parties == (four[1], four[3])
    assert fit.words.startswith("Cluster 2 ⇄ Cluster 4: recommended, new meeting at ")
    assert "silicon photonics packaging" in " ".join(fit.reasons)


def test_request_without_a_place_comes_before_a_recommendation(desk, four):
    factories.request(desk, four[1], four[2])
    draft = desk.repair.draft([Mishap(MishapKind.NO_SHOW, four[0])], limits=LIMITS)
    assert kinds(draft) == [OUT, OUT, NEW]
    assert draft.proposals[2].parties == (four[1], four[2])


def test_accepted_recommendation_is_a_request_too_and_undone_with_it(desk, four):
    before = desk.agenda.grid()
    draft = desk.repair.draft([Mishap(MishapKind.NO_SHOW, four[0])], limits=LIMITS)
    done = desk.run(AcceptRepair(draft)).result
    assert (done.moved, done.new, done.removed) == (0, 1, 2)
    with desk._database.reading() as session:
        query = select(MeetingRequest).where(MeetingRequest.source == RequestSource.RECOMMENDED)
        key = session.scalars(query).one().id
    row = desk.requests.get(key)
    assert (row.status, row.requester_key) == (RequestStatus.ACCEPTED, four[1])
    assert row.placed is not None
    desk.history.undo()
    assert desk.agenda.grid() == before


def test_recommendation_that_meets_meanwhile_is_refused(desk, four):
    draft = desk.repair.draft([Mishap(MishapKind.NO_SHOW, four[0])], limits=LIMITS)
    desk.run(AddMeeting(four[3], four[1]))
    with pytest.raises(Conflict):
        desk.run(AcceptRepair(draft))


def test_nobody_is_moved_or_put_out_for_a_replacement(desk, four):
    others = factories.people(desk, 10)
    for table in (3, 4):  # with tables 1 and 2 taken elsewhere, every slot has one table at most
        for slot in range(1, 17):
            pair = others[:2] if table == 3 else others[2:4]
            factories.meeting(desk, *pair, slot, table)
    for one in others[4:]:
        factories.request(desk, four[1], one, priority=5)
    draft = desk.repair.draft([Mishap(MishapKind.NO_SHOW, four[0])], limits=LIMITS)
    assert (draft.changes, draft.bound, draft.proven) == (0, 0, True)
    assert kinds(draft) == [OUT, OUT, NEW]  # one for the one meeting that was lost


def test_cancelled_search_still_tells_who_falls_out(desk, four):
    progress = Progress()
    progress.cancel()
    draft = desk.repair.draft(
        [Mishap(MishapKind.NO_SHOW, four[0])], limits=LIMITS, progress=progress
    )
    assert kinds(draft) == [OUT, OUT]
