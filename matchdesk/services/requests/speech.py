"""Whether two who share no language could have an interpreter, and in which slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Interpreter, Meeting
from matchdesk.scheduling import problem as planner
from matchdesk.scheduling.constraints import interpreter_speaks

Spoken = frozenset[frozenset[str]]
"""The languages of each party who named any."""


class Speech:
    """The event's interpreters in masks of slots (see `placing`). Reads once."""

    def __init__(
        self,
        session: Session,
        grid: str,
        bits: Mapping[str, int],
        present: Mapping[str, int],
        busy: Mapping[str, int],
    ) -> None:
        """`present` and `busy` are masks by participant; busy ones in meetings of their own."""
        rows = session.scalars(select(Interpreter)).all()
        self._known = [
            planner.Interpreter(
                row.id,
                frozenset(frozenset(pair.split("-")) for pair in row.language_pairs),
                participant=row.participant_id,
            )
            for row in rows
        ]
        engaged: dict[str, int] = defaultdict(int)
        work = select(Meeting.interpreter_id, Meeting.slot_id).where(
            Meeting.grid_id == grid,
            Meeting.interpreter_id.is_not(None),
            Meeting.slot_id.is_not(None),
            Meeting.status != MeetingStatus.CANCELLED,
        )
        for key, slot in session.execute(work):
            engaged[key or ""] |= bits[slot or ""]
        self._present = {row.id: present.get(row.participant_id, 0) for row in rows}
        self._free = {
            row.id: self._present[row.id] & ~busy.get(row.participant_id, 0) & ~engaged[row.id]
            for row in rows
        }
        self._able: dict[Spoken, tuple[str, ...] | None] = {}

    def able(self, spoken: Spoken) -> tuple[str, ...] | None:
        """Keys of the interpreters who bridge these languages; None: nobody is needed.

        Where the event has no interpreter a missing language is only a flaw.
        """
        if not self._known or not spoken or frozenset.intersection(*spoken):
            return None
        if spoken not in self._able:
            people = [
                planner.Participant(str(place), languages=languages)
                for place, languages in enumerate(spoken)
            ]
            found = (one.key for one in self._known if interpreter_speaks(one, people))
            self._able[spoken] = tuple(found)
        return self._able[spoken]

    def present(self, keys: tuple[str, ...]) -> int:
        """Slots in which at least one of them is at the event."""
        return self._any(self._present, keys)

    def free(self, keys: tuple[str, ...]) -> int:
        """Slots in which at least one of them has nothing else to do."""
        return self._any(self._free, keys)

    @staticmethod
    def _any(masks: Mapping[str, int], keys: tuple[str, ...]) -> int:
        found = 0
        for key in keys:
            found |= masks[key]
        return found
