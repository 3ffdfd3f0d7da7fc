"""Badge tokens: handed out when a badge is printed, taken back when one is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core import badge_token
from matchdesk.core.errors import Conflict, NotFound
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.models import Badge, Participant
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import the_event


@dataclass(frozen=True)
class IssueBadges(Command):
    """Give every participant without a valid badge a token. Result: tokens by participant key.

    `participants` are keys; None means everybody who is expected. Not undoable: the token may be
    on paper by now.
    """

    intent: ClassVar[str] = "issue_badges"
    undoable: ClassVar[bool] = False

    participants: tuple[str, ...] | None = None


@dataclass(frozen=True)
class RevokeBadge(Command):
    """A badge was lost: its token is refused from now on. Result: `Revoked`.

    With `replace` the participant gets a new token at once.
    """

    intent: ClassVar[str] = "revoke_badge"

    participant: str
    reason: str = ""
    replace: bool = True


@dataclass(frozen=True, slots=True)
class Revoked:
    """When the old badge stopped to count, and the new token if there is one."""

    participant_key: str
    at: datetime
    token: str | None


def issue_badges(command: IssueBadges, context: Context) -> dict[str, str]:
    """Handle `IssueBadges`; raises `NotFound` for a key that is nobody's."""
    wanted = _wanted(context.session, command.participants)
    tokens = _valid(context.session)
    secret = the_event(context.session).secret
    without = [key for key in wanted if key not in tokens]
    for key in without:
        tokens[key] = _issue(context, secret, key)
    context.describe(count=len(without))
    return {key: tokens[key] for key in wanted}


def revoke_badge(command: RevokeBadge, context: Context) -> Revoked:
    """Handle `RevokeBadge`; raises `NotFound`, or `Conflict` if there is no valid badge."""
    session = context.session
    holder = session.get(Participant, command.participant)
    if holder is None:
        raise NotFound(what="participant", key=command.participant)
    query = select(Badge).where(Badge.participant_id == holder.id, Badge.revoked_at.is_(None))
    badges = session.scalars(query).all()
    if not badges:
        raise Conflict("badge_none", who=holder.name)
    now = context.clock.now()
    for badge in badges:
        badge.revoked_at = now
    token = _issue(context, the_event(session).secret, holder.id) if command.replace else None
    context.describe(who=holder.name, reason=command.reason or "—")
    return Revoked(holder.id, now, token)


def _wanted(session: Session, keys: Sequence[str] | None) -> list[str]:
    if keys is None:
        query = select(Participant.id).where(Participant.status == ParticipantStatus.REGISTERED)
        return list(session.scalars(query.order_by(Participant.number)))
    known = set(session.scalars(select(Participant.id)))
    for key in keys:
        if key not in known:
            raise NotFound(what="participant", key=key)
    return list(dict.fromkeys(keys))


def _valid(session: Session) -> dict[str, str]:
    query = select(Badge.participant_id, Badge.token).where(Badge.revoked_at.is_(None))
    return {row[0]: row[1] for row in session.execute(query)}


def _issue(context: Context, secret: str, participant: str) -> str:
    token = badge_token.make(secret)
    context.session.add(
        Badge(participant_id=participant, token=token, issued_at=context.clock.now())
    )
    return token


HANDLERS: dict[type[Command], Handler] = {
    IssueBadges: issue_badges,
    RevokeBadge: revoke_badge,
}
