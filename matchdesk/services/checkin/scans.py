"""One scan at one desk: when and where it was, whether it was given before, and its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.models import CheckIn as CheckInRow
from matchdesk.models import Event
from matchdesk.services import absences
from matchdesk.services.bus import Context
from matchdesk.services.checkin.views import CheckInResult, PersonView
from matchdesk.storage.rows import rows

SAME_SCAN = timedelta(seconds=5)
"""A code read again at the same desk within this time is the same scan."""

BACK = "back"
"""Reason of the stored answer to somebody who had gone out and is back."""

LONGEST_CODE = 200
"""Of a refused code no more than this many characters are stored."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One person or code at this desk, at one moment."""

    context: Context
    at: datetime
    zone: ZoneInfo
    secret: str
    confirmed: bool
    code: str = ""

    @property
    def session(self) -> Session:
        """The transaction the scan is stored in."""
        return self.context.session

    @property
    def desk(self) -> str:
        """The desk that scanned."""
        return self.context.signature.desk

    @property
    def local(self) -> datetime:
        """The venue's wall clock at the scan."""
        return self.at.astimezone(self.zone).replace(tzinfo=None)

    @property
    def moments(self) -> dict[str, datetime]:
        """From when until when the same code is the same scan."""
        return {"from_": self.at - SAME_SCAN, "until": self.at + SAME_SCAN}


def begun(context: Context, scanned_at: datetime | None, confirmed: bool, code: str = "") -> Scan:
    """The scan that begins now; raises `NotFound` in a file without an event."""
    event = rows(context.session, _event()).first()
    if event is None:
        raise NotFound("database_empty")
    at = scanned_at or context.clock.now()
    return Scan(context, at, ZoneInfo(event.timezone), event.secret, confirmed, code)


def zone(session: Session) -> ZoneInfo:
    """The venue's time zone; raises `NotFound` in a file without an event."""
    event = rows(session, _event()).first()
    if event is None:
        raise NotFound("database_empty")
    return ZoneInfo(event.timezone)


@cache
def _event() -> Select[*tuple[Any, ...]]:
    return select(Event.timezone, Event.secret)


def seen_in(scan: Scan, result: CheckInResult) -> CheckInResult:
    """The result with its person as they stand after an admission."""
    if result.outcome is not CheckInOutcome.ADMITTED or result.person is None:
        return result
    return replace(
        result, person=replace(result.person, arrived_at=scan.at, arrived_desk=scan.desk)
    )


def just_admitted_here(scan: Scan, person: PersonView | None) -> bool:
    """Whether this desk let this person in moments ago."""
    if person is None or person.arrived_at is None:
        return False
    if person.arrived_desk == scan.desk and abs(scan.at - person.arrived_at) <= SAME_SCAN:
        return True
    query = _same_answer().where(CheckInRow.reason == BACK)
    facts = {"desk": scan.desk, "outcome": CheckInOutcome.ALREADY_IN, "person": person.key}
    return rows(scan.session, query, **facts, **scan.moments).first() is not None


def given_before(scan: Scan, result: CheckInResult) -> bool:
    """Whether this desk gave this very answer moments ago (and it still stands)."""
    if result.outcome is CheckInOutcome.ADMITTED:
        return False  # an admission that stands would have been found as ALREADY_IN
    facts: dict[str, Any] = {"desk": scan.desk, "outcome": result.outcome, **scan.moments}
    if result.person is not None:
        query = _same_answer()
        facts["person"] = result.person.key
    else:
        query = _same_refusal()
        facts["code"] = result.code[:LONGEST_CODE]
    return rows(scan.session, query, **facts).first() is not None


def _moments_ago() -> Select[str]:
    return select(CheckInRow.id).where(
        CheckInRow.desk == bindparam("desk"),
        CheckInRow.outcome == bindparam("outcome"),
        CheckInRow.scanned_at.between(bindparam("from_"), bindparam("until")),
    )


@cache
def _same_answer() -> Select[str]:
    return _moments_ago().where(CheckInRow.participant_id == bindparam("person"))


@cache
def _same_refusal() -> Select[str]:
    return _moments_ago().where(CheckInRow.code == bindparam("code"))


def store(scan: Scan, result: CheckInResult) -> None:
    """Write the row of an answer; of a refused one with what was read.

    Whoever is in is not missing any more: that can be taken back, however often they were scanned.
    """
    refused_code = "" if result.admitted else result.code[:LONGEST_CODE]
    scan.session.add(
        CheckInRow(
            participant_id=result.person.key if result.person else None,
            outcome=result.outcome,
            code=refused_code,
            desk=scan.desk,
            operator=scan.context.signature.operator,
            scanned_at=scan.at,
            stored_at=scan.context.clock.now(),
            reason=result.note,
        )
    )
    scan.session.flush()
    person = result.person.key if result.admitted and result.person is not None else None
    if person is not None and absences.is_here(scan.session, person, scan.local.date()):
        scan.context.undoable = True


def last(session: Session, desk: str | None, limit: int) -> Sequence[Row[Any]]:
    """The last answers given, at `desk` or at all, newest first, as rows of `check_in`."""
    query = _last() if desk is None else _last().where(CheckInRow.desk == bindparam("desk"))
    return rows(session, query, limit=limit, **({"desk": desk} if desk is not None else {})).all()


@cache
def _last() -> Select[*tuple[Any, ...]]:
    columns = (
        CheckInRow.id,
        CheckInRow.scanned_at,
        CheckInRow.outcome,
        CheckInRow.desk,
        CheckInRow.code,
        CheckInRow.participant_id,
        CheckInRow.undone_at,
        CheckInRow.reason,
    )
    newest_first = (CheckInRow.scanned_at.desc(), CheckInRow.stored_at.desc())
    return select(*columns).order_by(*newest_first).limit(bindparam("limit"))
