"""The grid as organisers lay it out, and everybody's agenda as a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.interchange.calendars import Appointment, calendar, file_names
from matchdesk.interchange.writing import Sheet, Value
from matchdesk.services.events import EventSummary, SlotView
from matchdesk.services.outcomes import MeetingView, PartyView
from matchdesk.services.transfer.lists import Names

_CONFIRMED = (MeetingStatus.HELD, MeetingStatus.IN_PROGRESS, MeetingStatus.PLANNED)


def grid(event: EventSummary, meetings: Sequence[MeetingView], named: Names) -> tuple[Sheet, Sheet]:
    """A sheet of tables × slots and one of participants × slots; cancelled meetings left out."""
    placed = [m for m in meetings if m.slot and m.status is not MeetingStatus.CANCELLED]
    return _by_table(event, placed, named), _by_person(event, placed, named)


def _by_table(event: EventSummary, placed: Sequence[MeetingView], named: Names) -> Sheet:
    cells: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for meeting in placed:
        cells[meeting.table, meeting.slot].append(_parties(meeting, named))
    header = (_("Table"), _("Zone"), *_heads(event.slots))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (t.number, t.zone, *("\n".join(cells[t.number, s.number]) for s in event.slots))
        for t in event.tables
    )
    return Sheet(_("Tables"), header, rows)


def _by_person(event: EventSummary, placed: Sequence[MeetingView], named: Names) -> Sheet:
    cells: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for meeting in placed:
        for party in meeting.parties:
            partners = (_named(p, named) for p in meeting.parties if p.key != party.key)
            place = _("table {n}").format(n=meeting.table) if meeting.table else _("no table")
            cells[party.key, meeting.slot].append(f"{', '.join(partners)} ({place})")
    header = (_("No."), _("Name"), _("Organisation"), _("Country"), *_heads(event.slots))
    people = sorted(named.people.items(), key=lambda item: item[1][0])
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (*facts, *("\n".join(cells[key, s.number]) for s in event.slots)) for key, facts in people
    )
    return Sheet(_("Participants"), header, rows)


def _heads(slots: Iterable[SlotView]) -> list[str]:
    return [f"{slot.day:%d.%m.} {slot.starts:%H:%M}" for slot in slots]


def _parties(meeting: MeetingView, named: Names) -> str:
    text = " – ".join(_named(party, named) for party in meeting.parties)
    quiet = meeting.status is MeetingStatus.PLANNED
    return text if quiet else f"{text} [{label(meeting.status)}]"


def _named(party: PartyView, named: Names) -> str:
    return party.organisation or str(named.cells(party.key)[1])


def agendas(
    event: EventSummary, meetings: Sequence[MeetingView], named: Names, made_at: datetime
) -> dict[str, bytes]:
    """A calendar for everybody who has meetings, by file name; `made_at` is an aware moment."""
    own: dict[str, list[MeetingView]] = defaultdict(list)
    for meeting in meetings:
        if meeting.slot and meeting.status in _CONFIRMED:
            for party in meeting.parties:
                own[party.key].append(meeting)
    people = sorted(own, key=lambda key: named.people[key][0])
    titles = file_names((named.people[key][0], named.people[key][1]) for key in people)
    return {
        title: calendar(
            f"{event.name}: {named.people[key][1]}",
            event.timezone,
            [_appointment(event, meeting, key, named) for meeting in own[key]],
            made_at,
        )
        for title, key in zip(titles, people, strict=True)
    }


def _appointment(event: EventSummary, meeting: MeetingView, key: str, named: Names) -> Appointment:
    assert meeting.day is not None
    assert meeting.starts is not None
    assert meeting.ends is not None
    partners = [party for party in meeting.parties if party.key != key]
    table = _("Table {n}").format(n=meeting.table) if meeting.table else ""
    people = (
        ", ".join(filter(None, (str(named.cells(p.key)[1]), p.organisation, p.country)))
        for p in partners
    )
    return Appointment(
        key=f"{meeting.key}-{key}",
        title=_("Meeting: {who}").format(who=", ".join(_named(p, named) for p in partners)),
        starts=datetime.combine(meeting.day, meeting.starts),
        ends=datetime.combine(meeting.day, meeting.ends),
        place=", ".join(filter(None, (table, event.venue, event.city))),
        text="\n".join((_("Meeting no. {n}").format(n=meeting.number), *people)),
    )
