"""Many requests answered or weighed at once: one step in History, however many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.models import MeetingRequest
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.requests.asking import (
    STRONGEST,
    WEAKEST,
    SetRequestStatus,
    SetWish,
    get_request,
    set_status,
    set_wish,
)
from matchdesk.services.waiting import Displaced


@dataclass(frozen=True)
class AnswerRequests(Command):
    """Accept, decline, withdraw or reopen several requests (keys).

    Result: tuple of `Displaced`, the planned meetings that declining or withdrawing called off.
    """

    intent: ClassVar[str] = "answer_requests"

    keys: tuple[str, ...]
    status: RequestStatus


@dataclass(frozen=True)
class WishRequests(Command):
    """The same wish (normal, must meet, never meet) for several requests. Result as above."""

    intent: ClassVar[str] = "wish_requests"

    keys: tuple[str, ...]
    wish: Wish


@dataclass(frozen=True)
class RaisePriorities(Command):
    """`step` more or less priority for several requests, as far as 1 and 5. Result: how many."""

    intent: ClassVar[str] = "raise_priorities"

    keys: tuple[str, ...]
    step: int


def answer_requests(command: AnswerRequests, context: Context) -> tuple[Displaced, ...]:
    """Handle `AnswerRequests`; raises `NotFound`, `Invalid` for none."""
    displaced: list[Displaced] = []
    changed = [r for r in _found(context, command.keys) if r.status is not command.status]
    for request in changed:
        displaced += set_status(SetRequestStatus(request.id, command.status), context)
    _describe(context, command.intent, f"answer_{command.status.value}", changed)
    return tuple(displaced)


def wish_requests(command: WishRequests, context: Context) -> tuple[Displaced, ...]:
    """Handle `WishRequests`; raises `NotFound`, `Invalid` for none."""
    displaced: list[Displaced] = []
    changed = [r for r in _found(context, command.keys) if r.wish is not command.wish]
    for request in changed:
        displaced += set_wish(SetWish(request.id, command.wish), context)
    _describe(context, command.intent, f"wishes_{command.wish.value}", changed)
    return tuple(displaced)


def raise_priorities(command: RaisePriorities, context: Context) -> int:
    """Handle `RaisePriorities`; raises `NotFound`, `Invalid` for none."""
    changed = 0
    for request in _found(context, command.keys):
        before = request.priority
        request.priority = min(STRONGEST, max(WEAKEST, before + command.step))
        changed += request.priority != before
    context.intent = "raise_priorities" if command.step > 0 else "lower_priorities"
    context.describe(count=changed)
    return changed


def _found(context: Context, keys: Iterable[str]) -> list[MeetingRequest]:
    found = [get_request(context.session, key) for key in dict.fromkeys(keys)]
    if not found:
        raise Invalid("request_none_chosen")
    return found


def _describe(context: Context, usual: str, several: str, changed: list[MeetingRequest]) -> None:
    """One that changed is told as one; several by their number."""
    if len(changed) == 1:
        return
    context.detail.clear()
    context.intent = several if changed else usual
    context.describe(count=len(changed))


HANDLERS: dict[type[Command], Handler] = {
    AnswerRequests: answer_requests,
    WishRequests: wish_requests,
    RaisePriorities: raise_priorities,
}
