"""What stands on the badges."""

from __future__ import annotations

from collections.abc import Iterable

from matchdesk.printing.badge_data import BadgeData
from matchdesk.services.printing.reading import Person, Snapshot
from matchdesk.services.printing.speech import Speech, event_line


def badges(
    people: Iterable[Person], taken: Snapshot, speech: Speech, language: str
) -> list[BadgeData]:
    """The badges of `people`, whose codes `taken` holds, in words of `language`."""
    line = event_line(taken.event, language)
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
            event_name=taken.event.name,
            event_line=line,
            language=own_script(person),
        )
        for person in people
    ]


def _number(person: Person, speech: Speech) -> str:
    """The badge number; who refused to be photographed carries that where everybody can read it."""
    number = speech.text("No. {number}").replace("{number}", str(person.number))
    return f"{number} · {speech.text('no photos')}" if person.no_photos else number


def own_script(person: Person) -> str:
    """The language whose shape of ideographs a person's name takes, if they speak one."""
    return next((code for code in person.languages if code[:2] in ("zh", "ja", "ko")), "")
