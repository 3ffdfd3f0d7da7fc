"""What stands on the badges."""

from __future__ import annotations

from collections.abc import Iterable

from matchdesk.printing.badge_data import BadgeData
from matchdesk.services.printing.agendas import AgendaWriter
from matchdesk.services.printing.reading import Person, Snapshot, own_script
from matchdesk.services.printing.speech import Speech, event_line


def badges(
    people: Iterable[Person],
    taken: Snapshot,
    speech: Speech,
    language: str,
    agendas: AgendaWriter | None = None,
) -> list[BadgeData]:
    """The badges of `people`, whose codes `taken` holds, in words of `language`.

    With `agendas`, each has its agenda on the back.
    """
    line = event_line(taken.event, language)
    kept = {
        table.reserved_for_key: speech.text("Table {number}").replace("{number}", str(table.number))
        for table in taken.event.tables
        if table.reserved_for_key
    }
    return [
        BadgeData(
            key=person.key,
            name=person.name,
            token=taken.tokens[person.key],
            native_name=person.native_name,
            organisation=person.organisation,
            country=speech.country(person.country),
            country_code=person.country,
            delegation=person.delegation,
            role=person.role,
            role_label=speech.word(person.role),
            partnership=person.partnership,
            languages=tuple(speech.language(code) for code in person.languages),
            number=_number(person, speech),
            table=kept.get(person.organisation_key, ""),
            event_name=taken.event.name,
            event_line=line,
            language=own_script(person),
            agenda=agendas.agenda(person, speech) if agendas else None,
        )
        for person in people
    ]


def _number(person: Person, speech: Speech) -> str:
    """The badge number; who refused to be photographed carries that where everybody can read it."""
    number = speech.text("No. {number}").replace("{number}", str(person.number))
    return f"{number} · {speech.text('no photos')}" if person.no_photos else number
