"""What is done to the chosen requests: answered, weighed, given a place; each is one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from matchdesk.core import wording
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.bus import Command, Done
    from matchdesk.services.repairing import PlaceWithMore, RepairDraft

ANSWERS = {
    "accept": ActionSpec("requests.accept", "Accept", "Ctrl+Shift+A", "check", "request yes"),
    "decline": ActionSpec("requests.decline", "Decline", "Ctrl+Shift+D", "x", "request no"),
    "withdraw": ActionSpec("requests.withdraw", "Withdraw", "Ctrl+Shift+X", "ban", "cancel"),
    "reopen": ActionSpec("requests.reopen", "Reopen", "Ctrl+Shift+R", "rotate-ccw", "pending"),
    "must": ActionSpec("requests.must", "Must meet", "Ctrl+Shift+M", "star", "wish"),
    "never": ActionSpec("requests.never", "Never meet", "Ctrl+Shift+V", "ban", "wish forbid"),
    "normal": ActionSpec("requests.normal", "Ordinary wish", "Ctrl+Shift+H", "circle", "wish"),
    "up": ActionSpec("requests.up", "Higher priority", "Ctrl+Shift+Up", "chevron-up", "rank"),
    "down": ActionSpec("requests.down", "Lower priority", "Ctrl+Shift+Down", "chevron-down"),
    "place": ActionSpec(
        "requests.place", "Place", "Ctrl+Return", "layout-grid", "best slot meeting schedule"
    ),
}
STATUSES = {
    "accept": RequestStatus.ACCEPTED,
    "decline": RequestStatus.DECLINED,
    "withdraw": RequestStatus.CANCELLED,
    "reopen": RequestStatus.PENDING,
}
WISHES = {"must": Wish.MUST_MEET, "never": Wish.NEVER_MEET, "normal": Wish.NORMAL}


class Answering(QObject):
    """`chosen` gives the keys of the requests that are meant; `acts` are the actions by name."""

    def __init__(self, screen: Screen, chosen: Callable[[], Sequence[str]]) -> None:
        super().__init__(screen)
        self._context: ScreenContext = screen.context
        self._chosen = chosen
        self.acts = {name: self._action(screen, name, spec) for name, spec in ANSWERS.items()}

    def forbid(self) -> None:
        """No request is chosen: there is nothing to answer."""
        for action in self.acts.values():
            action.setEnabled(False)

    def take(self, way: RepairDraft | PlaceWithMore) -> None:
        """Place a request this way, as one step, and say so with its undo."""
        # Imported here: commands load the database's packages, which the window starts without.
        from matchdesk.services.repairing import AcceptRepair, PlaceWithMore

        command = way if isinstance(way, PlaceWithMore) else AcceptRepair(way)
        self._context.run(command, on_done=partial(self._answered, 2), owner=self)

    def answer(self, name: str) -> None:
        """Do it to all that are chosen: one step of History, however many."""
        keys = tuple(self._chosen())
        if not keys:
            return
        if name == "place":
            from matchdesk.services.requests import PlaceRequest  # as above

            self._context.run(PlaceRequest(keys[0]), on_done=self._placed, owner=self)
            return
        done = partial(self._answered, len(keys))
        self._context.run(_command(name, keys), on_done=done, owner=self)

    # --- inside

    def _action(self, screen: Screen, name: str, spec: ActionSpec) -> QAction:
        action = self._context.actions.add(spec, partial(self.answer, name), home=screen)
        action.setEnabled(False)
        return action

    def _placed(self, done: Done) -> None:
        place = done.result
        table = "" if place.table is None else ", " + _("table {n}").format(n=place.table)
        said = _("Meeting {n}: {time}{table}").format(
            n=place.number, time=f"{place.starts:%H:%M}", table=table
        )
        state = State.ATTENTION if place.warnings else State.GOOD
        self._context.notify(" · ".join((said, *place.warnings)), undoable=True, state=state)

    def _answered(self, number: int, done: Done) -> None:
        lost = done.result if isinstance(done.result, tuple) else ()
        if number > 1 and done.change_set is not None and not lost:
            self._context.notify(
                wording.intent(done.change_set.intent, done.change_set.detail),
                undoable=True,
                state=State.GOOD,
            )
        if lost:
            said = count(
                "{n} planned meeting is cancelled.",
                "{n} planned meetings are cancelled.",
                len(lost),
            )
            self._context.notify(said, undoable=True, state=State.ATTENTION)


def _command(name: str, keys: tuple[str, ...]) -> Command:
    from matchdesk.services.requests import (  # loads the database: not at start
        AnswerRequests,
        RaisePriorities,
        WishRequests,
    )

    if name in STATUSES:
        return AnswerRequests(keys, STATUSES[name])
    if name in WISHES:
        return WishRequests(keys, WISHES[name])
    return RaisePriorities(keys, 1 if name == "up" else -1)
