"""The queue in the operator's hand: order, stopping in the middle, going on after a jam."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from matchdesk.core.errors import Conflict, Invalid, PrinterFault
from matchdesk.core.vocabulary import DocumentKind, ParticipantStatus, PrintState
from matchdesk.models import Participant
from matchdesk.services.people import EditParticipant
from matchdesk.services.printing import HandOut, PrintOrder
from matchdesk.services.spooling import Step
from tests import factories

BADGES, AGENDAS = DocumentKind.BADGES, DocumentKind.AGENDAS
SHEET = PrintOrder(BADGES, form="a6", sort=HandOut.NAME)


@pytest.fixture
def row(queue, cast) -> list[str]:
    """Keys of three badge jobs, one behind the other."""
    people = [cast.ana, cast.chen, cast.dora]
    return [queue.add(BADGES, [key]).jobs[0].key for key in people]


def order(queue) -> list[int]:
    return [job.number for job in queue.jobs()]


@pytest.mark.parametrize(
    ("which", "step", "numbers"),
    [
        (2, Step.UP, [1, 3, 2]),
        (2, Step.FIRST, [3, 1, 2]),
        (0, Step.DOWN, [2, 1, 3]),
        (0, Step.LAST, [2, 3, 1]),
        (0, Step.UP, [1, 2, 3]),
        (2, Step.DOWN, [1, 2, 3]),
    ],
)
def test_what_waits_is_moved(queue, row, which, step, numbers):
    moved = queue.move([row[which]], step)
    assert (order(queue), bool(moved)) == (numbers, numbers != [1, 2, 3])


def test_moved_job_comes_out_where_it_was_moved_to(queue, row, machine):
    queue.move([row[2]], Step.FIRST)
    queue.work()
    assert [name for _place, name in machine.sent] == [
        "00003-badges",
        "00001-badges",
        "00002-badges",
    ]


def test_order_outlives_the_program(queue, row, opener, file_address):
    queue.move([row[2]], Step.FIRST)
    assert order(opener(file_address, "a").print_queue) == [3, 1, 2]


def test_new_job_is_behind_those_that_were_moved(queue, row, cast):
    queue.move([row[0]], Step.LAST)
    queue.add(AGENDAS, [cast.ana])
    assert order(queue) == [2, 3, 1, 4]


def test_bundle_is_passed_in_one_step_and_moves_as_one(queue, cast):
    bundle = [job.key for job in queue.add_together((BADGES, AGENDAS), [cast.ana]).jobs]
    last = queue.add(BADGES, [cast.chen]).jobs[0].key
    queue.move([last], Step.UP)
    assert order(queue) == [3, 1, 2]
    queue.move(bundle, Step.UP)
    assert order(queue) == [1, 2, 3]


def test_what_is_over_stays_where_it_is(queue, row, cast):
    queue.work()
    late = [queue.add(AGENDAS, [key]).jobs[0].key for key in (cast.ana, cast.chen)]
    assert queue.move([row[0]], Step.LAST) == 0
    queue.move([late[1]], Step.FIRST)
    assert order(queue) == [1, 2, 3, 5, 4]


def test_order_of_the_screen_is_one_job_for_just_these_people(queue, cast, machine, desk):
    job = queue.add_order(SHEET, "fake:paper", {"copies": "2"})
    names = ["Ana Kovač", "Bo Guest", "Chen Wei-Lin"]
    assert [one.name for one in job.subjects][:3] == names
    late = factories.people(desk, 1)
    assert queue.work() == 1
    done = queue.job(job.key)
    assert late[0] not in {one.key for one in done.subjects}
    assert (done.pages, done.recorded, machine.setups) == (
        len(job.subjects),
        True,
        [{"copies": "2"}],
    )
    (run,) = desk.printing.runs()
    assert (run.documents, run.pages, run.printer) == (len(job.subjects), done.pages, "paper")


def test_whoever_does_not_come_any_more_is_left_out_of_a_job_of_many(queue, cast, desk):
    job = queue.add_order(SHEET, "fake:paper")
    desk.run(factories.Put(lambda context: _cancelled(context, cast.ana)))
    assert queue.work() == 1
    printed = [one.key for one in queue.job(job.key).subjects]
    assert (cast.ana in printed, len(printed)) == (False, len(job.subjects) - 1)


def _cancelled(context, key):
    context.session.get_one(Participant, key).status = ParticipantStatus.CANCELLED
    return []


def test_order_of_the_whole_event_is_asked_anew_when_its_turn_comes(queue, cast, machine):
    job = queue.add_order(PrintOrder(DocumentKind.TABLE_SIGNS), "fake:paper")
    assert queue.work() == 1
    assert queue.job(job.key).state is PrintState.PRINTED


def test_order_for_nobody_is_refused(queue, cast):
    with pytest.raises(Invalid) as refused:
        queue.add_order(PrintOrder(BADGES, pile="Q-Q"), "fake:paper")
    assert (refused.value.code, queue.jobs()) == ("nothing_to_print", ())


def test_job_is_stopped_in_the_middle_and_goes_on_from_where_it_was(queue, cast, machine, desk):
    job = queue.add_order(SHEET, "fake:paper")
    shown = []

    def stop(place, pdf, name, progress, setup):
        progress.step(3, 3)
        shown.append((queue.job(job.key).state, queue.jobs()[0].done, queue.jobs()[0].of))
        queue.cancel(job.key)
        progress.check()

    machine.send, whole = stop, machine.send
    assert queue.work() == 0
    stopped = queue.job(job.key)
    assert shown == [(PrintState.PRINTING, 3, 3)]
    assert (stopped.state, stopped.done, desk.printing.runs()) == (PrintState.CANCELLED, 0, ())
    machine.send = whole
    queue.continue_from(job.key, 2)
    assert queue.work() == 1
    assert machine.pages == [stopped.pages - 1]
    assert [run.documents for run in desk.printing.runs()] == [len(stopped.subjects)]


@pytest.mark.parametrize("end", ["stopped", "jammed", "refused"])
def test_page_at_which_a_job_broke_off_is_kept_until_it_is_printed_again(
    queue, cast, machine, end, clock
):
    job = queue.add_order(SHEET, "fake:paper")
    faults = {"jammed": PrinterFault("printer_failed", printer="x"), "refused": Invalid("failed")}

    def half(place, pdf, name, progress, setup):
        progress.step(2, 2)  # two pages have gone out
        if end == "stopped":
            queue.cancel(job.key)
            progress.check()
        raise faults[end]

    machine.send, whole = half, machine.send
    assert queue.work() == 0
    broken = queue.job(job.key)
    assert (broken.stopped_at, broken.pages > 2) == (3, True)
    machine.send = whole
    clock.set(clock.now() + timedelta(minutes=5))
    queue.continue_from(job.key, broken.stopped_at)
    assert queue.work() == 1
    assert machine.pages == [broken.pages - 2]
    assert queue.job(job.key).stopped_at == 0


def test_page_reached_when_the_program_is_killed_is_known_after_the_restart(
    queue, desk, cast, machine, opener, file_address
):
    """Ten pages have gone out; the eleventh is the one to look for."""

    class Killed(BaseException):
        pass

    def kill(place, pdf, name, progress, setup):
        progress.step(10, 10)  # the last step is always told
        raise Killed

    for number in range(12):
        factories.participant(desk, f"Guest {number}")
    job = queue.add_order(SHEET, "fake:labels")
    machine.send, whole = kill, machine.send
    with pytest.raises(Killed):
        queue.work()
    queue.close()
    machine.send = whole
    again = opener(file_address, "a").print_queue
    again.attach("fake", machine)
    assert again.work() == 0
    left = again.job(job.key)
    known = (left.state, left.code, left.stopped_at)
    assert known == (PrintState.FAILED, "print_interrupted", 11)
    again.continue_from(job.key, left.stopped_at)
    assert again.work() == 1
    assert machine.pages == [left.pages - 10]


def test_job_that_is_being_made_is_stopped_at_once(queue, cast, machine, desk, monkeypatch):
    job = queue.add_order(SHEET, "fake:paper")
    produce = desk.printing.produce

    def made(order, progress):
        queue.cancel(job.key)
        progress.check()
        return produce(order, progress)

    monkeypatch.setattr(desk.printing, "produce", made)
    assert queue.work() == 0
    assert (queue.job(job.key).state, machine.sent) == (PrintState.CANCELLED, [])


def test_same_pages_go_on_after_a_jam_though_the_event_has_changed(queue, cast, desk, tmp_path):
    (tmp_path / "stick").mkdir()
    job = queue.add_order(SHEET, f"folder:{tmp_path / 'stick'}")
    queue.work()
    desk.run(EditParticipant(cast.chen, {"name": "Somebody Else"}))
    queue.continue_from(job.key, 2)
    assert queue.work() == 1
    whole, rest = sorted((tmp_path / "stick").iterdir(), key=lambda file: len(file.name))
    assert rest.name == f"{whole.stem}-from-page-2.pdf"
    sizes = desk.printing.page_sizes
    assert sizes(rest.read_bytes()) == sizes(whole.read_bytes())[1:]
    picture = desk.printing.page_picture
    assert picture(rest.read_bytes(), 0, 60).pixels == picture(whole.read_bytes(), 1, 60).pixels
    assert len(desk.printing.runs()) == 1


@pytest.mark.parametrize("page", [0, 99])
def test_page_that_is_not_there_is_refused(queue, cast, page):
    job = queue.add_order(SHEET, "fake:paper")
    queue.work()
    with pytest.raises(Invalid) as refused:
        queue.continue_from(job.key, page)
    assert refused.value.code == "print_page_unknown"


def test_pages_are_kept_for_the_last_jobs_only(queue, cast, monkeypatch):
    monkeypatch.setattr("matchdesk.services.spooling.jobs.PAGES_KEPT", 1)
    first, second = (queue.add_order(SHEET, "fake:paper").key for _twice in range(2))
    queue.work()
    queue.continue_from(second, 2)
    with pytest.raises(Invalid) as refused:
        queue.continue_from(first, 2)
    assert refused.value.code == "print_pages_gone"


def test_job_of_another_window_at_its_printer_is_not_stopped(queue, cast, opener, file_address):
    other = opener(file_address, "a").print_queue
    job = queue.add_order(SHEET, "fake:paper")
    queue._jobs.exchange(job, replace(job, state=PrintState.PRINTING))
    with pytest.raises(Conflict):
        other.cancel(job.key)


def test_job_that_an_older_program_put_in_can_be_worked_on(queue, row, machine):
    file = next(queue._settings.folder.glob("printing/*.queue"))
    with closing(sqlite3.connect(file)) as rows, rows:
        for key, body in rows.execute("SELECT key, body FROM job").fetchall():
            old = json.loads(body)
            old["subjects"] = [one[:4] for one in old["subjects"]]
            for new in ("place", "pages", "from_page", "stopped_at", "order", "setup"):
                del old[new]
            rows.execute("UPDATE job SET body = ? WHERE key = ?", (json.dumps(old), key))
    assert queue.work() == 3
    assert len(machine.sent) == 3
