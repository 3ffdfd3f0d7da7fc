"""The answer that is ready when somebody cancels."""

import threading

import pytest

from matchdesk.scheduling.anytime import Background, Ready, answer

PATIENCE = 20


def taken(ready):
    """Wait until what was offered is finished."""
    assert ready._busy.over(PATIENCE)


def test_answer_is_the_finished_result_where_nobody_cancels():
    search = Background(lambda: 3, "search")
    ready = Ready(lambda draft: draft * 10, lambda draft: draft)
    assert answer(search, ready, lambda draft: draft * 10, lambda: False) == 30


def test_answer_raises_what_the_search_raised():
    def fails():
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        answer(Background(fails, "search"), Ready(str, str), str, lambda: False)


def test_answer_after_a_cancel_does_not_wait_for_a_search_that_does_not_stop():
    stop = threading.Event()
    search = Background(lambda: stop.wait(PATIENCE), "search")
    ready = Ready(str, str)
    ready.offer(lambda: 7)
    taken(ready)
    assert answer(search, ready, str, lambda: True) == "7"
    stop.set()
    assert search.over(PATIENCE)


def test_answer_after_a_cancel_waits_where_nothing_is_ready():
    stop = threading.Event()
    search = Background(lambda: stop.wait(PATIENCE) and 5, "search")
    threading.Timer(0, stop.set).start()
    assert answer(search, Ready(str, str), str, lambda: True) == "5"


def test_urgent_draft_has_its_turn_after_the_one_at_work_and_is_hurried():
    go = threading.Event()

    def slowly(draft):
        assert go.wait(PATIENCE)
        return ("slow", draft)

    ready = Ready(slowly, lambda draft: ("quick", draft))
    ready.offer(lambda: 1)
    ready.offer(lambda: 2, urgent=True)
    ready.offer(lambda: 3)
    assert ready.latest is None
    go.set()
    taken(ready)
    assert ready.latest == ("slow", 1)
    ready.offer(lambda: 4)
    taken(ready)
    assert ready.latest == ("quick", 2)


def test_draft_offered_soon_after_another_is_let_go():
    ready = Ready(str, str)
    ready.offer(lambda: 1)
    taken(ready)
    ready._rests_until = float("inf")
    ready.offer(lambda: 2)
    assert ready.latest == "1"


def test_what_is_ready_is_told_once_before_the_end():
    told = []
    seen = threading.Event()
    ready = Ready(str.upper, str.upper)

    def search():
        ready.offer(lambda: "first", urgent=True)
        assert seen.wait(10)
        return "last"

    def hear(found):
        told.append(found)
        seen.set()

    found = answer(Background(search, "search"), ready, str.upper, lambda: False, hear)
    assert (told, found) == (["FIRST"], "LAST")
