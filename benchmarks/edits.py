"""Edits by hand in the real window, each timed until the grid is drawn again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from benchmarks.window import settle, spread
from matchdesk.services.agenda import MoveMeeting, MoveMeetings, SwapMeetings, Target
from matchdesk.services.desk import Desk

OPEN = (Target.FREE, Target.SOFT)
_TOGETHER = 10


class Edits:
    """Chosen by chance, always the same ones."""

    def __init__(self, app: Any, shell: Any, screen: Any, desk: Desk) -> None:
        self._app, self._shell, self._screen, self._desk = app, shell, screen, desk
        self._chance = random.Random(2)

    def measured(
        self, name: str, edit: Callable[[], Callable[[], object]], times: int
    ) -> dict[str, float]:
        """Milliseconds of waiting, and of the processor, for `times` of them."""
        taken, worked = list[float](), list[float]()
        for _turn in range(times):
            begin = edit()
            began, spent = time.perf_counter(), time.process_time()
            self._drawn(begin)
            taken.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - spent))
            settle(self._app, self._shell)
        return {**spread(name, taken), **spread(f"{name}_cpu", worked)}

    def move(self) -> Callable[[], object]:
        """One meeting to a free place."""
        while (place := self._free(one := self._chance.choice(self._placed()))) is None:
            pass
        return self._run(MoveMeeting(one.key, *place))

    def swap(self) -> Callable[[], object]:
        """Two meetings that may change places."""
        at = {(one.slot, one.table): one.key for one in self._placed()}
        while True:
            key = self._chance.choice(self._placed()).key
            cells = self._desk.agenda.targets(key).cells
            others = [at[place] for place, found in cells.items() if found is Target.SWAP]
            if others:
                return self._run(SwapMeetings(key, self._chance.choice(others)))

    def group(self) -> Callable[[], object]:
        """Ten meetings of different people to free places."""
        moves: dict[tuple[str, str], str] = {}
        people: set[str] = set()
        waiting = self._placed()
        self._chance.shuffle(waiting)
        while len(moves) < _TOGETHER:
            one = waiting.pop()
            place = self._free(one) if people.isdisjoint(one.parties) else None
            if place is not None and place not in moves:
                moves[place] = one.key
                people.update(one.parties)
        return self._run(MoveMeetings(tuple((key, *place) for place, key in moves.items())))

    def undo(self) -> Callable[[], object]:
        """What was done last."""
        undo: Callable[[], object] = self._shell.undo
        return undo

    def _placed(self) -> list[Any]:
        return list(self._screen.grid_data.placed)

    def _free(self, one: Any) -> tuple[str, str] | None:
        cells = self._desk.agenda.targets(one.key).cells
        places = [place for place, found in cells.items() if found in OPEN]
        return self._chance.choice(places) if places else None

    def _run(self, command: Any) -> Callable[[], object]:
        return lambda: self._screen.context.run(command, owner=self._screen)

    def _drawn(self, begin: Callable[[], object]) -> None:
        """From the command to the finished picture."""
        from PySide6.QtCore import QEventLoop  # after the platform was chosen

        waiting = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        before = self._screen.grid_data
        begin()
        while self._screen.grid_data is before:
            self._app.processEvents(waiting)  # looking all the time would take the worker's time
        self._screen.view.viewport().repaint()
