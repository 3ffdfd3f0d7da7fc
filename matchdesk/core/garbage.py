"""Python's collector: paused while very much is made that stays, put off while people wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()
_NEVER = 2**31 - 1  # the greatest that Python takes


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


def put_off() -> None:
    """From now on go through what is old only when `sweep` is called, and set aside what is there.

    A search through everything stops every thread, the window's too, for a tenth of a second and
    comes at any moment, from whichever thread. What is young is still searched as it comes.
    """
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    gc.freeze()


def sweep() -> None:
    """Search what came since `put_off` or the last `sweep`, and set aside what stays.

    Short, for it leaves out what was set aside before; for a moment when nobody works.
    """
    gc.collect()
    gc.freeze()


def as_before() -> None:
    """Take back `put_off`: what was set aside is searched again, whenever Python likes."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
