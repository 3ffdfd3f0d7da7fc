"""Which column feeds which field, for one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from matchdesk.interchange.headers import IGNORED, Block, FileKind, Match, match
from matchdesk.interchange.tables import SourceRow, SourceTable
from matchdesk.interchange.text import key
from matchdesk.interchange.words import meaning, yes

_FALLS_BACK = frozenset(("organisation", "country", "city", "phone", "job_title"))
_NAMES = ("name", "name_reversed", "given_name", "family_name")
_SAMPLE = 200
_GUESSED = Match(Block.INVOICE, 10_000, "status")


@dataclass(frozen=True, slots=True)
class Plan:
    """Column numbers by field, the best first; `choices` are (column, answer) of Yes/No columns."""

    header: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    choices: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    spare_email: tuple[int, ...] = ()

    def header_of(self, name: str) -> str:
        """The header of the field's first column; empty if the file has none."""
        found = self.columns.get(name)
        return self.header[found[0]] if found else ""

    def feeding(self) -> dict[str, tuple[int, ...]]:
        """All columns that feed each field, choices and the order's e-mail among them."""
        found = dict(self.columns)
        for name, choices in self.choices.items():
            found[name] = (*found.get(name, ()), *(column for column, _ in choices))
        if self.spare_email:
            found["email"] = (*found.get("email", ()), *self.spare_email)
        return found

    def used(self) -> set[int]:
        """The numbers of all columns that feed some field."""
        return {column for found in self.feeding().values() for column in found}


def matches(
    kind: FileKind, header: Iterable[str], override: Mapping[str, str]
) -> list[Match | None]:
    """The field of each header; `override` maps folded headers to a field or `ignored`.

    A header that is empty, or stands above several columns, is named by its place: `#1`, `#2`, …
    """
    found: list[Match | None] = []
    for place, cell in enumerate(header, start=1):
        named = override.get(f"#{place}", override.get(key(cell)))
        found.append(match(kind, cell) if named is None else Match(Block.ATTENDEE, -1, named))
    return found


def plan(table: SourceTable, kind: FileKind, override: Mapping[str, str]) -> Plan:
    """Decide for each field which columns feed it."""
    ranked: dict[str, list[tuple[Match, int]]] = {}
    choices: dict[str, list[tuple[int, str]]] = {}
    sample = table.rows[:_SAMPLE]
    for column, found in enumerate(matches(kind, table.header, override)):
        if found is None:
            if kind == FileKind.PARTICIPANTS and _speaks_of_status(table, column):
                ranked.setdefault("status", []).append((_GUESSED, column))
            continue
        if found.choice and _answers_yes_or_no(sample, column):
            choices.setdefault(found.field, []).append((column, found.choice))
        elif not found.choice:
            name = _corrected(found.field, sample, column)
            ranked.setdefault(name, []).append((found, column))
    spare = _spare_emails(ranked.get("email", []))
    columns = {name: _chosen(name, found, sample) for name, found in ranked.items()}
    if kind == FileKind.PARTICIPANTS:
        _keep_one_block(columns, ranked)
    return Plan(table.header, columns, {n: tuple(c) for n, c in choices.items()}, spare)


def unused(table: SourceTable, used: Plan) -> tuple[str, ...]:
    """Headers of columns that hold something and feed nothing."""
    idle = set(range(len(table.header))) - used.used()
    filled = {c for row in table.rows for c in idle if c < len(row.cells) and row.cells[c].strip()}
    return tuple(table.header[c] for c in sorted(filled))


def _chosen(
    name: str, found: list[tuple[Match, int]], sample: tuple[SourceRow, ...]
) -> tuple[int, ...]:
    ordered = sorted(found, key=lambda item: (item[0].block, item[0].rank, item[1]))
    if name == "status" and len(ordered) > 1:
        ordered.sort(key=lambda item: -_known_statuses(sample, item[1]))
    if name in _FALLS_BACK or name == IGNORED:
        return tuple(column for _, column in ordered)
    best = ordered[0][0].block
    return tuple(column for found_, column in ordered if found_.block == best)


def _corrected(name: str, sample: tuple[SourceRow, ...], column: int) -> str:
    """A `Position` of numbers is no job: German ticket systems number their rows so."""
    cells = [r.cells[column].strip() for r in sample if column < len(r.cells)]
    numbers = name == "job_title" and any(cells) and all(c.isdigit() for c in cells if c)
    return "position" if numbers else name


def _spare_emails(found: list[tuple[Match, int]]) -> tuple[int, ...]:
    """E-mail columns of a lesser block: the buyer's address, which several people may share."""
    best = min((m.block for m, _ in found), default=Block.ATTENDEE)
    return tuple(column for m, column in sorted(found) if m.block > best)


def _keep_one_block(
    columns: dict[str, tuple[int, ...]], ranked: dict[str, list[tuple[Match, int]]]
) -> None:
    """A name's parts come from one block: never the attendee's first, the invoice's last name."""
    blocks = {n: min(m.block for m, _ in ranked[n]) for n in _NAMES if n in ranked}
    best = min(blocks.values(), default=Block.ATTENDEE)
    for name, block in blocks.items():
        if block != best:
            del columns[name]


def _speaks_of_status(table: SourceTable, column: int) -> bool:
    """A header with the word status beside others (`Status twojego zgłoszenia`) over such words.

    Without it, who has cancelled would be expected at the event.
    """
    words = re.split(r"[^\w]+", table.header[column])
    named = any(len(word) >= 4 and _plain_status(word) for word in words)
    filled = sum(bool(r.cells[column].strip()) for r in table.rows if column < len(r.cells))
    return named and 0 < filled == _known_statuses(table.rows, column)


def _plain_status(word: str) -> bool:
    found = match(FileKind.PARTICIPANTS, word)
    return found is not None and found.field == "status"


def _known_statuses(sample: tuple[SourceRow, ...], column: int) -> int:
    return sum(
        meaning("status", row.cells[column]) is not None
        for row in sample
        if column < len(row.cells) and row.cells[column].strip()
    )


def _answers_yes_or_no(sample: tuple[SourceRow, ...], column: int) -> bool:
    cells = (row.cells[column] for row in sample if column < len(row.cells))
    return all(yes(cell) is not None for cell in cells if cell.strip())
