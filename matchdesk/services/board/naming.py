"""The planner speaks in keys; people read names, numbers and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.wording import fill
from matchdesk.models import Meeting, Organisation, Slot, Table
from matchdesk.scheduling.problem import Reason, Violation


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the records behind the planner's keys. Slots are (number, day, start).

    `interpreters` are the participants behind interpreters' keys.
    """

    people: Mapping[str, str]
    organisations: Mapping[str, str]
    organisation_of: Mapping[str, str]
    slots: Mapping[str, tuple[int, date, time]]
    tables: Mapping[str, int]
    meetings: Mapping[str, int]
    interpreters: Mapping[str, str] = field(default_factory=dict)

    def person(self, key: str) -> str:
        """A participant's name."""
        return self.people.get(key, key)

    def interpreter(self, key: str) -> str:
        """The name of who interprets."""
        return self.person(self.interpreters.get(key, key))

    def party(self, key: str) -> str:
        """A participant's organisation, or the name of somebody who has none."""
        return self.organisation_of.get(key) or self.person(key)

    def pair(self, parties: Sequence[str]) -> str:
        """Who meets, in one line."""
        return " ⇄ ".join(self.party(key) for key in parties)

    def time(self, slot: str | None) -> str:
        """When a slot starts, e.g. 10:15; empty for None."""
        return f"{self.slots[slot][2]:%H:%M}" if slot is not None and slot in self.slots else ""

    def table(self, key: str | None) -> int | None:
        """A table's number."""
        return self.tables.get(key) if key is not None else None

    def data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Blanks with names instead of keys; slots (`time` beside) and meetings by number."""
        named = {name: self._named(name, value) for name, value in data.items()}
        for slot, at in (("slot", "time"), ("earlier", "earlier_time")):
            if data.get(slot) in self.slots:
                named[at] = self.time(data[slot])
        return named

    def violation(self, violation: Violation) -> dict[str, Any]:
        """The form `core.errors.RuleBroken` takes, with names."""
        return {
            "rule": violation.rule,
            "severity": violation.severity,
            **self.data(violation.data),
        }

    def sentence(self, violation: Violation) -> str:
        """What is wrong, for people."""
        return fill(f"rule.{violation.rule}", self.data(violation.data))

    def reason(self, reason: Reason) -> str:
        """Why a request has no place, for people."""
        return fill(f"unplaced.{reason.code}", self.data(reason.data))

    def _named(self, name: str, value: Any) -> Any:
        if name in ("participant", "other"):
            return self.person(value)
        if name == "interpreter":
            return self.interpreter(value)
        if name in ("slot", "earlier"):
            return self.slots[value][0] if value in self.slots else value
        if name in ("table", "earlier_table"):
            return self.tables.get(value, value)
        if name == "organisation":
            return self.organisations.get(value, value)
        if name == "participants":
            return [self.person(key) for key in value]
        if name == "slots":
            return [self.slots[key][0] for key in value if key in self.slots]
        if name == "meetings":
            return sorted(self.meetings[key] for key in value if key in self.meetings)
        return value


def read_names(
    session: Session,
    people: Mapping[str, str],
    homes: Mapping[str, str | None],
    interpreters: Mapping[str, str],
) -> Names:
    """The names of everything; people, their organisations' keys, who interprets are known."""
    body = select(Organisation.id, Organisation.name)
    organisations = {row.id: row.name for row in session.execute(body)}
    slots = session.execute(select(Slot.id, Slot.number, Slot.day, Slot.starts))
    tables = session.execute(select(Table.id, Table.number))
    meetings = session.execute(select(Meeting.id, Meeting.number))
    return Names(
        people=people,
        organisations=organisations,
        organisation_of={key: organisations.get(home or "", "") for key, home in homes.items()},
        slots={row.id: (row.number, row.day, row.starts) for row in slots},
        tables={row.id: row.number for row in tables},
        meetings={row.id: row.number for row in meetings},
        interpreters=interpreters,
    )
