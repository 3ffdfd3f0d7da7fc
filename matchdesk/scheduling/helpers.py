"""Work in processes of its own: a crash, a hang or a missing package costs nobody else anything.

A helper is one of the `*worker.py` scripts here. It is given its task on standard input and answers
in JSON lines; when it ends, however it ends, the last message is {"is": "gone"}.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

Message = dict[str, Any]
_GRACE = 2.0
"""Seconds after which a helper that outlived its time ends itself."""


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is told apart in messages; `script` is run with `arguments` and fed `task`.

    One that `compiles` says "ready" once it has. It is not stopped before, for what it compiled is
    kept for the next time.
    """

    name: str
    script: str
    arguments: tuple[str, ...]
    task: bytes = field(repr=False)
    compiles: bool = False


@dataclass(slots=True, eq=False)
class _Helper:
    """A process at work. `ready`: may be killed; `unwanted`: is to be as soon as it may."""

    process: subprocess.Popen[bytes]
    ready: bool
    unwanted: bool = False

    def stop(self) -> None:
        self.unwanted = True
        if self.ready:
            self.process.kill()
            self.process.wait()


class Crew:
    """Runs jobs, `at_once` of them at a time, in the order given. Leaving the block kills them.

    `at_once` may be changed; what runs already runs on.
    """

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self._waiting: list[Job] = []
        self._running: dict[str, _Helper] = {}
        self._told: queue.SimpleQueue[tuple[str, Message]] = queue.SimpleQueue()

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in tuple(self._running):
            self.stop(name)

    @property
    def busy(self) -> bool:
        """Whether anybody is still at work or waiting to be."""
        return bool(self._running or self._waiting)

    def add(self, jobs: Sequence[Job], *, first: bool = False) -> None:
        """Put jobs in line, or before everybody in it."""
        if not getattr(sys, "frozen", False):  # a packed desk has no interpreter to start
            place = 0 if first else len(self._waiting)
            self._waiting[place:place] = jobs

    def drop(self, names: Sequence[str]) -> None:
        """These need not begin any more, or may stop."""
        self._waiting = [job for job in self._waiting if job.name not in names]
        for name in names:
            if name in self._running:
                self.stop(name)

    def clear(self) -> None:
        """Nobody need begin any more, and who runs stops."""
        self.drop([job.name for job in self._waiting] + list(self._running))

    def stop(self, name: str) -> None:
        """End one that runs."""
        self._running.pop(name).stop()

    def begin(self, left: float) -> None:
        """Start who is next in line, to run for `left` seconds at most."""
        while self._waiting and len(self._running) < self.at_once:
            job = self._waiting.pop(0)
            self._running[job.name] = _start(job, left, self._told)

    def hear(self, seconds: float, left: float) -> tuple[str, Message] | None:
        """Start who is next in line, then the next message, or None after `seconds`.

        `left` is how long a helper started now may run.
        """
        self.begin(left)
        try:
            name, message = self._told.get(timeout=seconds)
        except queue.Empty:
            return None
        if name not in self._running:
            return None  # said before it was stopped
        if message["is"] == "gone":
            self._running.pop(name).process.wait()
        return name, message


def _start(job: Job, left: float, told: queue.SimpleQueue[tuple[str, Message]]) -> _Helper:
    script = str(Path(__file__).with_name(job.script))
    process = subprocess.Popen(
        [sys.executable, "-P", script, *job.arguments, str(left + _GRACE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows opens one otherwise
    )
    helper = _Helper(process, ready=not job.compiles)
    threading.Thread(target=_attend, args=(job, helper, told), daemon=True).start()
    return helper


def _attend(job: Job, helper: _Helper, told: queue.SimpleQueue[tuple[str, Message]]) -> None:
    """Feed one helper and pass on what it says, until it is gone."""
    process = helper.process
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with process.stdin as entry:
            entry.write(job.task)
        with process.stdout as out:
            for line in out:
                message = json.loads(line)
                if message["is"] == "ready":
                    helper.ready = True
                else:
                    told.put((job.name, message))
                if helper.unwanted and helper.ready:
                    helper.stop()
    except (OSError, ValueError):
        pass  # killed, or it died in the middle of a line
    finally:
        process.stdout.close()
        told.put((job.name, {"is": "gone"}))
        if helper.unwanted:
            process.wait()


_TINY: dict[str, Any] = {
    "slots": [0],
    "parties": [[0, 1]],
    "allowed": [3],
    "before": [[]],
    "after": [[]],
    "busy": [0, 0],
    "width": 2,
    "days": [[0, 3]],
    "sessions": [[0, 3]],
    "run_limit": [0, 0],
    "families": [[True]],
    "room": [[1, 1]],
    "prices": [1, 1, -1, 0],
    "schedule": [],
    "span": 0.0,
    "target": 0,
    "seed": 1,
}
_COMPILING = 300.0


def warm() -> None:
    """Have the annealing compiled, unless it is already; waits for it (seconds the first time).

    In a process that lets everything else go first. For a thread that may wait. Without numba
    nothing happens.
    """
    with Crew(1) as crew:
        task = json.dumps(_TINY).encode()
        crew.add([Job("annealing", "annealworker.py", ("--gently",), task, compiles=True)])
        while crew.busy:
            crew.hear(1.0, _COMPILING)
