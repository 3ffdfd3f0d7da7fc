"""Who holds what on paper, asked for a few people at a time: a scan must not wait for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import DocumentKind, ParticipantStatus
from matchdesk.models import Badge, Delegation, Participant, PrintRecord
from matchdesk.services.printing import Subject
from matchdesk.services.spooling.views import OnPaper, PrintJob


def names(session: Session, keys: Collection[str]) -> dict[str, str]:
    """Names of those of `keys` who are expected, in the order of handing out."""
    query = (
        select(Participant.id, Participant.name, Participant.name_key, Delegation.name)
        .outerjoin(Delegation, Delegation.id == Participant.delegation_id)
        .where(Participant.id.in_(keys), Participant.status == ParticipantStatus.REGISTERED)
    )
    found = sorted(session.execute(query), key=lambda row: (not row[3], fold(row[3] or ""), row[2]))
    return {key: name for key, name, *_order in found}


def called(session: Session, keys: Collection[str]) -> dict[str, str]:
    """What the participants among `keys` are called now."""
    query = select(Participant.id, Participant.name).where(Participant.id.in_(keys))
    return {row.id: row.name for row in session.execute(query)}


def renamed(job: PrintJob, known: Mapping[str, str]) -> PrintJob:
    """`job` with the names of `known`; whoever is not in it keeps the one they had."""
    now = tuple(replace(one, name=known.get(one.key, one.name)) for one in job.subjects)
    return job if now == job.subjects else replace(job, subjects=now)


def held(session: Session, kind: DocumentKind, names: Mapping[str, str]) -> dict[str, OnPaper]:
    """The last document of `kind` of each who holds one; a replaced badge does not count."""
    query = (
        select(PrintRecord.participant_id, PrintRecord.at, PrintRecord.desk, PrintRecord.operator)
        .where(PrintRecord.participant_id.in_(names), PrintRecord.kind == kind)
        .order_by(PrintRecord.at)
    )
    issued = _issued(session, names) if kind is DocumentKind.BADGES else {}
    found = {}
    for key, at, desk, operator in session.execute(query):
        if key is not None and (kind is not DocumentKind.BADGES or issued.get(key, at) <= at):
            found[key] = OnPaper(key, names[key], kind, at, desk, operator)
    return found


def subjects(names: Mapping[str, str], keys: Collection[str]) -> tuple[Subject, ...]:
    """For whom a job is."""
    return tuple(Subject(key, names[key]) for key in keys)


def _issued(session: Session, keys: Collection[str]) -> dict[str, datetime]:
    query = select(Badge.participant_id, Badge.issued_at)
    valid = query.where(Badge.participant_id.in_(keys), Badge.revoked_at.is_(None))
    return {row.participant_id: row.issued_at for row in session.execute(valid)}
