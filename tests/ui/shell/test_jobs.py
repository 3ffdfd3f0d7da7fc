import threading

import pytest
from PySide6.QtCore import QObject, QThread

from matchdesk.core.changes import ChangeFeed, ChangeSet
from matchdesk.core.errors import Invalid, MatchDeskError
from matchdesk.ui.feed import FeedBridge
from matchdesk.ui.jobs import JobRunner, Lane, Refresh
from tests.conftest import NOON


@pytest.fixture
def answers() -> list[object]:
    return []


def test_result_comes_back_in_the_gui_thread(jobs: JobRunner, qtbot, answers):
    gui = QThread.currentThread()
    worked: list[bool] = []

    def work(_progress):
        worked.append(QThread.currentThread() is gui)
        return 42

    def done(result):
        answers.append((result, QThread.currentThread() is gui))

    job = jobs.start("Work", work, on_done=done)
    with qtbot.waitSignal(job.finished):
        pass
    assert (worked, answers) == ([False], [(42, True)])
    assert jobs.running == ()


def test_error_of_the_services_comes_back_as_it_is(jobs: JobRunner, qtbot, answers):
    def work(_progress):
        raise Invalid(field="name", value="", expected="a name")

    with qtbot.waitSignal(jobs.ended):
        jobs.start("Work", work, on_done=answers.append, on_error=answers.append)
    assert [(type(e), e.data["field"]) for e in answers] == [(Invalid, "name")]


def test_unexpected_error_becomes_one_the_screens_know(jobs: JobRunner, qtbot, answers, caplog):
    with qtbot.waitSignal(jobs.ended):
        jobs.start("Work", lambda _p: 1 / 0, on_error=answers.append)
    assert [(type(e), e.code) for e in answers] == [(MatchDeskError, "failed")]
    assert [r.exc_info[0] for r in caplog.records] == [ZeroDivisionError]


def test_cancel_stops_work_that_reports(jobs: JobRunner, qtbot, answers):
    at_work = threading.Event()

    def work(progress):
        while True:
            progress.step(1, 10)
            at_work.set()

    job = jobs.start("Work", work, on_done=answers.append, on_error=answers.append)
    at_work.wait(5)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert answers == []


def test_progress_is_told_at_most_ten_times_a_second_and_last(jobs: JobRunner, qtbot):
    steps = []

    def work(progress):
        for n in range(1, 5001):
            progress.step(n, 5000)

    job = jobs.start("Work", work)
    job.progressed.connect(steps.append)
    with qtbot.waitSignal(job.finished):
        pass
    assert steps[-1].done == 5000
    assert len(steps) < 50


def test_commands_keep_their_order(jobs: JobRunner, qtbot, answers):
    for n in range(20):
        jobs.start("", lambda _p, n=n: n, lane=Lane.COMMAND, on_done=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))


def test_answer_for_a_destroyed_owner_is_dropped(jobs: JobRunner, qtbot, answers):
    import shiboken6

    owner, go = QObject(), threading.Event()
    job = jobs.query(lambda: go.wait(5), answers.append, owner=owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(job.finished):
        go.set()
    assert answers == []


def test_close_cancels_and_ends_the_threads(qtbot):
    runner = JobRunner()
    begun = threading.Event()

    def work(progress):
        begun.set()
        while True:
            progress.check()

    runner.start("Work", work)
    begun.wait(5)
    assert runner.close(5)


def test_work_that_does_not_listen_may_outlive_its_runner(qtbot, answers, caplog):
    import shiboken6

    runner, begun, go = JobRunner(), threading.Event(), threading.Event()
    ended = threading.Event()

    def work(progress):
        begun.set()
        go.wait(5)
        ended.set()
        return 42

    runner.start("Work", work, on_done=answers.append)
    pool = runner._pools[Lane.FILES]
    begun.wait(5)
    assert not runner.close(0.01)
    shiboken6.delete(runner)
    go.set()
    assert pool.waitForDone(5000)
    assert (ended.is_set(), answers, caplog.records) == (True, [], [])
    shiboken6.delete(pool)


def test_commands_already_given_are_carried_out_before_closing(qtbot, answers):
    runner, begun, go = JobRunner(), threading.Event(), threading.Event()
    stored = []

    def slow(_progress):
        begun.set()
        go.wait(5)
        stored.append(1)

    quiet = {"lane": Lane.COMMAND, "visible": False}
    runner.start("", slow, **quiet)
    runner.start("", lambda _p: stored.append(2), **quiet, on_done=answers.append)
    begun.wait(5)
    threading.Timer(0.01, go.set).start()
    assert runner.close(5)
    assert (stored, answers) == ([1, 2], [None])


def test_refresh_merges_what_is_asked_while_it_reads(jobs: JobRunner, qtbot, answers):
    go = threading.Event()
    reads = []

    def load():
        reads.append(1)
        go.wait(5)
        return len(reads)

    refresh = Refresh(jobs, load, answers.append, jobs, delay=0)
    refresh.ask()
    refresh.ask()
    qtbot.waitUntil(lambda: reads == [1])
    for _n in range(5):
        refresh.ask()
    go.set()
    qtbot.waitUntil(lambda: answers == [1, 2])
    qtbot.waitUntil(lambda: not refresh.pending)
    assert len(reads) == 2


def test_feed_from_another_thread_arrives_in_order_in_the_gui_thread(qtbot):
    feed, seen, gui = ChangeFeed(), [], QThread.currentThread()
    bridge = FeedBridge(feed)
    bridge.changed.connect(lambda c: seen.append((c.number, QThread.currentThread() is gui)))
    sets = [ChangeSet(n, "x", "o", "d", NOON, ()) for n in range(1, 51)]
    thread = threading.Thread(target=feed.publish, args=(sets,))
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == [(n, True) for n in range(1, 51)]
    bridge.close()


def test_feed_after_close_says_nothing(qtbot):
    feed, seen = ChangeFeed(), []
    bridge = FeedBridge(feed)
    bridge.changed.connect(seen.append)
    feed.publish([ChangeSet(1, "x", "o", "d", NOON, ())])
    bridge.close()
    feed.publish([ChangeSet(2, "x", "o", "d", NOON, ())])
    qtbot.wait(1)
    assert seen == []
