"""Telling a column by what it holds, where there is no header or the header is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from matchdesk.interchange import countries, phones
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.tables import SourceRow
from matchdesk.interchange.text import key, one_line
from matchdesk.interchange.words import meaning, yes

_EMAIL = re.compile(r"^[^\s@<>\"(),:;]+@[^\s@<>\"(),:;.]+(\.[^\s@<>\"(),:;.]+)+$")
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$", re.IGNORECASE)
_SAMPLE = 100
_TEXT_ORDER = ("given_name", "family_name", "organisation", "job_title")


def email_in(text: str) -> str:
    """The e-mail address in `text` (`<…>`, `mailto:` and a name before it taken off), or empty."""
    if "@" not in text:
        return ""
    bare = text.strip().strip("'\";,.")
    if found := re.search(r"<([^<>]+)>\s*$", bare):
        bare = found[1].strip()
    bare = re.sub(r"^mailto:", "", bare, flags=re.IGNORECASE).rstrip(".")
    return bare if _EMAIL.match(bare) and ".." not in bare else ""


def share(rows: Sequence[SourceRow], column: int, test: Callable[[str], object]) -> float:
    """How many of the column's filled cells pass `test`, from 0 to 1; 0 for an empty column."""
    cells = [one_line(r.cells[column]) for r in rows[:_SAMPLE] if column < len(r.cells)]
    filled = [cell for cell in cells if cell]
    return sum(bool(test(cell)) for cell in filled) / len(filled) if filled else 0.0


def guess_fields(rows: Sequence[SourceRow]) -> list[str] | None:
    """The fields of a participant list without header; None if it shows no e-mail column.

    What is neither e-mail, phone nor country is taken in the order of Indico's own import: first
    name, last name, affiliation, position.
    """
    width = max((len(row.cells) for row in rows), default=0)
    fields = [""] * width
    texts = []
    for column in range(width):
        if share(rows, column, email_in) >= 0.6:
            fields[column] = "" if "email" in fields else "email"
        elif share(rows, column, phones.looks_like_one) >= 0.6:
            fields[column] = "" if "phone" in fields else "phone"
        elif share(rows, column, countries.code) >= 0.8 and "country" not in fields:
            fields[column] = "country"
        elif share(rows, column, _wordy) >= 0.6:
            texts.append(column)
    if "email" not in fields or not texts:
        return None
    names = ("name",) if len(texts) == 1 else _TEXT_ORDER
    for column, name in zip(texts, names, strict=False):
        fields[column] = name
    return fields


def begins_with_header(rows: Sequence[SourceRow]) -> bool:
    """Whether the first full row names columns, in words that no table here knows.

    Every column of e-mail addresses has some other word there. Such a file is not guessed at: what
    its header says would be taken for a person, and a list of requests for a list of people.
    """
    width = max(len(row.cells) for row in rows)
    first = next(row for row in rows if sum(map(bool, row.cells)) * 2 >= width)
    emails = [c for c in range(width) if share(rows, c, email_in) >= 0.6]
    heads = [first.cells[c].strip() for c in emails if c < len(first.cells)]
    return len(rows) > 1 and bool(heads) and all(head and "@" not in head for head in heads)


def realigned(plan: Plan, rows: Sequence[SourceRow]) -> Plan | None:
    """The plan put right where the cells stand in another order than the header says.

    None if the e-mail column holds e-mails (or there is nothing better). Otherwise e-mail, phone,
    country and status go by what the columns hold, the name's parts by `full = first + last`, the
    organisation is the one text left; else a field keeps its column only if that holds plain text.
    """
    named = plan.columns.get("email")
    if not named or share(rows, named[0], email_in) >= 0.5:
        return None
    width = len(plan.header)
    true = max(range(width), key=lambda column: share(rows, column, email_in))
    if share(rows, true, email_in) < 0.8:
        return None
    columns = dict(plan.columns) | {"email": (true,)}
    _move(columns, "phone", _best(rows, width, phones.looks_like_one))
    _move(columns, "country", _best(rows, width, countries.code))
    taken = {columns[f][0] for f in ("email", "phone", "country") if columns.get(f)}
    if "name" in columns and (triple := _name_triple(rows, width, taken)):
        columns["name"], columns["given_name"], columns["family_name"] = ((c,) for c in triple)
        taken |= set(triple)
    _move(columns, "status", _best(rows, width, _is_status))
    taken |= set(columns.get("status", ()))
    settled = {"email", "phone", "country", "name", "given_name", "family_name", "status"}
    left = [c for c in range(width) if c not in taken and share(rows, c, _wordy) >= 0.6]
    if "organisation" in columns and len(left) == 1:
        columns["organisation"] = (left[0],)
        settled.add("organisation")
    for field in set(columns) - settled:
        columns[field] = tuple(c for c in columns[field] if c in left)
    return replace(plan, columns={f: c for f, c in columns.items() if c}, spare_email=())


def _move(columns: dict[str, tuple[int, ...]], field: str, found: int | None) -> None:
    if field in columns:
        columns[field] = () if found is None else (found,)


def _best(rows: Sequence[SourceRow], width: int, test: Callable[[str], object]) -> int | None:
    shares = [share(rows, column, test) for column in range(width)]
    best = max(range(width), key=lambda column: shares[column])
    return best if shares[best] >= 0.7 else None


def _name_triple(
    rows: Sequence[SourceRow], width: int, taken: set[int]
) -> tuple[int, int, int] | None:
    """Columns (full, first, last) with full = first + last in nearly every row."""
    texts = [c for c in range(width) if c not in taken and share(rows, c, _wordy) >= 0.6]
    cells = {c: [key(r.cells[c]) if c < len(r.cells) else "" for r in rows[:30]] for c in texts}
    for full in texts:
        for first in texts:
            for last in texts:
                if len({full, first, last}) == 3 and all(
                    a and a == b + c
                    for a, b, c in zip(cells[full], cells[first], cells[last], strict=True)
                ):
                    return full, first, last
    return None


def _is_status(text: str) -> bool:
    return meaning("status", text) is not None


def _wordy(text: str) -> bool:
    """Plain words: no address, number, date, answer or machine-made id."""
    return (
        any(c.isalpha() for c in text)
        and "@" not in text
        and yes(text) is None
        and not _UUID.match(text)
        and sum(c.isdigit() for c in text) * 2 < len(text)
    )
