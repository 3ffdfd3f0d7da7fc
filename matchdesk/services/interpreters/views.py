"""Interpreters and their work, as screens and paper show it. Times are the venue's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.services.events import SlotView


class Work(StrEnum):
    """What an interpreter does in one slot."""

    INTERPRETS = "interprets"
    OWN_MEETING = "own_meeting"
    AWAY = "away"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class InterpretedMeeting:
    """A meeting of the live grid that has a place and has, or needs, an interpreter.

    `parties` are (participant's key, name, organisation, language codes). `interpreter` is the key
    of who interprets (None: nobody yet), `locked` and `status` are the meeting's. `zone` is the
    table's.
    """

    key: str
    number: int
    slot: SlotView
    table: int | None
    zone: str
    parties: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    status: MeetingStatus
    locked: bool
    interpreter: str | None

    @property
    def names(self) -> str:
        """Who meets, by name, in one line."""
        return " ⇄ ".join(name for _key, name, _home, _languages in self.parties)

    @property
    def organisations(self) -> str:
        """Who meets, by organisation (or name without one), in one line."""
        return " ⇄ ".join(home or name for _key, name, home, _languages in self.parties)


@dataclass(frozen=True, slots=True)
class InterpreterSlot:
    """One slot of one interpreter.

    `meeting` is what they interpret. In `OWN_MEETING` they are a party of another one. A slot with
    more than one meeting to interpret is a clash: `clash` says so, `meeting` is the first.
    """

    slot: SlotView
    work: Work
    meeting: InterpretedMeeting | None = None
    clash: bool = False


@dataclass(frozen=True, slots=True)
class InterpreterDay:
    """An interpreter with every slot of the event, in order of number.

    `key` is the interpreter's record, `participant` the person's. `pairs` are language codes, each
    pair either way. `slots[i].work` tells gaps: FREE between two INTERPRETS.
    """

    key: str
    participant: str
    number: int
    name: str
    native_name: str
    organisation: str
    phone: str
    expected: bool
    arrived: bool
    pairs: tuple[tuple[str, str], ...]
    slots: tuple[InterpreterSlot, ...]

    @property
    def meetings(self) -> tuple[InterpretedMeeting, ...]:
        """What they interpret, in order of time."""
        return tuple(one.meeting for one in self.slots if one.meeting is not None)

    def on(self, day: date) -> tuple[InterpreterSlot, ...]:
        """The slots of one day."""
        return tuple(one for one in self.slots if one.slot.day == day)

    def most_in_a_row(self) -> int:
        """The longest run of slots of one session without a break from interpreting."""
        longest = run = 0
        session = ""
        for one in self.slots:
            busy = one.work is Work.INTERPRETS
            run = (run + 1 if one.slot.session_key == session else 1) if busy else 0
            session = one.slot.session_key
            longest = max(longest, run)
        return longest


@dataclass(frozen=True, slots=True)
class InterpreterPlan:
    """All interpreters by name, and the meetings that need one and have none, by slot and table.

    `needed` counts the placed meetings whose parties share no language. Without any interpreter
    `lacking` still lists them.
    """

    slots: tuple[SlotView, ...]
    interpreters: tuple[InterpreterDay, ...]
    lacking: tuple[InterpretedMeeting, ...]
    needed: int

    def at(self, slot: str) -> tuple[InterpretedMeeting, ...]:
        """What is interpreted, or ought to be, in one slot (key), by table: for the slot's list."""
        served = (m for day in self.interpreters for m in day.meetings if m.slot.key == slot)
        lacking = (m for m in self.lacking if m.slot.key == slot)
        return tuple(sorted((*served, *lacking), key=lambda m: (m.table or 0, m.number)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An interpreter for one meeting.

    `busy_with` is the number of another meeting they interpret then: they can be taken from it.
    `why_not` is a sentence where they cannot be had at all ("" otherwise); `meetings` counts what
    they interpret in the whole event.
    """

    key: str
    participant: str
    name: str
    pairs: tuple[tuple[str, str], ...]
    assigned: bool
    busy_with: int | None
    why_not: str
    meetings: int
