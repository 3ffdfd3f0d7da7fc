"""The programme besides meetings, from a file of the organiser's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matchdesk.core.wording import fill, label
from matchdesk.services.layout import Pause, Span


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """What a file holds: entries that can be used, and a sentence for each row that cannot."""

    pauses: tuple[Pause, ...]
    refused: tuple[str, ...]


def programme_file(path: Path) -> ProgrammeFile:
    """Read the file at `path` (CSV, XLSX); raises `FileFault` if it is no programme."""
    # Imported here: reading files loads packages that the first window starts without.
    from matchdesk.interchange.programme import read_programme

    read = read_programme(path)
    pauses = tuple(
        Pause(Span(one.day, one.starts, one.ends), one.name or label(one.kind), one.kind, one.place)
        for one in read.entries
    )
    said = (fill(one.code, {"row": one.line, "value": one.value}) for one in read.refused)
    return ProgrammeFile(pauses, tuple(said))


def merged(before: Sequence[Pause], read: Sequence[Pause]) -> tuple[Pause, ...]:
    """The programme with what was read: an entry of that name on that day is replaced."""
    fresh = {(one.span.day, one.name.casefold()) for one in read}
    kept = [one for one in before if (one.span.day, one.name.casefold()) not in fresh]
    unique = list(dict.fromkeys((*kept, *read)))
    return tuple(sorted(unique, key=lambda one: (one.span.day, one.span.starts, one.name)))
