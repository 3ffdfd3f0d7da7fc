"""What stands on the agendas: each participant's days, and which version of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from matchdesk.core.vocabulary import ProfileSide, ProgrammeKind, meeting_form
from matchdesk.printing.agenda_data import (
    AgendaData,
    AgendaDay,
    AgendaEntry,
    EntryKind,
    Partner,
    fingerprint,
)
from matchdesk.services.events import SlotView, TableView
from matchdesk.services.printing.changes import changes, remembered
from matchdesk.services.printing.reading import Appointment, Person, Snapshot, own_script
from matchdesk.services.printing.speech import PLAIN, Speech


class AgendaWriter:
    """Puts together agendas from one snapshot. Versions count from the ones printed before."""

    def __init__(self, taken: Snapshot, printed_at: datetime) -> None:
        self._taken, self._printed_at = taken, printed_at
        self._spans = {
            slot.key: (self._at(slot.day, slot.starts), self._at(slot.day, slot.ends))
            for slot in taken.event.slots
        }
        self._slots = {slot.key: slot for slot in taken.event.slots}
        self._tables = {table.key: table for table in taken.event.tables}
        self._marks: dict[str, str] = {}
        self._plans: dict[str, str] = {}
        self._meetings: dict[str, list[Appointment]] = defaultdict(list)
        for one in taken.appointments:
            for key in dict.fromkeys((*one.parties, one.interpreter)):
                self._meetings[key].append(one)

    def mark(self, person: Person) -> str:
        """The fingerprint of the agenda in plain words.

        It is of what the agenda says, not of the language it says it in: a page printed in German
        and the same page in English are one version.
        """
        if person.key not in self._marks:
            self._marks[person.key] = fingerprint(self._agenda(person, PLAIN, 1))
        return self._marks[person.key]

    def differs(self, person: Person) -> bool:
        """Whether the participant holds a page that says something else."""
        held = self._taken.agendas.get(person.key)
        return held is not None and held.fingerprint != self.mark(person)

    def agenda(self, person: Person, speech: Speech) -> AgendaData:
        """The agenda as `speech` says it; new content has a new version."""
        held = self._taken.agendas.get(person.key)
        if held is None or not self.differs(person):
            return self._agenda(person, speech, held.number if held else 1)
        made = self._agenda(person, speech, held.number + 1)
        plain = self._agenda(person, PLAIN, 1)
        slip = changes(held.content, plain, made, self._besides(plain), speech)
        return replace(made, changes=slip, instead_of=held.number)

    def entry(self, person: Person, meeting: Appointment) -> AgendaEntry:
        """One meeting as the person's agenda has it, in plain words."""
        return self._meeting(person, meeting, self._slots[meeting.slot], PLAIN)

    def remembered(self, person: Person) -> str:
        """What the agenda says, to be compared with a later one."""
        plain = self._agenda(person, PLAIN, 1)
        return remembered(plain, self._besides(plain))

    def _besides(self, agenda: AgendaData) -> list[AgendaEntry]:
        """The programme of the agenda's days, whether its page shows all of it or not."""
        return [entry for day in agenda.days for entry in self._programme(day.date)]

    def _agenda(self, person: Person, speech: Speech, version: int) -> AgendaData:
        event = self._taken.event
        return AgendaData(
            key=person.key,
            name=person.name,
            event_name=event.name,
            timezone=event.timezone,
            days=tuple(self._days(person, speech)),
            version=version,
            printed_at=self._printed_at,
            native_name=person.native_name,
            organisation=person.organisation,
            country=speech.country(person.country),
            country_code=person.country,
            venue=event.venue,
            city=event.city,
            language=own_script(person),
            twelve_hour=speech.twelve_hour,
            speaks=speech.code,
            token=self._taken.tokens.get(person.key, ""),
            room_plan=self._room_plan(speech),
        )

    def _room_plan(self, speech: Speech) -> str:
        """“Zone A: Tables 1–12 · Zone B: Tables 13–20”, where there is more than one zone."""
        if speech.code not in self._plans:
            zones: dict[str, list[TableView]] = defaultdict(list)
            for table in self._taken.event.tables:
                zones[zone(table, speech)].append(table)
            parts = [
                f"{name}: {_numbers([table.number for table in tables], speech)}"
                for name, tables in zones.items()
                if name
            ]
            self._plans[speech.code] = " · ".join(parts) if len(zones) > 1 else ""
        return self._plans[speech.code]

    def _days(self, person: Person, speech: Speech) -> Iterable[AgendaDay]:
        """The days on which the person attends a session or has a meeting."""
        attended = self._taken.sessions.get(person.key)
        meetings = {one.slot: one for one in self._meetings[person.key]}
        by_day: dict[date, list[tuple[AgendaEntry, str]]] = defaultdict(list)
        for slot in self._taken.event.slots:
            meeting = meetings.get(slot.key)
            if meeting is not None:
                entry = self._meeting(person, meeting, slot, speech)
            elif attended is None or slot.session_key in attended:
                entry = self._free(person, slot, speech)
            else:
                continue
            by_day[slot.day].append((entry, slot.session_key))
        for day, entries in sorted(by_day.items()):
            pauses = self._pauses(day, [entry for entry, _session in entries])
            entries.extend((pause, "") for pause in pauses)
            yield AgendaDay(day, _merged(sorted(entries, key=lambda one: one[0].start)))

    def _pauses(self, day: date, entries: list[AgendaEntry]) -> list[AgendaEntry]:
        """What else the day holds; breaks only between its first and last entry."""
        first, last = min(e.start for e in entries), max(e.end for e in entries)
        return [
            pause
            for pause in self._programme(day)
            if pause.kind is EntryKind.PLENARY or (pause.end > first and pause.start < last)
        ]

    def _programme(self, day: date) -> list[AgendaEntry]:
        """Breaks, plenaries and what else a day holds besides meetings."""
        return [
            AgendaEntry(
                EntryKind.BREAK if pause.kind is ProgrammeKind.BREAK else EntryKind.PLENARY,
                self._at(day, pause.starts),
                self._at(day, pause.ends),
                pause.name,
                zone=pause.place,
            )
            for pause in self._taken.pauses
            if pause.day == day
        ]

    def _free(self, person: Person, slot: SlotView, speech: Speech) -> AgendaEntry:
        away = self._taken.absences.get(person.key, {})
        title = (away[slot.key] or speech.text("Not available")) if slot.key in away else ""
        start, end = self._spans[slot.key]
        return AgendaEntry(EntryKind.FREE, start, end, title)

    def _meeting(
        self, person: Person, meeting: Appointment, slot: SlotView, speech: Speech
    ) -> AgendaEntry:
        people = self._taken.people
        others = [people[key] for key in dict.fromkeys(meeting.parties) if key != person.key]
        first, second = (people[key] for key in meeting.parties[:2])
        interprets = meeting.interpreter == person.key
        helper = "" if interprets else meeting.interpreter
        table = self._tables.get(meeting.table, _NO_TABLE)
        start, end = self._spans[slot.key]
        return AgendaEntry(
            kind=EntryKind.MEETING,
            start=start,
            end=end,
            slot=slot.number,
            partners=tuple(partner(other, speech) for other in others),
            table=str(table.number) if table.number else "",
            zone=zone(table, speech),
            form=str(meeting_form(first.organisation_type, second.organisation_type)),
            offers="" if interprets else self._lines(others, ProfileSide.OFFER),
            needs="" if interprets else self._lines(others, ProfileSide.NEED),
            interpreter=people[helper].name if helper else "",
        )

    def _lines(self, others: list[Person], side: ProfileSide) -> str:
        return "; ".join(
            text for one in others for text in self._taken.profile.get((one.key, side), ())
        )

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._taken.event.zone)


def _merged(entries: Iterable[tuple[AgendaEntry, str]]) -> tuple[AgendaEntry, ...]:
    """The entries (each with the key of its session), free slots in a row as one stretch.

    A stretch ends with its session, at a break, and where the reason for being away changes.
    """
    found: list[AgendaEntry] = []
    before = ""
    for entry, session in entries:
        last = found[-1] if found else None
        goes_on = last is not None and session == before and entry.title == last.title
        if last is not None and goes_on and entry.kind is last.kind is EntryKind.FREE:
            found[-1] = replace(last, end=entry.end)
        else:
            found.append(entry)
        before = session
    return tuple(found)


_NO_TABLE = TableView("", 0, "", 0, None)
"""Where a meeting has a slot but no table yet."""


def _numbers(numbers: list[int], speech: Speech) -> str:
    first, last = str(min(numbers)), str(max(numbers))
    if first == last:
        return speech.text("Table {number}").replace("{number}", first)
    text = speech.text("Tables {first}–{last}")
    return text.replace("{first}", first).replace("{last}", last)


def partner(person: Person, speech: Speech) -> Partner:
    """A person as the other side's paper shows them."""
    return Partner(
        name=person.name,
        native_name=person.native_name,
        organisation=person.organisation,
        country=speech.country(person.country),
        country_code=person.country,
    )


def zone(table: TableView, speech: Speech) -> str:
    """A zone of one letter needs its noun; longer ones name themselves."""
    short = len(table.zone) == 1
    return speech.text("Zone {name}").replace("{name}", table.zone) if short else table.zone
