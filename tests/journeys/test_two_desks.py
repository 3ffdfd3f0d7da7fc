"""Two processes on one event see each other's changes."""

from __future__ import annotations

import queue

from tests import factories
from tests.journeys.test_killed import answers_until_killed, start

PATIENCE = 10.0  # seconds; only a failing test waits so long


def test_change_of_another_process_arrives_in_the_feed(open_desk, address, tmp_path):
    desk = open_desk("watcher", watch=True)
    arrived: queue.Queue[tuple[str, str]] = queue.Queue()
    desk.feed.subscribe(lambda change_set: arrived.put((change_set.desk, change_set.intent)))
    process = start(address, tmp_path / "burst")
    first = arrived.get(timeout=PATIENCE)
    answers_until_killed(process, 1)
    assert first == ("burst", "put")


def test_every_change_set_arrives_once_and_in_order(open_desk, address, tmp_path):
    desk = open_desk("watcher", watch=True)
    known = desk.history.page(limit=1)[0].number
    arrived: queue.Queue[int] = queue.Queue()
    desk.feed.subscribe(lambda change_set: arrived.put(change_set.number))
    process = start(address, tmp_path / "burst")
    answers_until_killed(process, 20)
    last = desk.history.page(limit=1)[0].number
    numbers = [arrived.get(timeout=PATIENCE) for _ in range(last - known)]
    assert numbers == list(range(known + 1, last + 1))


def test_desk_does_not_hear_its_own_change_twice(open_desk):
    a, b = open_desk("a", watch=True), open_desk("b")
    heard: queue.Queue[int] = queue.Queue()
    a.feed.subscribe(lambda change_set: heard.put(change_set.number))
    factories.organisation(a, "own")
    factories.organisation(b, "other")
    factories.organisation(a, "own again")
    assert sorted(heard.get(timeout=PATIENCE) for _ in range(3)) == [3, 4, 5]
    assert heard.empty()
