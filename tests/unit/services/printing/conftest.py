"""A small event with everything that can stand on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import pytest

from matchdesk.core.vocabulary import OrganisationType, ProfileSide, Role
from matchdesk.models import (
    Break,
    Delegation,
    Partnership,
    PartnershipMember,
    Profile,
    ProfileLine,
    new_key,
)
from matchdesk.services.desk import Desk
from tests import factories


@dataclass(frozen=True)
class Cast:
    """Keys of the people and meetings."""

    ana: str
    chen: str
    dora: str
    bo: str
    early: str
    late: str


@pytest.fixture
def cast(desk: Desk) -> Cast:
    """Ana (1, PL cluster), Chen (2, Taiwan), Dora (3, no organisation), Bo (4, a guest).

    Ana meets Chen in slot 2 at table 3 and Dora in slot 5 at table 1.
    """
    return make_cast(desk)


def make_cast(desk: Desk) -> Cast:
    agro = factories.organisation(desk, "Łódź Agro", country="PL")
    ict = factories.organisation(desk, "Taiwan ICT", country="TW", type=OrganisationType.SME)
    (taiwan,) = factories.put(desk, Delegation(name="Taiwan", country="TW"))
    partnership = Partnership(id=new_key(), acronym="PHOENIX")
    factories.put(desk, partnership)
    factories.put(desk, PartnershipMember(partnership_id=partnership.id, organisation_id=agro))
    ana = factories.participant(desk, "Ana Kovač", organisation_id=agro, languages=["pl", "en"])
    chen = factories.participant(
        desk,
        "Chen Wei-Lin",
        native_name="陳威霖",
        organisation_id=ict,
        delegation_id=taiwan,
        role=Role.HEAD_OF_DELEGATION,
    )
    dora = factories.participant(desk, "Dora Íñiguez", country="ES")
    bo = factories.participant(desk, "Bo Guest", role=Role.GUEST)
    profile = Profile(id=new_key(), participant_id=chen)
    factories.put(desk, profile)
    lines = (
        (ProfileSide.OFFER, "Sensors"),
        (ProfileSide.OFFER, "Optics"),
        (ProfileSide.NEED, "Farms"),
    )
    factories.put(
        desk,
        *(
            ProfileLine(profile_id=profile.id, side=side, position=position, text=text)
            for position, (side, text) in enumerate(lines)
        ),
    )
    factories.put(
        desk,
        Break(day=date(2026, 11, 18), starts=time(10, 40), ends=time(13, 30), name="Lunch"),
        Break(day=date(2026, 11, 18), starts=time(18), ends=time(22), name="Dinner"),
    )
    early = factories.meeting(desk, ana, chen, 2, 3)
    late = factories.meeting(desk, ana, dora, 5, 1)
    return Cast(ana, chen, dora, bo, early, late)
