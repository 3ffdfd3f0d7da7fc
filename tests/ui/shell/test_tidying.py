"""Garbage is searched in pauses, and on a day without a pause all the same."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from matchdesk.ui import tidying
from matchdesk.ui.tidying import Tidying


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def ring_dropped() -> weakref.finalize:
    """Something that only the collector takes, and that it has passed over while it was young."""
    ring = _Ring()
    gc.collect(1)
    return weakref.finalize(ring, lambda: None)


@pytest.fixture
def tidy(qapp):
    made = []

    def make() -> Tidying:
        made.append(Tidying(qapp))
        made[-1].begin()
        return made[-1]

    yield make
    for one in made:
        one.end()
        one.deleteLater()


def test_work_without_a_pause_is_interrupted_by_a_short_search(tidy, qtbot, monkeypatch):
    monkeypatch.setattr(tidying, "_BUSY", 50)
    tidied = tidy()
    dropped = ring_dropped()

    def worked_on() -> bool:
        tidied.worked()  # each time the pause begins anew
        return not dropped.alive

    qtbot.waitUntil(worked_on, timeout=5_000)


def test_much_that_came_is_searched_at_once(tidy, monkeypatch):
    tidied = tidy()
    dropped = ring_dropped()
    tidied.worked()
    assert dropped.alive is True
    monkeypatch.setattr("matchdesk.core.garbage._DUE_AFTER", 0)
    tidied.worked()
    assert dropped.alive is False


def test_pause_is_used(tidy, qtbot, monkeypatch):
    monkeypatch.setattr(tidying, "_QUIET", 10)
    tidied = tidy()
    dropped = ring_dropped()
    tidied.worked()
    qtbot.waitUntil(lambda: not dropped.alive, timeout=5_000)


def test_nothing_is_put_off_after_the_end(tidy):
    usual = gc.get_threshold()
    tidied = tidy()
    tidied.end()
    tidied.worked()
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold()[:2] == usual[:2]


def test_what_is_set_aside_is_searched_once_much_has_come(tidy):
    tidied = tidy()
    kept = ring_dropped()
    tidied.set_aside()
    tidied._sweeping.sweep(quiet=False)
    assert kept.alive is True
    tidied._sweeping._kept = 0  # as after a day on which much has come
    tidied._sweeping.sweep()
    assert kept.alive is False


def test_garbage_of_any_thread_is_searched_by_the_window(tidy, qtbot):
    """A search beside the window could end something of Qt's while the window uses it."""
    tidy()
    searched = []
    dropped = []

    def watched(phase, _info):
        searched.append(threading.current_thread())

    def work():
        rings = [_Ring() for _ in range(20_000)]
        dropped.append(weakref.finalize(rings[0], lambda: None))

    gc.callbacks.append(watched)
    try:
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: not dropped[0].alive, timeout=5_000)
    finally:
        gc.callbacks.remove(watched)
    assert set(searched) == {threading.main_thread()}
