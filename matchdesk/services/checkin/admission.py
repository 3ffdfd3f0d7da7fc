"""May this person go in? The questions in the order in which a desk asks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.models import Session, SessionAttendance
from matchdesk.services.checkin.views import PersonView
from matchdesk.storage.rows import rows


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides: `days` are those attended (empty: all), `event_days` those with sessions."""

    person: PersonView
    today: date
    days: frozenset[date]
    event_days: frozenset[date]
    confirmed: bool


def cancelled(facts: Facts) -> CheckInOutcome | None:
    """Somebody who cancelled, or whom a colleague replaces, is not expected."""
    expected = facts.person.status is ParticipantStatus.REGISTERED
    return None if expected else CheckInOutcome.CANCELLED


def not_today(facts: Facts) -> CheckInOutcome | None:
    """Somebody who attends other days only.

    On a day without any session (registration on the evening before, a rehearsal) nobody is turned
    away: the question has no meaning then.
    """
    asked = facts.today in facts.event_days and bool(facts.days)
    return CheckInOutcome.NOT_TODAY if asked and facts.today not in facts.days else None


def already_in(facts: Facts) -> CheckInOutcome | None:
    """Somebody who was admitted before, at whichever desk; also if they went out since."""
    return CheckInOutcome.ALREADY_IN if facts.person.arrived_at else None


def attention_first(facts: Facts) -> CheckInOutcome | None:
    """Somebody to whom something must be said; the desk confirms that it was."""
    waits = facts.person.attention.strip() and not facts.confirmed
    return CheckInOutcome.ATTENTION_FIRST if waits else None


QUESTIONS: tuple[Callable[[Facts], CheckInOutcome | None], ...] = (
    cancelled,
    not_today,
    already_in,
    attention_first,
)


def decide(facts: Facts) -> CheckInOutcome:
    """The first answer that keeps the person out, or ADMITTED."""
    answers = (question(facts) for question in QUESTIONS)
    return next((answer for answer in answers if answer), CheckInOutcome.ADMITTED)


def facts(session: DatabaseSession, person: PersonView, today: date, confirmed: bool) -> Facts:
    """The facts about `person` on the day `today` (venue's calendar)."""
    found = rows(session, _days(), key=person.key).all()
    return Facts(
        person=person,
        today=today,
        days=frozenset(row.day for row in found if row.participant_id is not None),
        event_days=frozenset(row.day for row in found),
        confirmed=confirmed,
    )


@cache
def _days() -> Select[*tuple[Any, ...]]:
    """Every day with sessions, and whether the participant attends one of them."""
    attends = and_(
        SessionAttendance.session_id == Session.id,
        SessionAttendance.participant_id == bindparam("key"),
    )
    return (
        select(Session.day, SessionAttendance.participant_id)
        .outerjoin(SessionAttendance, attends)
        .distinct()
    )
