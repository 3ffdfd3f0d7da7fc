"""Papers of the running day: for runners, rooms, walls, tables and interpreters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from matchdesk.core import meeting_token
from matchdesk.core.vocabulary import AgreementType, Rating
from matchdesk.services.events import SlotView, TableView
from matchdesk.services.printing.agendas import partner, zone
from matchdesk.services.printing.more_reading import Whole
from matchdesk.services.printing.reading import Appointment, Person
from matchdesk.services.printing.speech import Speech, day_title

if TYPE_CHECKING:
    from matchdesk.printing.lists import Cell, ListData
    from matchdesk.printing.meeting_forms import FormData
    from matchdesk.printing.wall_plan import WallPlanData


def slot_sheets(whole: Whole, speech: Speech) -> list[ListData]:
    """One sheet a slot with meetings, table by table, for those who walk through the rooms."""
    from matchdesk.printing.lists import Cell, Column, ColumnKind, ListData, Section  # slow to load

    text, tables, by_slot = speech.text, whole.tables, whole.by_slot()
    columns = (
        Column(text("Table"), 0.7, ColumnKind.LARGE),
        Column(text("First party"), 3),
        Column(text("Second party"), 3),
        Column(text("Interpreter"), 1.2),
        Column(text("Both here"), 0.8, ColumnKind.TICK),
    )
    made = []
    for slot in whole.taken.event.slots:
        found = by_slot.get(slot.key, [])
        rows: dict[str, list[tuple[Cell, ...]]] = {}
        for one in found:
            table = tables.get(one.table)
            first, second = (_party(whole.taken.people[key], speech) for key in one.parties[:2])
            helper = whole.taken.people[one.interpreter].name if one.interpreter else ""
            number = Cell(str(table.number) if table else "–")
            row = (number, first, second, Cell(helper), Cell())
            rows.setdefault(zone(table, speech) if table else "", []).append(row)
        if found:
            made.append(
                ListData(
                    key=f"slot {slot.number} {slot.day}",
                    title=text("Slot {number}").replace("{number}", str(slot.number)),
                    subtitle=day_title(slot.day, speech),
                    aside=_span(slot, speech),
                    event_name=whole.taken.event.name,
                    timezone=whole.taken.event.timezone,
                    printed_at=whole.now,
                    columns=columns,
                    sections=tuple(Section(name, tuple(lines)) for name, lines in rows.items()),
                )
            )
    return made


def room_sheets(whole: Whole, speech: Speech) -> list[ListData]:
    """One sheet a zone and day: its tables, each with what takes place there."""
    from matchdesk.printing.lists import Cell, Column, ListData, Section  # slow to load

    text = speech.text
    columns = (
        Column(text("Time"), 1.2),
        Column(text("First party"), 3),
        Column(text("Second party"), 3),
        Column(text("Interpreter"), 1.2),
    )
    slots = whole.slots
    made = []
    for name, tables in _zones(whole).items():
        keys = {table.key for table in tables}
        for day in whole.taken.event.days:
            sections = []
            for table in tables:
                rows = [
                    (
                        Cell(_span(slots[one.slot], speech), bold=True),
                        *(_party(whole.taken.people[key], speech) for key in one.parties[:2]),
                        Cell(whole.taken.people[one.interpreter].name if one.interpreter else ""),
                    )
                    for one in _in_order(whole, table.key)
                    if slots[one.slot].day == day
                ]
                title = text("Table {number}").replace("{number}", str(table.number))
                if rows:
                    sections.append(Section(title, tuple(rows)))
            if sections and keys:
                made.append(
                    ListData(
                        key=f"room {name} {day}",
                        title=text("Room sheet"),
                        subtitle=day_title(day, speech),
                        aside=zone(tables[0], speech) or whole.taken.event.venue,
                        event_name=whole.taken.event.name,
                        timezone=whole.taken.event.timezone,
                        printed_at=whole.now,
                        columns=columns,
                        sections=tuple(sections),
                    )
                )
    return made


def wall_plans(whole: Whole, speech: Speech) -> list[WallPlanData]:
    """One plan a day."""
    from matchdesk.printing.wall_plan import Gathering, PlanRow, WallPlanData  # slow to load

    at = {(one.table, one.slot): one for one in whole.taken.appointments}
    made = []
    for day in whole.taken.event.days:
        slots = [slot for slot in whole.taken.event.slots if slot.day == day]
        rows = tuple(
            PlanRow(
                str(table.number),
                zone(table, speech),
                tuple(
                    tuple(
                        partner(whole.taken.people[key], speech)
                        for key in (
                            at[table.key, slot.key].parties if (table.key, slot.key) in at else ()
                        )
                    )
                    for slot in slots
                ),
            )
            for table in whole.taken.event.tables
        )
        if any(parties for row in rows for parties in row.meetings):
            made.append(
                WallPlanData(
                    key=f"wall {day}",
                    day=day,
                    event_name=whole.taken.event.name,
                    timezone=whole.taken.event.timezone,
                    printed_at=whole.now,
                    slots=tuple(
                        (whole.at(day, slot.starts), whole.at(day, slot.ends)) for slot in slots
                    ),
                    rows=rows,
                    programme=tuple(
                        Gathering(
                            whole.at(day, one.starts), whole.at(day, one.ends), one.name, one.place
                        )
                        for one in whole.taken.pauses
                        if one.day == day
                    ),
                )
            )
    return made


def meeting_forms(whole: Whole, speech: Speech) -> list[FormData]:
    """One form a meeting, slot by slot and table by table, as they are laid out."""
    from matchdesk.printing.meeting_forms import FormData  # slow to load

    tables, by_slot = whole.tables, whole.by_slot()
    ratings = tuple(speech.word(rating) for rating in Rating)
    agreements = tuple(speech.word(kind) for kind in AgreementType)
    made = []
    for slot in whole.taken.event.slots:
        for one in by_slot.get(slot.key, ()):
            table = tables.get(one.table)
            helper = whole.taken.people[one.interpreter].name if one.interpreter else ""
            made.append(
                FormData(
                    key=f"meeting {one.number}",
                    token=meeting_token.make(whole.taken.secret, one.number),
                    number=one.number,
                    event_name=whole.taken.event.name,
                    timezone=whole.taken.event.timezone,
                    start=whole.at(slot.day, slot.starts),
                    end=whole.at(slot.day, slot.ends),
                    parties=tuple(partner(whole.taken.people[key], speech) for key in one.parties),
                    ratings=ratings,
                    agreements=agreements,
                    printed_at=whole.now,
                    table=str(table.number) if table else "",
                    zone=zone(table, speech) if table else "",
                    interpreter=helper,
                )
            )
    return made


def interpreter_list(whole: Whole, speech: Speech) -> list[ListData]:
    """Each interpreter with their languages, and where they are needed when."""
    from matchdesk.printing.lists import Cell, Column, ColumnKind, ListData, Section  # slow to load

    text, slots, tables, mine = speech.text, whole.slots, whole.tables, whole.by_person()
    sections = []
    for key, pairs in whole.pairs.items():
        person = whole.taken.people.get(key)
        if person is None or not person.expected:
            continue
        rows = []
        for one in mine.get(key, ()):
            if one.interpreter != key:
                continue
            slot, table = slots[one.slot], tables.get(one.table)
            when = Cell(_span(slot, speech), day_title(slot.day, speech), bold=True)
            number = Cell(str(table.number) if table else "–")
            parties = (_party(whole.taken.people[k], speech) for k in one.parties[:2])
            rows.append((when, number, *parties, Cell()))
        spoken = speech.listed(_pair(pair, speech) for pair in pairs)
        title = " · ".join(filter(None, (person.name, spoken)))
        sections.append((person.name_key, Section(title, tuple(rows), text("Nothing assigned."))))
    if not sections:
        return []
    return [
        ListData(
            key="interpreters",
            title=text("Interpreters"),
            event_name=whole.taken.event.name,
            timezone=whole.taken.event.timezone,
            printed_at=whole.now,
            columns=(
                Column(text("Time"), 1.9),
                Column(text("Table"), 0.6, ColumnKind.LARGE),
                Column(text("First party"), 3),
                Column(text("Second party"), 3),
                Column(text("Done"), 0.6, ColumnKind.TICK),
            ),
            sections=tuple(section for _name, section in sorted(sections, key=lambda s: s[0])),
        )
    ]


def _party(person: Person, speech: Speech) -> Cell:
    """An organisation with its person, or the person alone."""
    from matchdesk.printing.faces import han_variant  # slow to load; so below
    from matchdesk.printing.lists import Cell

    who = " · ".join(filter(None, (person.name, speech.country(person.country))))
    if not person.organisation:
        return Cell(person.name, speech.country(person.country), bold=True)
    return Cell(person.organisation, who, han_variant(person.country), bold=True)


def _pair(pair: str, speech: Speech) -> str:
    return " – ".join(speech.language(code) for code in pair.split("-", 1))


def _span(slot: SlotView, speech: Speech) -> str:
    return f"{speech.clock(slot.starts)} – {speech.clock(slot.ends)}"


def _zones(whole: Whole) -> dict[str, list[TableView]]:
    found: dict[str, list[TableView]] = {}
    for table in whole.taken.event.tables:
        found.setdefault(table.zone, []).append(table)
    return found


def _in_order(whole: Whole, table: str) -> Iterable[Appointment]:
    slots = whole.slots
    here = [one for one in whole.taken.appointments if one.table == table]
    return sorted(here, key=lambda one: (slots[one.slot].day, slots[one.slot].starts))
