"""Lists of people: of the day, of the delegations, of those who are missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from matchdesk.core.text import fold
from matchdesk.services.printing.more_reading import Whole
from matchdesk.services.printing.reading import Person
from matchdesk.services.printing.speech import Speech, day_title

if TYPE_CHECKING:
    from matchdesk.printing.lists import Cell, ListData


def daily_lists(whole: Whole, speech: Speech) -> list[ListData]:
    """One list a day: everybody by name, with their times and tables of that day."""
    from matchdesk.printing.lists import Column, ColumnKind, ListData, Section  # slow to load

    text = speech.text
    columns = (
        Column(text("No."), 0.5),
        Column(text("Name"), 2.4),
        Column(text("Organisation"), 2.4),
        Column(text("Meetings: time and table"), 4.2),
        Column(text("Here"), 0.5, ColumnKind.TICK),
    )
    made = []
    for day in whole.taken.event.days:
        rows = _day_rows(whole, speech, day)
        if rows:
            made.append(
                ListData(
                    key=f"daily {day}",
                    title=text("Daily list"),
                    aside=day_title(day, speech),
                    event_name=whole.taken.event.name,
                    timezone=whole.taken.event.timezone,
                    printed_at=whole.now,
                    columns=columns,
                    sections=tuple(Section(letter, tuple(some)) for letter, some in rows.items()),
                )
            )
    return made


def delegation_lists(whole: Whole, speech: Speech) -> list[ListData]:
    """One list a delegation, with room for everybody's signature; those without one come last."""
    from matchdesk.printing.lists import Cell, Column, ColumnKind, ListData, Section  # slow to load

    text = speech.text
    columns = (
        Column(text("No."), 0.5),
        Column(text("Name"), 2.6),
        Column(text("Organisation"), 2.4),
        Column(text("Role"), 1.3),
        Column(text("Here"), 0.5, ColumnKind.TICK),
        Column(text("Signature"), 2.4, ColumnKind.SIGN),
    )
    groups: dict[str, list[Person]] = {}
    for person in whole.people:
        groups.setdefault(person.delegation, []).append(person)
    return [
        ListData(
            key=f"delegation {name}",
            title=name or text("Without a delegation"),
            subtitle=speech.count("{n} person", "{n} people", len(people)),
            event_name=whole.taken.event.name,
            timezone=whole.taken.event.timezone,
            printed_at=whole.now,
            columns=columns,
            sections=(
                Section(
                    "",
                    tuple(
                        (
                            Cell(str(person.number)),
                            _name(person),
                            _house(person, speech),
                            Cell(speech.word(person.role)),
                            Cell(),
                            Cell(),
                        )
                        for person in people
                    ),
                ),
            ),
            row=34.0,
        )
        for name, people in groups.items()
    ]


def missing_people(whole: Whole, speech: Speech) -> list[ListData]:
    """Who is expected and not here, delegation by delegation, with how to reach them."""
    from matchdesk.printing.lists import Cell, Column, ColumnKind, ListData, Section  # slow to load

    text, mine, slots = speech.text, whole.by_person(), whole.slots
    now = whole.now
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for person in whole.people:
        if person.key in whole.arrived and person.key not in whole.away:
            continue
        ahead = [
            slots[one.slot]
            for one in mine.get(person.key, ())
            if whole.at(slots[one.slot].day, slots[one.slot].ends) > now
        ]
        first = ahead[0] if ahead else None
        when = (
            Cell(speech.clock(first.starts), day_title(first.day, speech)) if first else Cell("–")
        )
        contact = whole.contacts.get(person.key)
        reach = Cell(contact.phone, contact.email) if contact else Cell()
        row = (Cell(str(person.number)), _name(person), _house(person, speech), when, reach, Cell())
        groups.setdefault(person.delegation, []).append(row)
    if not groups:
        return []
    missing = sum(map(len, groups.values()))
    return [
        ListData(
            key="missing",
            title=text("Missing people"),
            subtitle=speech.count("{n} person", "{n} people", missing),
            event_name=whole.taken.event.name,
            timezone=whole.taken.event.timezone,
            printed_at=now,
            columns=(
                Column(text("No."), 0.5),
                Column(text("Name"), 2.0),
                Column(text("Organisation"), 2.2),
                Column(text("Next meeting"), 1.35),
                Column(text("Contact"), 2.8),
                Column(text("Reached"), 0.95, ColumnKind.TICK),
            ),
            sections=tuple(
                Section(name or text("Without a delegation"), tuple(rows))
                for name, rows in groups.items()
            ),
        )
    ]


def _day_rows(whole: Whole, speech: Speech, day: date) -> dict[str, list[tuple[Cell, ...]]]:
    from matchdesk.printing.lists import Cell  # slow to load

    mine, slots, tables = whole.by_person(), whole.slots, whole.tables
    attends = {
        key: {slot.day for slot in whole.taken.event.slots if slot.session_key in sessions}
        for key, sessions in whole.taken.sessions.items()
    }
    rows: dict[str, list[tuple[Cell, ...]]] = {}
    for person in sorted(whole.people, key=_by_name):
        found = [one for one in mine.get(person.key, ()) if slots[one.slot].day == day]
        if not found and day not in attends.get(person.key, {day}):
            continue
        places = [
            f"{speech.clock(slots[one.slot].starts)} {_at(tables.get(one.table), speech)}".strip()
            for one in found
        ]
        row = (
            Cell(str(person.number)),
            _name(person),
            _house(person, speech),
            Cell(" · ".join(places)),
            Cell(),
        )
        rows.setdefault(_initial(person), []).append(row)
    return rows


def _at(table: object, speech: Speech) -> str:
    number = getattr(table, "number", 0)
    return speech.text("T{number}").replace("{number}", str(number)) if number else ""


def _initial(person: Person) -> str:
    return (person.name_key[:1] or "–").upper()


def _by_name(person: Person) -> tuple[str, int]:
    return (person.name_key or fold(person.name), person.number)


def _name(person: Person) -> Cell:
    from matchdesk.printing.faces import han_variant  # slow to load; so below
    from matchdesk.printing.lists import Cell

    native = person.native_name if person.native_name != person.name else ""
    return Cell(person.name, native, han_variant(person.country), bold=True)


def _house(person: Person, speech: Speech) -> Cell:
    from matchdesk.printing.faces import han_variant  # slow to load; so below
    from matchdesk.printing.lists import Cell

    return Cell(person.organisation, speech.country(person.country), han_variant(person.country))
