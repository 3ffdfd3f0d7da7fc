"""An answer at any time: the work goes on in a thread, and the best so far is kept ready beside it.

To seat and check a grid of ten thousand meetings takes most of a second. Somebody who cancels waits
a fifth of that at most, so grids are finished while the search for better ones goes on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Draft = TypeVar("Draft")
Done = TypeVar("Done")

_QUICK = 0.1
"""Seconds that finishing may take after a cancel, and the search to notice it."""
_REST, _SHARE = 0.5, 2.0
"""Between two grids finished beside the search: seconds, and times what the last took."""


class Background(Generic[Done]):
    """Calls `work` in a thread of its own, which does not keep the program from ending."""

    def __init__(self, work: Callable[[], Done], name: str) -> None:
        self._work = work
        self._result: Done | None = None
        self._error: BaseException | None = None
        self._over = threading.Event()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:  # whoever waits is told
            self._error = error
        finally:
            self._over.set()

    def over(self, seconds: float) -> bool:
        """Whether it has ended; waits up to `seconds`."""
        return self._over.wait(seconds)

    def result(self) -> Done:
        """What `work` returned, or raises what it raised; once it is over."""
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # set, where nothing was raised


class Ready(Generic[Draft, Done]):
    """Keeps the newest finished draft: `finish` is called beside the work, for one at a time.

    A draft offered while another is being finished, or soon after, is let go, for the next will be
    better anyway; an `urgent` one has its turn, and is finished by `hurry`. Offer from one thread;
    `latest` may be read in any.
    """

    def __init__(self, finish: Callable[[Draft], Done], hurry: Callable[[Draft], Done]) -> None:
        self._finish, self._hurry = finish, hurry
        self._busy: Background[None] | None = None
        self._waiting: Draft | None = None
        self._rests_until = 0.0
        self.latest: Done | None = None
        self.seconds = 0.0

    def offer(self, draft: Callable[[], Draft], *, urgent: bool = False) -> None:
        """Finish what `draft` returns, if it is time for it."""
        if self._busy is not None and not self._busy.over(0):
            self._waiting = draft() if urgent else self._waiting
        elif urgent:
            self._begin(draft(), self._hurry)
        elif self._waiting is not None:
            self._begin(self._waiting, self._hurry)
        elif time.monotonic() >= self._rests_until:
            self._begin(draft(), self._finish)

    def _begin(self, draft: Draft, finish: Callable[[Draft], Done]) -> None:
        self._waiting = None
        self._busy = Background(lambda: self._take(draft, finish), "finishing")

    def _take(self, draft: Draft, finish: Callable[[Draft], Done]) -> None:
        began = time.monotonic()
        self.latest = finish(draft)
        self.seconds = time.monotonic() - began
        self._rests_until = time.monotonic() + max(_REST, _SHARE * self.seconds)


def answer(
    search: Background[Draft],
    ready: Ready[Draft, Done],
    finish: Callable[[Draft], Done],
    is_cancelled: Callable[[], bool],
    seen: Callable[[Done], object] | None = None,
) -> Done:
    """The finished result of `search`; after a cancel, if that takes too long, what is ready.

    `seen` is told of each better result that is ready before the end, in the caller's thread.
    """
    told: Done | None = None
    while not search.over(0.02):
        if seen is not None and ready.latest is not None and ready.latest is not told:
            told = ready.latest
            seen(told)
        if is_cancelled() and not search.over(_QUICK) and ready.latest is not None:
            return ready.latest
    found = search.result()
    if is_cancelled() and ready.latest is not None and ready.seconds > _QUICK:
        return ready.latest
    return finish(found)
