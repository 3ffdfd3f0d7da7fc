"""The grid as organisers lay it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.interchange.writing import Sheet, Value
from matchdesk.services.events import EventSummary, SlotView
from matchdesk.services.outcomes import MeetingView, PartyView
from matchdesk.services.transfer.lists import Names


def grid(event: EventSummary, meetings: Sequence[MeetingView], names: Names) -> tuple[Sheet, Sheet]:
    """A sheet of tables × slots and one of participants × slots; cancelled meetings left out."""
    placed = [m for m in meetings if m.slot and m.status is not MeetingStatus.CANCELLED]
    return _by_table(event, placed, names), _by_person(event, placed, names)


def _by_table(event: EventSummary, placed: Sequence[MeetingView], names: Names) -> Sheet:
    cells: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for meeting in placed:
        cells[meeting.table, meeting.slot].append(_parties(meeting, names))
    header = (_("Table"), _("Zone"), *_heads(event.slots))
    lines: list[tuple[int | None, str]] = [(t.number, t.zone) for t in event.tables]
    if any(meeting.table is None for meeting in placed):
        lines.append((None, _("no table")))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (number, zone, *("\n".join(cells[number, s.number]) for s in event.slots))
        for number, zone in lines
    )
    return Sheet(_("Tables"), header, rows, kept=2, widest=30)


def _by_person(event: EventSummary, placed: Sequence[MeetingView], names: Names) -> Sheet:
    cells: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for meeting in placed:
        for party in meeting.parties:
            partners = (named(p, names) for p in meeting.parties if p.key != party.key)
            place = _("table {n}").format(n=meeting.table) if meeting.table else _("no table")
            cells[party.key, meeting.slot].append(f"{', '.join(partners)} ({place})")
    header = (_("No."), _("Name"), _("Organisation"), _("Country"), *_heads(event.slots))
    people = sorted(names.people.items(), key=lambda item: item[1][0])
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (*facts, *("\n".join(cells[key, s.number]) for s in event.slots)) for key, facts in people
    )
    return Sheet(_("Participants"), header, rows, kept=2, widest=30)


def _heads(slots: Iterable[SlotView]) -> list[str]:
    return [f"{slot.day:%d.%m.} {slot.starts:%H:%M}" for slot in slots]


def _parties(meeting: MeetingView, names: Names) -> str:
    text = " – ".join(named(party, names) for party in meeting.parties)
    quiet = meeting.status is MeetingStatus.PLANNED
    return text if quiet else f"{text} [{label(meeting.status)}]"


def named(party: PartyView, names: Names) -> str:
    """What a party is called in short: its organisation, else the person."""
    return party.organisation or str(names.cells(party.key)[1])
