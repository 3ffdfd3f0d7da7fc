"""Everybody's agenda as a calendar file: meetings, what they interpret, and the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import MeetingStatus, ProgrammeKind
from matchdesk.interchange.calendars import Appointment, agenda, file_names
from matchdesk.models import Break, Interpreter, Meeting
from matchdesk.services.events import EventSummary, summary
from matchdesk.services.outcomes import MeetingView
from matchdesk.services.transfer.gridtables import named
from matchdesk.services.transfer.lists import Names

_NOT_IN_IT = (MeetingStatus.CANCELLED, MeetingStatus.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the programme without meetings that everybody is invited to."""

    key: str
    starts: datetime
    ends: datetime
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What agendas are made of besides meetings; interpreters' keys by the meeting's."""

    event: EventSummary
    programme: tuple[Item, ...]
    interpreters: Mapping[str, str]


def plan(session: Session) -> Plan:
    """Read it; breaks are left out, a calendar is empty then."""
    query = select(Break).where(Break.kind != ProgrammeKind.BREAK)
    interprets = select(Meeting.id, Interpreter.participant_id).join(
        Interpreter, Interpreter.id == Meeting.interpreter_id
    )
    return Plan(
        summary(session),
        tuple(
            Item(
                one.id,
                datetime.combine(one.day, one.starts),
                datetime.combine(one.day, one.ends),
                one.name,
                one.place,
            )
            for one in session.scalars(query.order_by(Break.day, Break.starts))
        ),
        {row.id: row.participant_id for row in session.execute(interprets)},
    )


def calendars(
    plan: Plan,
    meetings: Sequence[MeetingView],
    names: Names,
    made_at: datetime,
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """A calendar for everybody with a meeting, by file name; `made_at` is an aware moment.

    The programme of a day stands in it if they have a meeting on that day.
    """
    own = _own(plan, meetings)
    people = sorted(own, key=lambda key: names.people[key][0])
    titles = file_names((names.people[key][0], names.people[key][1]) for key in people)
    found = {}
    for place, (title, key) in enumerate(zip(titles, people, strict=True)):
        if progress is not None and place % 20 == 0:
            progress.step(place, len(people), names.people[key][1])
        days = {meeting.day for meeting in own[key] if meeting.day}
        entries = [_meeting(plan, one, key, names) for one in own[key]]
        entries += _programme(plan, days)
        entries.sort(key=lambda entry: entry.starts)
        name = f"{plan.event.name}: {names.people[key][1]}"
        found[title] = agenda(name, plan.event.timezone, entries, made_at)
    return found


def _own(plan: Plan, meetings: Iterable[MeetingView]) -> dict[str, list[MeetingView]]:
    own: dict[str, list[MeetingView]] = defaultdict(list)
    for meeting in meetings:
        if meeting.slot is None or meeting.status in _NOT_IN_IT:
            continue
        there = [party.key for party in meeting.parties]
        if helper := plan.interpreters.get(meeting.key):
            there.append(helper)
        for key in dict.fromkeys(there):
            own[key].append(meeting)
    return own


def _programme(plan: Plan, days: set[date]) -> Iterator[Appointment]:
    for item in plan.programme:
        if item.starts.date() in days:
            yield Appointment(
                key=item.key,
                title=item.name,
                starts=item.starts,
                ends=item.ends,
                place=_at(item.place, plan.event),
            )


def _meeting(plan: Plan, meeting: MeetingView, key: str, names: Names) -> Appointment:
    assert meeting.day is not None
    assert meeting.starts is not None
    assert meeting.ends is not None
    partners = [party for party in meeting.parties if party.key != key]
    interprets = len(partners) == len(meeting.parties)
    title = _("You interpret: {who}") if interprets else _("Meeting: {who}")
    table = _("Table {n}").format(n=meeting.table) if meeting.table else ""
    people = (
        ", ".join(filter(None, (str(names.cells(p.key)[1]), p.organisation, p.country)))
        for p in partners
    )
    return Appointment(
        key=f"{meeting.key}-{key}",
        title=title.format(who=", ".join(named(p, names) for p in partners)),
        starts=datetime.combine(meeting.day, meeting.starts),
        ends=datetime.combine(meeting.day, meeting.ends),
        place=_at(table, plan.event),
        text="\n".join((_("Meeting no. {n}").format(n=meeting.number), *people)),
    )


def _at(where: str, event: EventSummary) -> str:
    return ", ".join(filter(None, (where, event.venue, event.city)))
