"""Which meetings stand on whose paper as they are, and on whose otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import DocumentKind, MeetingStatus
from matchdesk.models import Agenda, Meeting
from matchdesk.services.events import live_grid
from matchdesk.services.printing.agendas import AgendaWriter
from matchdesk.services.printing.changes import Remembered
from matchdesk.services.printing.reading import Snapshot, read


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """Parties of a meeting (keys) who hold an agenda: it says the meeting as it stands, or not."""

    right: frozenset[str]
    wrong: frozenset[str]


def read_papers(session: Session, now: datetime) -> dict[str, MeetingPaper]:
    """By meeting, whose paper is right and whose wrong; only meetings of somebody with paper.

    A meeting without a slot, or called off, is wrong on paper that still has it. Of paper printed
    before its content was kept only as a whole is known whether it holds.
    """
    if session.scalars(select(Agenda.id).limit(1)).first() is None:
        return {}
    taken = read(session, DocumentKind.AGENDAS, (), agendas=False)
    return _papers(session, taken, AgendaWriter(taken, now))


def _papers(session: Session, taken: Snapshot, writer: AgendaWriter) -> dict[str, MeetingPaper]:
    kept = {key: Remembered(held.content) for key, held in taken.agendas.items()}
    right: dict[str, set[str]] = defaultdict(set)
    wrong: dict[str, set[str]] = defaultdict(set)
    for one in taken.appointments:
        for key in dict.fromkeys(one.parties):
            paper = kept.get(key)
            if paper is None or key not in taken.people:
                continue
            person = taken.people[key]
            if paper.known:
                holds = paper.takes(writer.entry(person, one))
            else:
                holds = not writer.differs(person)
            (right if holds else wrong)[one.key].add(key)
    for meeting, parties in _loose(session):
        for key, other in (parties, parties[::-1]):
            paper = kept.get(key)
            if paper is not None and other in taken.people:
                partner = taken.people[other]
                if paper.left_with(partner.name, partner.organisation):
                    wrong[meeting].add(key)
    return {
        key: MeetingPaper(frozenset(right[key]), frozenset(wrong[key]))
        for key in right.keys() | wrong.keys()
    }


def _loose(session: Session) -> list[tuple[str, tuple[str, str]]]:
    """Meetings that wait or are called off, and their two sides."""
    query = select(Meeting.id, Meeting.first_id, Meeting.second_id).where(
        Meeting.grid_id == live_grid(session).id,
        or_(Meeting.slot_id.is_(None), Meeting.status == MeetingStatus.CANCELLED),
    )
    return [(key, (first, second)) for key, first, second in session.execute(query)]
