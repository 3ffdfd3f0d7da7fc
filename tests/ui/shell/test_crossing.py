"""What threads send arrives in order, and the window has its turns in between."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from matchdesk.ui import crossing
from matchdesk.ui.crossing import Crossing


@pytest.fixture
def seen() -> list:
    return []


def test_after_long_work_the_window_has_its_turn_before_the_next_arrives(qtbot, monkeypatch, seen):
    monkeypatch.setattr(crossing, "_LONG", 0)  # whatever was done took long
    one, other = Crossing(), Crossing()
    one.arrived.connect(seen.append)
    one.arrived.connect(lambda value: QTimer.singleShot(0, lambda: seen.append(f"turn {value}")))
    other.arrived.connect(seen.append)
    one.send(1)
    other.send(2)
    one.send(3)
    qtbot.waitUntil(lambda: "turn 3" in seen)
    assert seen == [1, "turn 1", 2, 3, "turn 3"]


def test_what_waits_for_its_turn_is_known(qtbot, monkeypatch, seen):
    monkeypatch.setattr(crossing, "_LONG", 0)
    one = Crossing()
    one.arrived.connect(lambda _value: seen.append(crossing.awaited()))
    for value in range(3):
        one.send(value)
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == [False, True, False]  # the first was handed out at once; the third was the last
    assert not crossing.awaited()


def test_what_waits_for_its_turn_can_be_wanted_at_once(qtbot, monkeypatch, seen):
    monkeypatch.setattr(crossing, "_LONG", 0)
    one = Crossing()
    one.arrived.connect(seen.append)
    for value in range(4):
        one.send(value)
    one.deliver()
    assert seen == [0, 1, 2, 3]


def test_nothing_arrives_after_the_end_also_of_what_waits(qtbot, monkeypatch, seen):
    monkeypatch.setattr(crossing, "_LONG", 0)
    one, other = Crossing(), Crossing()
    one.arrived.connect(seen.append)
    one.arrived.connect(lambda _value: one.close())
    other.arrived.connect(seen.append)
    for value in range(3):
        one.send(value)
    other.send("end")
    qtbot.waitUntil(lambda: "end" in seen)
    assert seen == [0, "end"]
