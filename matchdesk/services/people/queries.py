"""What screens and subcommands may ask about people and their groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import Indel
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from matchdesk.core.text import fold, name_order
from matchdesk.core.vocabulary import ParticipantStatus, Role
from matchdesk.models import (
    Delegation,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
    Table,
)
from matchdesk.models.ordering import in_letter_order
from matchdesk.services.people.card import participant_card
from matchdesk.services.people.duplicates import alike_organisations, alike_participants
from matchdesk.services.people.merging import compare_organisations, compare_participants
from matchdesk.services.people.reading import arrivals, participant_rows
from matchdesk.services.people.views import (
    AlikePair,
    Comparison,
    DelegationRow,
    GroupNames,
    OrganisationRow,
    ParticipantCard,
    ParticipantRow,
    PartnershipRow,
    PersonName,
    Withdrawal,
)
from matchdesk.services.people.withdrawing import withdrawal
from matchdesk.storage.database import Database

_BY_NAME = (in_letter_order(Organisation.name_key), Organisation.id)
_ALIKE = 0.86  # one slip in a name of seven letters
_MOST_DUPLICATES = 8


class PeopleQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def participants(self) -> tuple[ParticipantRow, ...]:
        """Everybody, cancelled ones included, in order of badge number."""
        with self._database.reading() as session:
            return tuple(participant_rows(session))

    def names(self) -> tuple[PersonName, ...]:
        """Everybody who is expected, in order of badge number."""
        query = (
            select(
                Participant.id,
                Participant.number,
                Participant.name,
                Participant.native_name,
                func.coalesce(Organisation.name, ""),
            )
            .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
            .where(Participant.status == ParticipantStatus.REGISTERED)
            .order_by(Participant.number)
        )
        with self._database.reading() as session:
            return tuple(PersonName(*row) for row in session.execute(query))

    def card(self, key: str) -> ParticipantCard:
        """Everything about one participant; raises `NotFound`."""
        with self._database.reading() as session:
            return participant_card(session, key)

    def organisations(self) -> tuple[OrganisationRow, ...]:
        """In order of name."""
        with self._database.reading() as session:
            return _organisations(session)

    def group_names(self) -> GroupNames:
        """Organisations and delegations to choose from."""
        with self._database.reading() as session:
            organisations = select(Organisation.id, Organisation.name)
            delegations = select(Delegation.id, Delegation.name)
            return GroupNames(
                tuple(session.execute(organisations.order_by(*_BY_NAME)).all()),
                tuple(sorted(session.execute(delegations), key=lambda row: name_order(row[1]))),
            )

    def delegations(self) -> tuple[DelegationRow, ...]:
        """In order of name."""
        with self._database.reading() as session:
            return _delegations(session)

    def partnerships(self) -> tuple[PartnershipRow, ...]:
        """In order of acronym."""
        with self._database.reading() as session:
            return _partnerships(session)

    def withdrawal(self, key: str) -> Withdrawal:
        """What hangs on somebody who withdraws, and who could take it over."""
        with self._database.reading() as session:
            return withdrawal(session, key)

    def alike(self) -> tuple[AlikePair, ...]:
        """Pairs of participants who may be one person, the surest first."""
        with self._database.reading() as session:
            return alike_participants(session)

    def alike_organisations(self) -> tuple[AlikePair, ...]:
        """Pairs of organisations that may be one."""
        with self._database.reading() as session:
            return alike_organisations(session)

    def compare(self, keep: str, drop: str) -> Comparison:
        """Two participants side by side, before they are merged; see `MergeParticipants`."""
        with self._database.reading() as session:
            return compare_participants(session, keep, drop)

    def compare_organisations(self, keep: str, drop: str) -> Comparison:
        """Two organisations side by side, before they are merged."""
        with self._database.reading() as session:
            return compare_organisations(session, keep, drop)

    def possible_duplicates(self, name: str, email: str = "") -> tuple[ParticipantRow, ...]:
        """Who might be the same person: same e-mail, same words in the name, or one slip apart."""
        with self._database.reading() as session:
            found = _alike(session, name, email)
            rows = {row.key: row for row in participant_rows(session, found)}
        return tuple(rows[key] for key in found)


def _alike(session: Session, name: str, email: str) -> list[str]:
    """Keys, the most alike first."""
    wanted = " ".join(sorted(fold(name).split()))
    mail = email.strip().lower()
    rows = session.execute(select(Participant.id, Participant.name_key, Participant.email)).all()
    same_mail = [key for key, _name, kept in rows if mail and kept == mail]
    names = {key: " ".join(sorted(name_key.split())) for key, name_key, _mail in rows}
    close = process.extract(
        wanted,
        names,
        scorer=Indel.normalized_similarity,
        score_cutoff=_ALIKE,
        limit=_MOST_DUPLICATES,
    )
    alike = [key for _name, _ratio, key in close] if wanted else []
    return list(dict.fromkeys([*same_mail, *alike]))[:_MOST_DUPLICATES]


def _expected(session: Session) -> Sequence[Row[str, str | None, str | None, Role, str]]:
    """Key, organisation, delegation, role and name of everybody who is to come."""
    query = select(
        Participant.id,
        Participant.organisation_id,
        Participant.delegation_id,
        Participant.role,
        Participant.name,
    ).where(Participant.status == ParticipantStatus.REGISTERED)
    return session.execute(query).all()


def _organisations(session: Session) -> tuple[OrganisationRow, ...]:
    here = arrivals(session)
    people: Counter[str | None] = Counter()
    arrived: Counter[str | None] = Counter()
    for key, organisation, *_ in _expected(session):
        people[organisation] += 1
        arrived[organisation] += key in here
    partnerships: dict[str, list[str]] = defaultdict(list)
    memberships = select(PartnershipMember.organisation_id, Partnership.acronym).join(
        Partnership, Partnership.id == PartnershipMember.partnership_id
    )
    for key, acronym in session.execute(memberships):
        partnerships[key].append(acronym)
    tables: dict[str | None, list[int]] = defaultdict(list)
    kept = select(Table.reserved_for_id, Table.number).order_by(Table.number)
    for organisation, number in session.execute(kept):
        tables[organisation].append(number)
    return tuple(
        OrganisationRow(
            key=o.id,
            name=o.name,
            type=o.type,
            country=o.country,
            city=o.city,
            website=o.website,
            description=o.description,
            sectors=tuple(o.sectors),
            target_countries=tuple(o.target_countries),
            sme_count=o.sme_count,
            partnerships=tuple(sorted(partnerships.get(o.id, ()), key=name_order)),
            tables=tuple(tables.get(o.id, ())),
            participants=people[o.id],
            arrived=arrived[o.id],
        )
        for o in session.scalars(select(Organisation).order_by(*_BY_NAME))
    )


def _delegations(session: Session) -> tuple[DelegationRow, ...]:
    here = arrivals(session)
    people: Counter[str | None] = Counter()
    arrived: Counter[str | None] = Counter()
    heads: dict[str | None, str] = {}
    for key, _, delegation, role, name in _expected(session):
        people[delegation] += 1
        arrived[delegation] += key in here
        if role is Role.HEAD_OF_DELEGATION:
            heads.setdefault(delegation, name)
    return tuple(
        DelegationRow(
            key=d.id,
            name=d.name,
            country=d.country,
            note=d.note,
            head=heads.get(d.id, ""),
            participants=people[d.id],
            arrived=arrived[d.id],
        )
        for d in sorted(session.scalars(select(Delegation)), key=lambda d: name_order(d.name))
    )


def _partnerships(session: Session) -> tuple[PartnershipRow, ...]:
    people = Counter(organisation for _, organisation, *_ in _expected(session))
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    query = (
        select(PartnershipMember.partnership_id, Organisation.id, Organisation.name)
        .join(Organisation, Organisation.id == PartnershipMember.organisation_id)
        .order_by(*_BY_NAME)
    )
    for partnership, organisation, name in session.execute(query):
        members[partnership].append((organisation, name))
    return tuple(
        PartnershipRow(
            key=p.id,
            acronym=p.acronym,
            name=p.name,
            kind=p.kind,
            strand=p.strand,
            status=p.status,
            industry_focus=p.industry_focus,
            target_countries=tuple(p.target_countries),
            members=tuple(name for _, name in members[p.id]),
            member_keys=frozenset(key for key, _ in members[p.id]),
            participants=sum(people[key] for key, _ in members[p.id]),
        )
        for p in sorted(session.scalars(select(Partnership)), key=lambda p: name_order(p.acronym))
    )
