"""What an agenda says that the paper before it does not: new, moved and cancelled meetings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime

from matchdesk.printing.agenda_data import (
    AgendaChange,
    AgendaData,
    AgendaEntry,
    ChangeKind,
    EntryKind,
    Partner,
)
from matchdesk.services.printing.speech import Speech


def remembered(agenda: AgendaData) -> str:
    """The meetings of `agenda` (in plain words) as text, to be kept with the paper."""
    kept = [
        {"start": entry.start.isoformat(), "table": entry.table, "partner": asdict(_who(entry))}
        for entry in _meetings(agenda)
    ]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def changes(before: str, now: AgendaData, speech: Speech) -> tuple[AgendaChange, ...]:
    """The slip, in the order of the day; empty if the old paper's content was not kept.

    A meeting is the same if its partner is: with another time or table it has moved.
    """
    if not before:
        return ()
    old: dict[tuple[str, str], list[tuple[datetime, str, Partner]]] = defaultdict(list)
    for kept in json.loads(before):
        partner = Partner(**kept["partner"])
        start = datetime.fromisoformat(kept["start"])
        old[partner.name, partner.organisation].append((start, kept["table"], partner))
    found: list[AgendaChange] = []
    fresh: list[AgendaEntry] = []
    for entry in _meetings(now):  # those that stand as they were, first
        who = _who(entry)
        same = (entry.start, entry.table, who)
        held = old[who.name, who.organisation]
        match = next((one for one in held if one[:2] == same[:2]), None)
        if match is not None:
            held.remove(match)
        else:
            fresh.append(entry)
    for entry in fresh:
        who = _who(entry)
        held = old[who.name, who.organisation]
        said = _said(who, speech)
        if held:
            was, table, _partner = held.pop(0)
            found.append(AgendaChange(ChangeKind.MOVED, said, entry.start, entry.table, was, table))
        else:
            found.append(AgendaChange(ChangeKind.NEW, said, entry.start, entry.table))
    for start, table, partner in (one for left in old.values() for one in left):
        said = _said(partner, speech)
        found.append(AgendaChange(ChangeKind.GONE, said, was_start=start, was_table=table))
    return tuple(sorted(found, key=_moment))


def _moment(change: AgendaChange) -> datetime:
    moment = change.start or change.was_start
    assert moment is not None  # every change has one of them
    return moment


def _meetings(agenda: AgendaData) -> Iterable[AgendaEntry]:
    return (e for day in agenda.days for e in day.entries if e.kind is EntryKind.MEETING)


def _who(entry: AgendaEntry) -> Partner:
    """The first partner, who names the meeting; several are told apart by all their names."""
    if len(entry.partners) < 2:
        return entry.partners[0] if entry.partners else Partner("")
    return replace(entry.partners[0], name=", ".join(one.name for one in entry.partners))


def _said(partner: Partner, speech: Speech) -> Partner:
    return replace(partner, country=speech.country(partner.country_code))
