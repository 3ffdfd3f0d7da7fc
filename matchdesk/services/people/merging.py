"""Two entries that turn out to be one: compared side by side, then merged in one command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import (
    Agreement,
    AgreementMeeting,
    AgreementParty,
    Meeting,
    MeetingGuest,
    Organisation,
    Outcome,
    Participant,
    Record,
)
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import live_grid
from matchdesk.services.guards import FREED
from matchdesk.services.people import fields
from matchdesk.services.people.editing import get_participant
from matchdesk.services.people.following import (
    follow,
    references,
    settle_organisation,
    settle_person,
)
from matchdesk.services.people.groups import ORGANISATIONS, get_group
from matchdesk.services.people.shown import shown
from matchdesk.services.people.views import ClashKind, Comparison, FieldPair, MergeClash, Merged
from matchdesk.services.waiting import BEGUN, described, parties_of, to_waiting_list


@dataclass(frozen=True)
class MergeParticipants(Command):
    """`drop` is the same person as `keep`: their meetings, requests, arrivals … become `keep`'s.

    `take` names the fields that are taken from `drop`. `give_way` are keys of meetings that give
    way where `Comparison.clashes` says that two cannot both stand: one of two in the same slot
    goes to the waiting list, one of two with the same partner is cancelled. Result: `Merged`.
    """

    intent: ClassVar[str] = "merge_participants"

    keep: str
    drop: str
    take: frozenset[str] = frozenset()
    give_way: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MergeOrganisations(Command):
    """`drop` is the same organisation as `keep`: people, tables, agreements become `keep`'s.

    `take` names the fields that are taken from `drop`. Result: `Merged`.
    """

    intent: ClassVar[str] = "merge_organisations"

    keep: str
    drop: str
    take: frozenset[str] = frozenset()


def merge_participants(command: MergeParticipants, context: Context) -> Merged:
    """Handle `MergeParticipants`; raises `Conflict` for a clash nobody gives way in."""
    session = context.session
    keep, drop = get_participant(session, command.keep), get_participant(session, command.drop)
    _refuse_same(keep, drop)
    before = (keep.name, drop.name)
    values = _taken(fields.PARTICIPANT, drop, command.take)
    waiting = _give_way(session, keep, drop, command.give_way)
    _part(session, keep, drop)
    settle_person(session, keep.id, drop.id)
    moved = follow(session, Participant, keep.id, drop.id)
    keep.extras = {**drop.extras, **keep.extras}
    status = drop.status if "status" in command.take else keep.status
    session.delete(drop)
    session.flush()
    fields.write(keep, values)
    keep.status = status
    context.describe(name=keep.name, other=before[1], meetings=moved.get("meeting", 0))
    return Merged(keep.id, keep.name, moved, waiting)


def merge_organisations(command: MergeOrganisations, context: Context) -> Merged:
    """Handle `MergeOrganisations`; raises `Conflict` if the two have agreed with each other."""
    session = context.session
    keep = get_group(session, ORGANISATIONS, command.keep)
    drop = get_group(session, ORGANISATIONS, command.drop)
    _refuse_same(keep, drop)
    _refuse_agreed(session, keep, drop)
    other, values = drop.name, _taken(fields.ORGANISATION, drop, command.take)
    settle_organisation(session, keep.id, drop.id)
    moved = follow(session, Organisation, keep.id, drop.id)
    session.delete(drop)
    session.flush()
    fields.write(keep, values)
    context.describe(name=keep.name, other=other, people=moved.get("participant", 0))
    return Merged(keep.id, keep.name, moved, ())


def compare_participants(session: Session, keep: str, drop: str) -> Comparison:
    """What differs between two participants, what follows, and what cannot both stand."""
    one, other = get_participant(session, keep), get_participant(session, drop)
    _refuse_same(one, other)
    names = (*fields.PARTICIPANT, "status")
    return Comparison(
        keep=keep,
        drop=drop,
        names=(one.name, other.name),
        fields=_pairs(session, names, one, other),
        follows=_counts(session, Participant, drop),
        clashes=_clashes(session, keep, drop),
    )


def compare_organisations(session: Session, keep: str, drop: str) -> Comparison:
    """What differs between two organisations, and what follows."""
    one = get_group(session, ORGANISATIONS, keep)
    other = get_group(session, ORGANISATIONS, drop)
    _refuse_same(one, other)
    return Comparison(
        keep=keep,
        drop=drop,
        names=(one.name, other.name),
        fields=_pairs(session, tuple(fields.ORGANISATION), one, other),
        follows=_counts(session, Organisation, drop),
        clashes=(),
    )


def _pairs(
    session: Session, names: tuple[str, ...], one: Record, other: Record
) -> tuple[FieldPair, ...]:
    """The fields that differ; `better` where only the one that goes has something."""
    found = []
    for name in names:
        kept, dropped = getattr(one, name), getattr(other, name)
        if kept != dropped:
            better = not kept and dropped is not None and kept is not False
            texts = shown(session, name, kept), shown(session, name, dropped)
            found.append(FieldPair(name, *texts, better=better and bool(dropped)))
    return tuple(found)


def _counts(session: Session, target: type[Record], key: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, column in references(target):
        query = select(func.count()).select_from(kind).where(getattr(kind, column) == key)
        number = session.execute(query).scalar_one()
        if number:
            counts[kind.__tablename__] = counts.get(kind.__tablename__, 0) + number
    return counts


def _clashes(session: Session, keep: str, drop: str) -> tuple[MergeClash, ...]:
    """Meetings of the live grid of which one has to give way."""
    live = live_grid(session).id
    mine = _meetings(session, keep, live)
    theirs = [m for m in _meetings(session, drop, live) if m not in mine]
    parties = parties_of(session, [*mine, *theirs])
    places = {one.key: one for one in described(session, [*mine, *theirs])}
    found = []
    for first in mine:
        if drop in parties[first.id]:
            continue
        for second in theirs:
            others = (set(parties[first.id]) - {keep}, set(parties[second.id]) - {drop})
            pair = others[0] == others[1]
            if pair and first.status in BEGUN and second.status in BEGUN:
                continue  # they met twice: facts, both
            if pair or (first.slot_id is not None and first.slot_id == second.slot_id):
                kind = ClashKind.PARTNER if pair else ClashKind.SLOT
                begun = frozenset(m.id for m in (first, second) if m.status in BEGUN)
                found.append(MergeClash(kind, places[first.id], places[second.id], begun))
    return tuple(found)


def _meetings(session: Session, person: str, grid: str | None = None) -> list[Meeting]:
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == person)
    query = select(Meeting).where(
        or_(Meeting.first_id == person, Meeting.second_id == person, Meeting.id.in_(invited)),
        Meeting.status.not_in(FREED),
    )
    if grid is not None:
        query = query.where(Meeting.grid_id == grid)
    return list(session.scalars(query.order_by(Meeting.number)))


def _give_way(
    session: Session, keep: Participant, drop: Participant, chosen: frozenset[str]
) -> tuple[Any, ...]:
    """Cancel or put aside what was chosen; raises `Conflict` where a clash is left."""
    clashes = _clashes(session, keep.id, drop.id)
    cancelled: set[str] = set()
    put_aside: set[str] = set()
    for clash in clashes:
        away = {clash.first.key, clash.second.key} & chosen
        if not away:
            raise Conflict(
                f"merge_clash_{clash.kind}",
                first=clash.first.number,
                second=clash.second.number,
                slot=clash.first.slot or "—",
            )
        if away & clash.begun:
            number = next(
                p.number for p in (clash.first, clash.second) if p.key in away & clash.begun
            )
            raise Conflict("merge_begun", number=number)
        (cancelled if clash.kind is ClashKind.PARTNER else put_aside).update(away)
    for key in sorted(cancelled):
        session.get_one(Meeting, key).status = MeetingStatus.CANCELLED
    wait = [session.get_one(Meeting, key) for key in sorted(put_aside - cancelled)]
    lost = to_waiting_list(session, [*wait, *_draft_clashes(session, keep.id, drop.id)])
    session.flush()
    live = {meeting.id for meeting in wait}
    return tuple(one for one in lost if one.key in live)


def _draft_clashes(session: Session, keep: str, drop: str) -> list[Meeting]:
    """In a draft, which is only tried, the meeting of whoever goes gives way unasked."""
    live = live_grid(session).id
    taken = {(m.grid_id, m.slot_id) for m in _meetings(session, keep) if m.slot_id}
    return [
        meeting
        for meeting in _meetings(session, drop)
        if meeting.grid_id != live and (meeting.grid_id, meeting.slot_id) in taken
    ]


def _part(session: Session, keep: Participant, drop: Participant) -> None:
    """Nobody meets themselves: a meeting of the two vanishes, unless it was held."""
    kept = {meeting.id for meeting in _every_meeting(session, keep.id)}
    for meeting in _every_meeting(session, drop.id):
        if meeting.id not in kept:
            continue
        if meeting.status in BEGUN:
            raise Conflict("merge_met", name=keep.name, other=drop.name, number=meeting.number)
        _remove_meeting(session, meeting)


def _every_meeting(session: Session, person: str) -> list[Meeting]:
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == person)
    query = select(Meeting).where(
        or_(Meeting.first_id == person, Meeting.second_id == person, Meeting.id.in_(invited))
    )
    return list(session.scalars(query))


def _remove_meeting(session: Session, meeting: Meeting) -> None:
    for agreement in session.scalars(select(Agreement).where(Agreement.meeting_id == meeting.id)):
        agreement.meeting_id = None
    for kind in (MeetingGuest, Outcome, AgreementMeeting):
        for row in session.scalars(select(kind).where(kind.meeting_id == meeting.id)):
            session.delete(row)
    session.flush()
    session.delete(meeting)
    session.flush()


def _taken(rules: Mapping[str, fields.Rule], drop: Record, take: frozenset[str]) -> dict[str, Any]:
    for name in sorted(take - rules.keys() - {"status"}):
        raise Invalid("field_unknown", field=name, value=name)
    return {name: getattr(drop, name) for name in rules if name in take}


def _refuse_same(keep: Any, drop: Any) -> None:
    if keep.id == drop.id:
        raise Invalid("merge_same", name=keep.name)


def _refuse_agreed(session: Session, keep: Organisation, drop: Organisation) -> None:
    theirs = select(AgreementParty.agreement_id).where(AgreementParty.organisation_id == drop.id)
    mine = AgreementParty.organisation_id == keep.id
    query = (
        select(Agreement.number)
        .join(AgreementParty, AgreementParty.agreement_id == Agreement.id)
        .where(mine, Agreement.id.in_(theirs))
    )
    number = session.scalars(query).first()
    if number is not None:
        raise Conflict("merge_agreed", name=keep.name, other=drop.name, number=number)


HANDLERS: dict[type[Command], Handler] = {
    MergeParticipants: merge_participants,
    MergeOrganisations: merge_organisations,
}
