"""From days, sessions and breaks to numbered slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import ProgrammeKind


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one day on the venue's wall clock, from `starts` up to `ends`."""

    day: date
    starts: time
    ends: time

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a moment; touching ends do not."""
        return self.day == other.day and self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Pause:
    """An entry of the programme without meetings: what it is called, what it is and where."""

    span: Span
    name: str
    kind: ProgrammeKind = ProgrammeKind.BREAK
    place: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The time of an event: sessions, breaks, length of a slot and of the gap after (minutes)."""

    sessions: tuple[Span, ...]
    slot_minutes: int
    gap_minutes: int
    pauses: tuple[Pause, ...] = ()

    def checked(self) -> Layout:
        """This layout with its sessions in order; raises `Invalid` where it cannot work."""
        if not 5 <= self.slot_minutes <= 240:
            _refuse("slot length", self.slot_minutes, "a slot lasts 5 to 240 minutes")
        if not 0 <= self.gap_minutes <= 120:
            _refuse("gap", self.gap_minutes, "a gap lasts 0 to 120 minutes")
        if not self.sessions:
            raise Invalid("layout_no_session", field="sessions")
        spans = (*self.sessions, *(pause.span for pause in self.pauses))
        for span in spans:
            if span.starts >= span.ends:
                _refuse(
                    "session",
                    f"{span.starts:%H:%M}-{span.ends:%H:%M}",
                    "it must end after it starts",
                )
        ordered = tuple(sorted(self.sessions, key=lambda span: (span.day, span.starts)))
        for first, second in pairwise(ordered):
            if first.overlaps(second):
                _refuse(
                    "session", f"{second.starts:%H:%M}-{second.ends:%H:%M}", "it overlaps another"
                )
        layout = Layout(ordered, self.slot_minutes, self.gap_minutes, self.pauses)
        if not layout.slots():
            raise Invalid("layout_no_slot", field="sessions", minutes=self.slot_minutes)
        return layout

    def slots(self) -> list[tuple[int, Span]]:
        """Every slot as (index of its session, span), in order; breaks push slots behind them."""
        return [
            (index, slot)
            for index, session in enumerate(self.sessions)
            for slot in self._slots_of(session)
        ]

    def longer(self, session: Span) -> Layout:
        """This layout with one slot more at the end of `session`, which is one of its own.

        Raises `Invalid` where the day ends before that, or where it cannot work.
        """
        slots = list(self._slots_of(session))
        last = slots[-1].ends if slots else session.starts
        more = timedelta(minutes=self.slot_minutes + (self.gap_minutes if slots else 0))
        ends = datetime.combine(session.day, last) + more
        if ends.date() != session.day:
            _refuse("session", f"{session.starts:%H:%M}-{session.ends:%H:%M}", "the day ends then")
        made = replace(session, ends=max(session.ends, ends.time()))
        others = (made if one == session else one for one in self.sessions)
        return replace(self, sessions=tuple(others)).checked()

    def _slots_of(self, session: Span) -> Iterable[Span]:
        length, gap = timedelta(minutes=self.slot_minutes), timedelta(minutes=self.gap_minutes)
        start = datetime.combine(session.day, session.starts)
        end = datetime.combine(session.day, session.ends)
        while start + length <= end:
            slot = Span(session.day, start.time(), (start + length).time())
            hindrance = [p.span for p in self.pauses if p.span.overlaps(slot)]
            if hindrance:
                start = datetime.combine(session.day, max(span.ends for span in hindrance))
                continue
            yield slot
            start += length + gap


def daily(days: Sequence[date], sessions: Sequence[tuple[time, time]]) -> tuple[Span, ...]:
    """The same sessions on each of `days`."""
    return tuple(Span(day, starts, ends) for day in sorted(set(days)) for starts, ends in sessions)


def _refuse(field: str, value: object, expected: str) -> None:
    raise Invalid(field=field, value=value, expected=expected)
