"""The collector comes back, whatever happens inside."""

from __future__ import annotations

import gc
import weakref

import pytest

from matchdesk.core import garbage


def test_collector_is_paused_inside_and_back_afterwards():
    with garbage.paused():
        with garbage.paused():
            assert gc.isenabled() is False
        assert gc.isenabled() is False
    assert gc.isenabled() is True


def test_collector_comes_back_after_an_error():
    with pytest.raises(ValueError, match="broken"), garbage.paused():
        raise ValueError("broken")
    assert gc.isenabled() is True


@pytest.fixture
def sweeping():
    made = garbage.Sweeping()
    yield made
    made.end()


def test_nothing_is_searched_but_by_whoever_sweeps(sweeping):
    taken = [weakref.finalize(_Ring(), lambda: None) for _ring in range(2_000)]
    assert gc.isenabled() is False
    assert sum(one.alive for one in taken) == 2_000
    sweeping.young()
    assert sum(one.alive for one in taken) == 0


def test_what_is_old_is_left_alone_until_somebody_asks(sweeping):
    assert gc.get_threshold()[:2] == _USUAL[:2]
    assert gc.get_freeze_count() > 0


def test_sweep_takes_what_nobody_holds_and_sets_the_rest_aside(sweeping):
    taken = weakref.finalize(_Ring(), lambda: None)
    set_aside = gc.get_freeze_count()
    sweeping.sweep(quiet=False)
    assert taken.alive is False
    assert gc.get_freeze_count() > set_aside


def test_rings_set_aside_alive_are_taken_once_much_is_set_aside(sweeping):
    held = [_Ring() for _ring in range(gc.get_freeze_count())]
    taken = [weakref.finalize(ring, lambda: None) for ring in held[:100]]
    sweeping.sweep()  # sets them aside: nearly twice as much as before
    held.clear()
    sweeping.sweep(quiet=False)
    assert sum(one.alive for one in taken) == 100
    sweeping.sweep()
    assert sum(one.alive for one in taken) == 0


def test_a_day_without_a_pause_is_overdue_and_searched_at_last(monkeypatch):
    monkeypatch.setattr(garbage, "_DUE_AFTER", 15)
    monkeypatch.setattr(garbage, "_MOST_MIDDLE", 200)  # a tenth of both, to make fewer things
    sweeping = garbage.Sweeping()
    searched: list[bool] = []
    assert sweeping.overdue() is False

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            searched.append(sweeping.overdue())

    gc.callbacks.append(note)
    try:
        kept = []
        for _look in range(300):
            kept.append([_Ring() for _ring in range(7_000)])
            sweeping.young()
    finally:
        gc.callbacks.remove(note)
        sweeping.end()
    assert (searched[:1], len(kept)) == ([True], 300)


def test_everything_is_as_before_when_the_event_is_left(sweeping):
    sweeping.end()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (_USUAL, 0)


_USUAL = gc.get_threshold()


class _Ring:
    """Only the collector can take it: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_setting_aside_counts_nothing_while_somebody_may_scroll(sweeping, monkeypatch):
    counted = []
    monkeypatch.setattr(gc, "get_freeze_count", lambda: counted.append(1) or 1_000_000)
    sweeping.set_aside()
    sweeping.sweep(quiet=False)
    assert counted == []
    sweeping.sweep()
    assert counted == [1]
