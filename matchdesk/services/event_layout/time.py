"""Changing the event's days, sessions, slots, gap and breaks; slots keep who they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.errors import Conflict
from matchdesk.core.i18n import _
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import TO_COME, MeetingStatus
from matchdesk.models import (
    Break,
    Meeting,
    MeetingRequest,
    Participant,
    Session,
    SessionAttendance,
    Slot,
    TableBlock,
    Unavailability,
    new_key,
)
from matchdesk.services.bus import Command, Context
from matchdesk.services.event_layout.aligning import Alignment, OldSession, aligned
from matchdesk.services.event_layout.views import LayoutPreview, SlotChange
from matchdesk.services.events import break_of, live_grid, the_event
from matchdesk.services.layout import Layout, Pause, Span
from matchdesk.services.waiting import BEGUN, described, to_waiting_list


@dataclass(frozen=True)
class ChangeLayout(Command):
    """Give the event another time; result: `LayoutPreview`, what it did.

    Slots that stay keep their identity and so their meetings; meetings of slots that vanish go to
    the waiting list. Raises `Invalid` for a layout that cannot work, `Conflict` if a slot with
    meetings that have begun would vanish.
    """

    intent: ClassVar[str] = "change_layout"

    layout: Layout


def current_layout(session: DatabaseSession) -> Layout:
    """The event's time as it is stored."""
    event = the_event(session)
    sessions = session.scalars(select(Session).order_by(Session.day, Session.starts))
    breaks = session.scalars(select(Break).order_by(Break.day, Break.starts))
    return Layout(
        sessions=tuple(_span(one) for one in sessions),
        slot_minutes=event.slot_minutes,
        gap_minutes=event.gap_minutes,
        pauses=tuple(_pause(one) for one in breaks),
    )


def preview_layout(session: DatabaseSession, layout: Layout) -> LayoutPreview:
    """What `ChangeLayout` would do; raises `Invalid` for a layout that cannot work."""
    layout = layout.checked()
    return _preview(session, layout, aligned(_stored(session), layout))


def change_layout(command: ChangeLayout, context: Context) -> LayoutPreview:
    """Handle `ChangeLayout`."""
    session = context.session
    layout = command.layout.checked()
    alignment = aligned(_stored(session), layout)
    preview = _preview(session, layout, alignment)
    if preview.begun:
        slots = sorted({one.slot for one in preview.begun if one.slot})
        numbers = ", ".join(str(number) for number in slots)
        raise Conflict("layout_meetings_begun", slots=numbers, count=len(preview.begun))
    stranded = _stranded(session, alignment)
    event = the_event(session)
    event.slot_minutes, event.gap_minutes = layout.slot_minutes, layout.gap_minutes
    _let_go(session, alignment)
    _set_sessions_and_slots(session, layout, alignment)
    _set_breaks(session, layout.pauses)
    _strand(session, stranded)
    context.describe(slots=len(preview.slots), meetings=len(preview.orphaned))
    return preview


def _stored(session: DatabaseSession) -> list[OldSession]:
    slots: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for slot in session.scalars(select(Slot).order_by(Slot.day, Slot.starts)):
        slots[slot.session_id].append((slot.id, _span(slot)))
    sessions = session.scalars(select(Session).order_by(Session.day, Session.starts))
    return [OldSession(one.id, _span(one), tuple(slots[one.id])) for one in sessions]


def _preview(session: DatabaseSession, layout: Layout, alignment: Alignment) -> LayoutPreview:
    stored = session.scalars(select(Slot).order_by(Slot.number)).all()
    old = {slot.id: slot for slot in stored}
    counts = _meeting_counts(session)
    slots = tuple(
        _slot_change(old.get(key or ""), number, span, counts)
        for number, (key, (_, span)) in enumerate(
            zip(alignment.slots, layout.slots(), strict=True), start=1
        )
    )
    gone = [slot for slot in stored if slot.id not in alignment.slots]
    losing = _meetings_in(session, [slot.id for slot in gone])
    return LayoutPreview(
        slots=slots,
        removed=tuple(_slot_change(slot, None, None, counts) for slot in gone),
        orphaned=tuple(described(session, [m for m in losing if m.status in TO_COME])),
        begun=tuple(described(session, [m for m in losing if m.status in BEGUN])),
        stranded=tuple(
            sorted((person.name for person in _stranded(session, alignment)), key=name_order)
        ),
        wishes=len(_wishes(session, alignment)),
    )


def _slot_change(
    slot: Slot | None, number: int | None, span: Span | None, counts: Counter[str]
) -> SlotChange:
    if slot is None:
        return SlotChange(None, None, None, number, span, 0)
    return SlotChange(slot.id, slot.number, _span(slot), number, span, counts[slot.id])


def _meeting_counts(session: DatabaseSession) -> Counter[str]:
    query = select(Meeting.slot_id).where(
        Meeting.grid_id == live_grid(session).id,
        Meeting.slot_id.is_not(None),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    return Counter(key for key in session.scalars(query) if key)


def _meetings_in(session: DatabaseSession, slots: Sequence[str]) -> list[Meeting]:
    return list(session.scalars(select(Meeting).where(Meeting.slot_id.in_(slots))))


def _stranded(session: DatabaseSession, alignment: Alignment) -> list[Participant]:
    """Who attends only sessions that vanish: without this they would count as attending all."""
    attended: dict[str, set[str]] = defaultdict(set)
    for person, key in session.execute(
        select(SessionAttendance.participant_id, SessionAttendance.session_id)
    ):
        attended[person].add(key)
    keys = [person for person, sessions in attended.items() if not sessions & {*alignment.sessions}]
    return list(session.scalars(select(Participant).where(Participant.id.in_(keys))))


def _wishes(session: DatabaseSession, alignment: Alignment) -> list[MeetingRequest]:
    wished = or_(MeetingRequest.session_id.is_not(None), MeetingRequest.slot_id.is_not(None))
    return [
        request
        for request in session.scalars(select(MeetingRequest).where(wished))
        if (request.session_id and request.session_id not in alignment.sessions)
        or (request.slot_id and request.slot_id not in alignment.slots)
    ]


def _let_go(session: DatabaseSession, alignment: Alignment) -> None:
    """Everything that refers to a session or slot that vanishes."""
    slots = [key for key in session.scalars(select(Slot.id)) if key not in alignment.slots]
    sessions = [key for key in session.scalars(select(Session.id)) if key not in alignment.sessions]
    to_waiting_list(session, _meetings_in(session, slots))
    for request in _wishes(session, alignment):
        if request.session_id in sessions:
            request.session_id = None
        if request.slot_id in slots:
            request.slot_id = None
    for absence in session.scalars(select(Unavailability).where(Unavailability.slot_id.in_(slots))):
        session.delete(absence)
    for block in session.scalars(select(TableBlock).where(TableBlock.slot_id.in_(slots))):
        session.delete(block)
    attended = select(SessionAttendance).where(SessionAttendance.session_id.in_(sessions))
    for attendance in session.scalars(attended):
        session.delete(attendance)
    session.flush()


def _set_sessions_and_slots(session: DatabaseSession, layout: Layout, alignment: Alignment) -> None:
    keys = [
        _set_session(session, key, number, span)
        for number, (key, span) in enumerate(
            zip(alignment.sessions, layout.sessions, strict=True), start=1
        )
    ]
    session.flush()
    kept = {*alignment.slots}
    for number, (key, (index, span)) in enumerate(
        zip(alignment.slots, layout.slots(), strict=True), start=1
    ):
        kept.add(_set_slot(session, key, number, keys[index], span))
    session.flush()
    for slot in session.scalars(select(Slot)):
        if slot.id not in kept:
            session.delete(slot)
    session.flush()
    for stored in session.scalars(select(Session)):
        if stored.id not in keys:
            session.delete(stored)
    session.flush()


def _set_session(session: DatabaseSession, key: str | None, number: int, span: Span) -> str:
    if key is None:
        key = new_key()
        session.add(
            Session(id=key, number=number, day=span.day, starts=span.starts, ends=span.ends)
        )
    else:
        kept = session.get_one(Session, key)
        kept.number, kept.day, kept.starts, kept.ends = number, span.day, span.starts, span.ends
    return key


def _set_slot(
    session: DatabaseSession, key: str | None, number: int, session_key: str, span: Span
) -> str:
    if key is None:
        made = Slot(id=new_key(), number=number, session_id=session_key)
        made.day, made.starts, made.ends = span.day, span.starts, span.ends
        session.add(made)
        return made.id
    kept = session.get_one(Slot, key)
    kept.number, kept.session_id = number, session_key
    kept.day, kept.starts, kept.ends = span.day, span.starts, span.ends
    return key


def _set_breaks(session: DatabaseSession, pauses: Sequence[Pause]) -> None:
    """Breaks that stay as they are keep their record."""
    wanted = Counter(pauses)
    for stored in session.scalars(select(Break)):
        pause = _pause(stored)
        if wanted[pause]:
            wanted[pause] -= 1
        else:
            session.delete(stored)
    session.add_all(break_of(pause) for pause in wanted.elements())


def _strand(session: DatabaseSession, people: Sequence[Participant]) -> None:
    """Who attended only what is gone can meet in no slot, until somebody says otherwise."""
    reason = _("attended only a session that is no longer held")
    people_keys = [person.id for person in people]
    query = select(Unavailability.participant_id, Unavailability.slot_id).where(
        Unavailability.participant_id.in_(people_keys)
    )
    known = {tuple(row) for row in session.execute(query)}
    slots = session.scalars(select(Slot.id)).all()
    for person in people_keys:
        for slot in slots:
            if (person, slot) not in known:
                session.add(Unavailability(participant_id=person, slot_id=slot, reason=reason))


def _pause(record: Break) -> Pause:
    return Pause(_span(record), record.name, record.kind, record.place)


def _span(record: Session | Slot | Break) -> Span:
    return Span(record.day, record.starts, record.ends)
