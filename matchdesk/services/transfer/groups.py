"""Organisations, delegations and partnerships as rows name them: found, or made."""

from __future__ import annotations

from collections.abc import Iterable

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.interchange import countries
from matchdesk.models import (
    Delegation,
    Organisation,
    Partnership,
    PartnershipMember,
    fresh,
    new_key,
)
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import RowWork, squeezed


def organisation(
    known: Known, row: RowWork, name: str, type_: OrganisationType = OrganisationType.OTHER
) -> Organisation | None:
    """The organisation of this name, made if there is none; None for a name without letters."""
    key = squeezed(name)
    if not key:
        return None
    found = known.organisations_by_name.get(key)
    if found is None:
        found = known.add(
            fresh(
                Organisation,
                id=new_key(),
                name=name,
                name_key=fold(name),
                type=type_,
                country="",
                city="",
                website="",
                description="",
                sectors=[],
                target_countries=[],
            )
        )
        known.organisations_by_name[key] = found
        known.organisations[found.id] = found
        row.made(found)
    return found


def delegation(known: Known, row: RowWork, name: str) -> Delegation | None:
    """The delegation of this name, made if there is none (with its country, if it is called so)."""
    key = squeezed(name)
    if not key:
        return None
    found = known.delegations.get(key)
    if found is None:
        country = countries.code(name) or ""
        found = known.add(fresh(Delegation, id=new_key(), name=name, country=country, note=""))
        known.delegations[key] = found
        known.delegation_names[found.id] = name
        row.made(found)
    return found


def partnership(known: Known, row: RowWork, acronym: str, name: str = "") -> Partnership:
    """The partnership of this acronym or name, made if there is none."""
    keys = [key for key in (squeezed(acronym), squeezed(name)) if key]
    found = next((known.partnerships[key] for key in keys if key in known.partnerships), None)
    if found is None:
        found = known.add(
            fresh(
                Partnership,
                id=new_key(),
                acronym=acronym or name,
                name=name,
                kind="",
                strand="",
                status="",
                industry_focus="",
                target_countries=[],
            )
        )
        row.made(found)
    for key in keys:
        known.partnerships.setdefault(key, found)
    return found


def join(known: Known, row: RowWork, to: Partnership, members: Iterable[Organisation]) -> None:
    """Make each of `members` a member of the partnership, if it is none yet."""
    for one in members:
        if (to.id, one.id) not in known.members:
            known.members.add((to.id, one.id))
            known.add(
                fresh(PartnershipMember, id=new_key(), partnership_id=to.id, organisation_id=one.id)
            )
            row.changed("partnership_member", None, f"{to.acronym}: {one.name}", to)
