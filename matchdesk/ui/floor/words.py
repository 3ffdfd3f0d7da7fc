"""How tables, slots and interpreters are named on the floor. No Qt widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.services.places import language_name
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchdesk.services.attendance import TableRow
    from matchdesk.services.events import SlotView
    from matchdesk.services.outcomes import PartyView

STATES = {
    MeetingStatus.PLANNED: State.NEUTRAL,
    MeetingStatus.IN_PROGRESS: State.PLANNED,
    MeetingStatus.HELD: State.GOOD,
    MeetingStatus.NO_SHOW: State.PROBLEM,
}


def slot_name(slot: SlotView, days: int) -> str:
    """When a slot begins and ends; with the date where the event has several days."""
    day = f"{slot.day:%d.%m.} " if days > 1 else ""
    return f"{day}{slot.starts:%H:%M}–{slot.ends:%H:%M}"


def table(row: TableRow) -> str:
    """The table's number with its zone."""
    number = row.meeting.table
    return "" if number is None else f"{row.zone} {number}".strip()


def side(row: TableRow, place: int) -> str:
    """One side: the organisation, or the name of who has none."""
    party = row.meeting.parties[place]
    return party.organisation or party.name


def others(row: TableRow) -> str:
    """The other side, with the further parties of a group, each with its key."""
    rest = [f"{place + 1}: {side(row, place)}" for place in range(2, len(row.meeting.parties))]
    return " · ".join((side(row, 1), *rest))


def others_tip(row: TableRow) -> str:
    """All of the other side as whole persons."""
    return "\n".join(side_tip(row, place) for place in range(1, len(row.meeting.parties)))


def side_tip(row: TableRow, place: int) -> str:
    """The whole person, and whether they are in the house."""
    party = row.meeting.parties[place]
    here = _("is in the house") if party.key in row.here else _("is not in the house")
    return f"{person(party)}\n{party.organisation}\n{here}".replace("\n\n", "\n")


def person(party: PartyView) -> str:
    """A name in its own script first."""
    return beside(party.native_name, party.name, gap=" · ")


def status(row: TableRow) -> str:
    """Where the meeting stands, with who did not come."""
    meeting = row.meeting
    if meeting.status is not MeetingStatus.NO_SHOW:
        return label(meeting.status)
    missing = [place for place, p in enumerate(meeting.parties) if p.key in meeting.no_show_keys]
    if len(missing) == len(meeting.parties):
        return _("No-show: both") if len(missing) == 2 else _("No-show: all")
    return _("No-show: {side}").format(side=" + ".join(str(place + 1) for place in missing))


def missing(row: TableRow) -> str:
    """Who of an open meeting is not in the house."""
    if not row.open:
        return ""
    away = [str(n + 1) for n, p in enumerate(row.meeting.parties) if p.key not in row.here]
    if not away:
        return ""
    if len(away) == len(row.meeting.parties):
        return _("both") if len(away) == 2 else _("all")
    return " + ".join(away)


def languages(codes: Iterable[str]) -> str:
    """Languages by name."""
    return ", ".join(language_name(code) for code in codes)


def pairs(found: Iterable[tuple[str, str]]) -> str:
    """Language pairs by name, one after the other."""
    return " · ".join(f"{language_name(a)} – {language_name(b)}" for a, b in found)
