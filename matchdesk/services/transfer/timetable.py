"""The event's sessions and slots by the times people write."""

from __future__ import annotations

from datetime import date, datetime, time

from matchdesk.interchange import spans
from matchdesk.interchange.spans import Half, Span
from matchdesk.services.events import EventSummary, SessionView, SlotView

_NOON = time(12, 0)


class Timetable:
    """Reads texts such as `Day 1 morning` in the light of one event; times are the venue's."""

    def __init__(self, event: EventSummary) -> None:
        self.zone = event.zone
        self.days = event.days
        self.sessions = event.sessions
        self.slots = event.slots
        self._texts: dict[str, Span] = {}

    def sessions_for(self, text: str) -> tuple[SessionView, ...]:
        """The sessions that `text` names or reaches into; none if it is not understood."""
        span = self._span(text)
        if span.session is not None:
            return tuple(s for s in self.sessions if s.number == span.session)
        if span.says_nothing():
            return ()
        return tuple(s for s in self.sessions if self._meets(span, s))

    def slots_for(self, text: str) -> tuple[SlotView, ...]:
        """The slots that `text` names or touches; none if it is not understood."""
        span = self._span(text)
        if span.session is not None:
            keys = {s.key for s in self.sessions if s.number == span.session}
            return tuple(s for s in self.slots if s.session_key in keys)
        if span.says_nothing():
            return ()
        return tuple(s for s in self.slots if self._meets(span, s))

    def slot_at(self, day: date, starts: time) -> SlotView | None:
        """The slot that starts then, else the one in which that moment lies."""
        of_day = [slot for slot in self.slots if slot.day == day]
        exact = next((slot for slot in of_day if slot.starts == starts), None)
        return exact or next((s for s in of_day if s.starts <= starts < s.ends), None)

    def nearest(self, day: date, starts: time) -> SlotView | None:
        """The slot whose start is nearest to that moment; None only without any slots."""
        wanted = datetime.combine(day, starts)
        return min(self.slots, key=lambda s: abs(_start(s) - wanted), default=None)

    def local(self, moment: datetime) -> datetime:
        """`moment` with the venue's zone; one without a zone is the venue's already."""
        if moment.tzinfo is None:
            return moment.replace(tzinfo=self.zone)
        return moment.astimezone(self.zone)

    def _span(self, text: str) -> Span:
        if text not in self._texts:
            self._texts[text] = spans.read(text)
        return self._texts[text]

    def _meets(self, span: Span, view: SessionView | SlotView) -> bool:
        return self._on_day(span, view.day) and _in_half(span, view) and _overlaps(span, view)

    def _on_day(self, span: Span, day: date) -> bool:
        if span.day is not None:
            return span.day == day
        if span.month_day is not None:
            return span.month_day == (day.month, day.day)
        if span.day_number is not None:
            return self.days.index(day) + 1 == span.day_number
        return True


def _in_half(span: Span, view: SessionView | SlotView) -> bool:
    if span.half is None:
        return True
    return (view.starts < _NOON) == (span.half is Half.MORNING)


def _overlaps(span: Span, view: SessionView | SlotView) -> bool:
    if span.starts is None:
        return True
    if span.ends is None:
        return view.starts <= span.starts < view.ends
    return view.starts < span.ends and span.starts < view.ends


def _start(slot: SlotView) -> datetime:
    return datetime.combine(slot.day, slot.starts)
