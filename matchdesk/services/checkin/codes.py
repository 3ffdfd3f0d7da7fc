"""Whose code is this: badge token, foreign ticket code, badge number or e-mail address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from matchdesk.core import badge_token, keyboards
from matchdesk.core.badge_token import TokenReading
from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.models import Badge, ExternalCode, Participant
from matchdesk.storage.rows import rows


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a code says: one `holder`, or why it names nobody in particular (`refusal`).

    `holder` is also known of a revoked badge; `since` is when it was revoked. `layouts` are those
    of scanner and computer where the code had to be read in another than it was typed in.
    """

    refusal: CheckInOutcome | None = None
    holder: str | None = None
    candidates: tuple[str, ...] = ()
    since: datetime | None = None
    layouts: tuple[str, str] | None = None


_SIGNED = re.compile(r"([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})/\S+")


def read(session: Session, code: str, secret: str) -> CodeReading:
    """Look the code up; `secret` is the event's.

    Foreign codes match exactly, our own survive a change of case and blanks.
    A number that is somebody's badge number and somebody else's ticket code is AMBIGUOUS: the desk
    chooses, we do not guess. What nobody knows is read again in other keyboard layouts.
    """
    found = _plain(session, code, secret)
    if found.refusal in (CheckInOutcome.UNKNOWN, CheckInOutcome.FORGED):
        return _in_other_layouts(session, code, secret) or found
    return found


def _plain(session: Session, code: str, secret: str) -> CodeReading:
    holders = [*rows(session, _by_ticket(), code=code).scalars(), *_by_number(session, code)]
    if not holders and (ticket := _signed(code)):
        holders = [*rows(session, _by_ticket(), code=ticket).scalars()]
    if holders:
        return _one_of(session, holders)
    reading = badge_token.read(secret, code)
    if reading is TokenReading.FORGED:
        return CodeReading(CheckInOutcome.FORGED)
    if reading is TokenReading.GENUINE:
        return _by_badge(session, badge_token.normalise(code))
    return _one_of(session, _by_mail(session, code))


def _in_other_layouts(session: Session, code: str, secret: str) -> CodeReading | None:
    """Whose code this is if scanner and computer disagree about the keyboard; None if nobody's."""
    readings = keyboards.readings(code)
    others = {_signed(other.text): other for other in reversed(readings)}
    others = {other.text: other for other in readings} | {k: v for k, v in others.items() if k}
    if not others:
        return None
    query = select(ExternalCode.code, ExternalCode.participant_id)
    rows = session.execute(query.where(ExternalCode.code.in_(others))).all()
    if rows:
        other = others[rows[0].code]
        found = _one_of(session, [row.participant_id for row in rows])
        return replace(found, layouts=(other.scanner, other.computer))
    for other in others.values():
        if badge_token.read(secret, other.text) is TokenReading.GENUINE:
            found = _by_badge(session, badge_token.normalise(other.text))
            return replace(found, layouts=(other.scanner, other.computer))
    return None


def _signed(code: str) -> str:
    """The id in a code of alf.io, which is `id/signature`; empty for any other code.

    Its lists give the id alone. Who signed cannot be checked here; the id is of chance.
    """
    found = _SIGNED.fullmatch(code.strip())
    return found[1].lower() if found else ""


def _by_badge(session: Session, token: str) -> CodeReading:
    badge = rows(session, _badge(), token=token).first()
    if badge is None:
        return CodeReading(CheckInOutcome.UNKNOWN)
    if badge.revoked_at is not None:
        return CodeReading(CheckInOutcome.REVOKED, badge.participant_id, since=badge.revoked_at)
    return CodeReading(holder=badge.participant_id)


@cache
def _badge() -> Select[*tuple[Any, ...]]:
    """Statements of a scan are built once: that takes longer than running them."""
    columns = (Badge.participant_id, Badge.revoked_at)
    return select(*columns).where(Badge.token == bindparam("token"))


@cache
def _by_ticket() -> Select[str]:
    return select(ExternalCode.participant_id).where(ExternalCode.code == bindparam("code"))


def _by_number(session: Session, code: str) -> Sequence[str]:
    digits = code.removeprefix("#").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        return ()
    return session.scalars(select(Participant.id).where(Participant.number == int(digits))).all()


def _by_mail(session: Session, code: str) -> Sequence[str]:
    if "@" not in code:
        return ()
    return session.scalars(select(Participant.id).where(Participant.email == code.lower())).all()


def _one_of(session: Session, holders: Sequence[str]) -> CodeReading:
    """The holder if there is one; of several, the only one who is still expected."""
    known = tuple(dict.fromkeys(holders))
    if len(known) > 1:
        expected = select(Participant.id).where(
            Participant.id.in_(known), Participant.status == ParticipantStatus.REGISTERED
        )
        still = session.scalars(expected).all()
        known = tuple(key for key in known if key in still) if still else known
    if not known:
        return CodeReading(CheckInOutcome.UNKNOWN)
    if len(known) > 1:
        return CodeReading(CheckInOutcome.AMBIGUOUS, candidates=known)
    return CodeReading(holder=known[0])
