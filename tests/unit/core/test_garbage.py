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
def put_off():
    usual = gc.get_threshold()
    garbage.put_off()
    yield usual
    garbage.as_before()


def test_what_is_old_is_left_alone_until_somebody_asks(put_off):
    assert gc.get_threshold()[:2] == put_off[:2]
    assert gc.get_threshold()[2] > 1_000_000_000
    assert gc.get_freeze_count() > 0


def test_sweep_takes_what_nobody_holds_and_sets_the_rest_aside(put_off):
    taken = weakref.finalize(_Ring(), lambda: None)
    set_aside = gc.get_freeze_count()
    garbage.sweep()
    assert taken.alive is False
    assert gc.get_freeze_count() > set_aside


def test_everything_is_as_before_when_the_event_is_left(put_off):
    garbage.as_before()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (put_off, 0)


class _Ring:
    """Only the collector can take it: it holds itself."""

    def __init__(self) -> None:
        self.itself = self
