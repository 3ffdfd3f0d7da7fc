"""Python's collector: paused while very much is made that stays, put off while people wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()
_MOST_MIDDLE = 2_000
"""Middle searches, of some 7,000 new things each, after which everything is searched at last.

The bound that holds whatever else happens; `overdue` and a quiet moment come long before it.
"""

_DUE_AFTER = 15
"""Middle searches after which what came should be searched at the next chance."""

_YOUNG, _MANY_YOUNG, _MIDDLE = 700, 7_000, 10
"""New things after which what is young is searched; so many, or so often, the middle as well."""

_GROWN = 1.5
"""When this many times what `put_off` set aside is set aside, that is gone through as well."""


@contextmanager
def paused() -> Iterator[None]:
    """Let nothing be searched for garbage in this block: it would be gone through again and again.

    For the whole process, other threads included; only for work of seconds. May be nested.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Sweeping:
    """Searches through what is old, put off to moments that suit, but not for ever.

    A search through everything stops every thread, the window's too, for a tenth of a second and
    comes at any moment, from whichever thread. So what is there at the start is set aside, and
    what comes is gone through by `sweep`: short, for it leaves out what was set aside. What is
    young is still searched as it comes. One at a time in a process; `end` takes it back.
    """

    def __init__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()
        young, middle, _old = gc.get_threshold()
        gc.set_threshold(young, middle, _MOST_MIDDLE)  # for blocks that turn it on again
        gc.freeze()
        self._kept: int | None = gc.get_freeze_count()

    def set_aside(self) -> None:
        """Leave out what came until now, too: it is known to stay. Nothing is searched.

        Nor counted, which takes some 20 ms of an open event: the next quiet moment does that.
        """
        gc.freeze()
        self._kept = None

    def young(self) -> None:
        """Search what is new, if there is enough of it; a millisecond or so."""
        gc.disable()  # whoever had paused it since then has turned it on again
        fresh, middle, old = gc.get_count()
        if old >= _MOST_MIDDLE:
            gc.collect()
        elif fresh >= _YOUNG:
            gc.collect(1 if middle >= _MIDDLE or fresh >= _MANY_YOUNG else 0)

    def overdue(self) -> bool:
        """Whether so much came that a search should not wait for a quiet moment; costs nothing."""
        return gc.get_count()[2] >= _DUE_AFTER

    def sweep(self, *, quiet: bool = True) -> None:
        """Search what came since the last time, and set aside what stays.

        Only with `quiet`, and where what is set aside has grown much, that is gone through as
        well: rings that were set aside alive and died since are found by nothing else.
        """
        if quiet and self._has_grown():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._kept = gc.get_freeze_count()
        else:
            gc.collect()
            gc.freeze()

    def _has_grown(self) -> bool:
        count = gc.get_freeze_count()
        if self._kept is None:
            self._kept = count
        return count > self._kept * _GROWN

    def end(self) -> None:
        """What was set aside is searched again, whenever Python likes; may be called twice."""
        gc.unfreeze()
        gc.set_threshold(*_USUAL)
        if self._was_on:
            gc.enable()
