"""One row through the eyes of a plan: fields to cleaned values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.interchange import contents, countries
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.records import Party, Record, Remark
from matchdesk.interchange.tables import SourceRow
from matchdesk.interchange.text import clean, items, one_line
from matchdesk.interchange.words import meaning, yes

_SENTENCES = frozenset(("offers", "needs", "unavailable", "members"))
"""Lists whose items may hold commas."""


@dataclass(slots=True)
class Outcome:
    """What has become of the rows so far."""

    records: list[Record] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fields:
    """The cells of one row by field."""

    plan: Plan
    row: SourceRow

    def cells(self, name: str) -> Iterator[str]:
        """The raw filled cells of a field, the best column first."""
        for column in self.plan.columns.get(name, ()):
            if column < len(self.row.cells) and self.row.cells[column].strip():
                yield self.row.cells[column]

    def text(self, name: str) -> str:
        """The field as one line."""
        return next((t for cell in self.cells(name) if (t := one_line(cell))), "")

    def lines(self, name: str) -> str:
        """The field with its line breaks."""
        return next((t for cell in self.cells(name) if (t := clean(cell))), "")

    def flag(self, name: str) -> bool | None:
        """Yes or no; None where the cell is empty or says neither."""
        return yes(self.text(name))

    def list(self, name: str) -> tuple[str, ...]:
        """The field as a list: what its cell lists, then the choices answered with yes."""
        commas = name not in _SENTENCES
        listed = [i for cell in self.cells(name) for i in items(cell, commas=commas)]
        for column, choice in self.plan.choices.get(name, ()):
            if column < len(self.row.cells) and yes(one_line(self.row.cells[column])):
                listed.append(choice)
        return tuple(dict.fromkeys(listed))

    def meaning(self, topic: str, name: str) -> str | None:
        """What the field's word means in a topic of the words table."""
        text = self.text(name)
        return meaning(topic, text) if text else None

    def countries(self, name: str) -> tuple[str, ...]:
        """A list of countries, each as alpha-2 if it is known, else as written."""
        return tuple(dict.fromkeys(countries.code(item) or item for item in self.list(name)))

    def remark(self, code: str, name: str = "", /, **data: Any) -> Remark:
        """A remark about this row and, if given, the field's column."""
        return Remark(self.row.line, code, self.plan.header_of(name) if name else "", data)


def organisation_type(text: str) -> OrganisationType | None:
    """The type that `text` names, whole or as a word of it (`Cluster organisation (ES)`)."""
    found = meaning("organisation_type", text)
    if found is None:
        folded = f" {fold(text)} "
        known = (
            t for t in ("large company", "research", "cluster", "sme", "university", "investor")
        )
        word = next((t for t in known if f" {t} " in folded), None)
        found = meaning("organisation_type", word) if word else None
    return OrganisationType(found) if found else None


def party(fields: Fields, prefix: str) -> Party | None:
    """The party named by the columns `prefix`, `prefix_email`, `prefix_name`, …, if any."""
    loose = named(fields.text(prefix)) or Party()
    email = contents.email_in(fields.text(f"{prefix}_email")) or loose.email
    name = fields.text(f"{prefix}_name") or loose.name
    organisation = fields.text(f"{prefix}_organisation") or loose.organisation
    text = loose.text or (fields.text(f"{prefix}_email") if not email else "")
    found = Party(email.lower(), name, organisation, text)
    return found if found.shown() else None


def named(text: str) -> Party | None:
    """A party from one cell: an e-mail address, or a text still to be looked up."""
    if email := contents.email_in(text):
        return Party(email=email.lower())
    return Party(text=text) if text else None


def parties(cell: str) -> tuple[Party, ...]:
    """Several parties in one cell; commas part e-mail addresses, not names (`Contoso, Ltd.`)."""
    text = clean(cell)
    parts = text.replace(",", ";") if "@" in text else text
    listed = (one_line(part) for part in parts.replace("\n", ";").replace("|", ";").split(";"))
    return tuple(found for part in listed if (found := named(part)))
