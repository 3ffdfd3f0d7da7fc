"""Work that can wait: a step at a time, those wanted first before the others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from matchdesk.ui.preparing import Preparing


def steps(name, done, number=2):
    for step in range(number):
        done.append(f"{name}{step}")
        yield


@pytest.fixture
def home(qtbot) -> QObject:
    return QObject()


def test_steps_that_are_wanted_first_go_before_those_that_are_left(home, qtbot):
    done = []
    preparing = Preparing(steps("a", done), home)
    with qtbot.waitSignal(preparing.ended):
        preparing.begin()
        preparing.first(steps("b", done))
    assert done == ["b0", "b1", "a0", "a1"]


def test_more_may_come_after_the_end(home, qtbot):
    done = []
    preparing = Preparing(steps("a", done, 1), home)
    with qtbot.waitSignal(preparing.ended):
        preparing.begin()
    with qtbot.waitSignal(preparing.ended):
        preparing.first(steps("b", done, 1))
    assert done == ["a0", "b0"]


def test_one_that_fails_does_not_stop_the_others(home, qtbot):
    done = []

    def failing():
        yield
        raise ValueError("no such page")

    preparing = Preparing(steps("a", done, 1), home)
    with qtbot.captureExceptions() as found, qtbot.waitSignal(preparing.ended):
        preparing.begin()
        preparing.first(failing())
    assert [str(error) for _kind, error, _trace in found] == ["no such page"]
    assert done == ["a0"]


def test_nothing_is_done_once_it_was_stopped(home, qtbot):
    done = []
    preparing = Preparing(steps("a", done), home)
    preparing.begin()
    preparing.stop()
    with qtbot.assertNotEmitted(preparing.ended, wait=60):
        pass
    assert done == []
