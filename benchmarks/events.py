"""An event as the benchmark files have it: numbers from 1, nothing of the planner's."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

MORNING, AFTERNOON = 1, 2


@dataclass(frozen=True, slots=True)
class Meeting:
    """A request: two participants, a weight, and when it may be.

    `session` is 1 for the morning, 2 for the afternoon, 3 for either; `fixed` a slot or 0; `after`
    the numbers of meetings that must be strictly earlier.
    """

    one: int
    other: int
    session: int = 3
    weight: int = 1
    fixed: int = 0
    after: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    """`forbidden[p]` are the slots participant p + 1 is away in; `morning` the last of them."""

    name: str
    participants: int
    tables: int
    slots: int
    morning: int
    meetings: tuple[Meeting, ...]
    forbidden: tuple[frozenset[int], ...]
    place_all: bool

    def open_slots(self, meeting: Meeting) -> list[int]:
        """Where `meeting` could be, everything else aside."""
        first = self.morning + 1 if meeting.session == AFTERNOON else 1
        last = self.morning if meeting.session == MORNING else self.slots
        away = self.forbidden[meeting.one - 1] | self.forbidden[meeting.other - 1]
        found = (s for s in range(first, last + 1) if s not in away)
        return [s for s in found if meeting.fixed in (0, s)]


def read_dzn(path: Path) -> Event:
    """A b2bsop event (Bofill et al., JAIR 74, 2022). Raises `ValueError` naming what is missing."""
    text = path.read_text(encoding="utf-8")
    found = dict(re.findall(r"(\w+)\s*=\s*(.*?);", text, re.DOTALL))
    for name in ("nBusiness", "nTables", "nTotalSlots", "nMorningSlots", "requested", "forbidden"):
        if name not in found:
            raise ValueError(f"{path}: no {name}; is this a b2bsop event?")
    rows = [_numbers(row) for row in found["requested"].strip("[]| \n").split("|")]
    fixed = _numbers(found.get("fixed", "")) or [0] * len(rows)
    after = _sets(found.get("precedences", "")) or [frozenset()] * len(rows)
    meetings = tuple(
        Meeting(row[0], row[1], row[2], 1, fixed[m], after[m]) for m, row in enumerate(rows)
    )
    return Event(
        name=path.name.removesuffix(".dzn"),
        participants=int(found["nBusiness"]),
        tables=int(found["nTables"]),
        slots=int(found["nTotalSlots"]),
        morning=int(found["nMorningSlots"]),
        meetings=meetings,
        forbidden=tuple(_sets(found["forbidden"])),
        place_all=True,
    )


def read_json(path: Path) -> Event:
    """A large event: P, T, L, forb and req = [[one, other, weight], …]."""
    data = json.loads(path.read_text(encoding="utf-8"))
    away = data["forb"]
    if isinstance(away, dict):
        away = [away.get(str(p), []) for p in range(1, data["P"] + 1)]
    shift = 1 if min(min(row[0], row[1]) for row in data["req"]) == 0 else 0
    return Event(
        name=path.stem,
        participants=data["P"],
        tables=data["L"],
        slots=data["T"],
        morning=data["T"],
        meetings=tuple(
            Meeting(one + shift, other + shift, weight=weight) for one, other, weight in data["req"]
        ),
        forbidden=tuple(frozenset(slots) - {0} for slots in away),
        place_all=False,
    )


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _sets(text: str) -> list[frozenset[int]]:
    return [frozenset(_numbers(group)) - {0} for group in re.findall(r"\{([^}]*)\}", text)]
