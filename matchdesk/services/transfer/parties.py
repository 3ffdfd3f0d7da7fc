"""Whom a request or meeting names."""

from __future__ import annotations

from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.interchange.records import Party
from matchdesk.models import Participant
from matchdesk.services.transfer.known import Known, name_keys
from matchdesk.services.transfer.work import Refused, squeezed


def find(known: Known, party: Party) -> Participant:
    """The participant that `party` names, who is expected.

    By e-mail, else by name (and organisation), else by an organisation with one participant.
    Raises `Refused` where that is nobody, several, or somebody who does not come.
    """
    found = _candidates(known, party)
    expected = [p for p in found if p.status is ParticipantStatus.REGISTERED]
    if found and not expected:
        raise Refused("row_party_cancelled", value=party.shown(), name=found[0].name)
    if not expected:
        raise Refused("row_party_unknown", value=party.shown())
    if len(expected) > 1:
        names = ", ".join(sorted((p.name for p in expected), key=name_order)[:3])
        count = len(expected)
        raise Refused("row_party_ambiguous", value=party.shown(), count=count, names=names)
    return expected[0]


def meetable(first: Participant, second: Participant) -> None:
    """Raise `Refused` if the two are one person or of one organisation."""
    if first is second:
        raise Refused("row_same_party", value=first.name)
    if first.organisation_id and first.organisation_id == second.organisation_id:
        raise Refused("row_same_organisation", first=first.name, second=second.name)


def _candidates(known: Known, party: Party) -> list[Participant]:
    if party.email:
        found = known.people.by_email.get(party.email.lower(), [])
        return _narrowed(found, party.name) if len(found) > 1 else list(found)
    by_name = _named(known, party.name or party.text)
    if party.organisation:
        of_organisation = _of(known, party.organisation)
        if by_name:
            both = [p for p in by_name if p in of_organisation]
            return both or (by_name if not of_organisation else [])
        return of_organisation if not (party.name or party.text) else []
    return by_name or _of(known, party.text)


def _narrowed(people: list[Participant], name: str) -> list[Participant]:
    keys = name_keys(name)
    return [p for p in people if keys & name_keys(p.name)] or list(people)


def _named(known: Known, name: str) -> list[Participant]:
    found = {p.id: p for key in name_keys(name) for p in known.people.by_name.get(key, ())}
    return list(found.values())


def _of(known: Known, organisation: str) -> list[Participant]:
    one = known.organisations_by_name.get(squeezed(organisation))
    return list(known.people.by_organisation.get(one.id, ())) if one else []
