"""The print queue: nothing is lost, nothing is doubled, no printer stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import groupby

import pytest

from matchdesk.core.errors import Conflict, NotFound, StorageFault
from matchdesk.core.vocabulary import CheckInOutcome, DocumentKind, PrintState, ReprintReason
from matchdesk.services.badges import RevokeBadge
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.people import EditParticipant
from matchdesk.services.printing import PrintRun
from matchdesk.services.spooling import DeskPrinting, Printer
from tests import factories
from tests.conftest import NOON

BADGES, AGENDAS = DocumentKind.BADGES, DocumentKind.AGENDAS
SECOND = timedelta(seconds=1)


def states(queue) -> list[tuple[str, str]]:
    return [(job.subjects[0].name, str(job.state)) for job in queue.jobs()]


def test_arrival_prints_what_the_desk_is_set_to(desk, queue, machine, cast):
    queued = queue.arrived([cast.ana])
    assert [(job.kind, job.printer) for job in queued.jobs] == [
        (BADGES, "fake:labels"),
        (AGENDAS, "fake:paper"),
    ]
    assert queue.work() == 2
    assert machine.sent == [("labels", "00001-badges"), ("paper", "00002-agendas")]
    assert [job.state for job in queue.jobs()] == [PrintState.PRINTED] * 2
    runs = {(run.kind, run.documents) for run in desk.printing.runs()}
    assert runs == {(BADGES, 1), (AGENDAS, 1)}


@pytest.mark.parametrize(
    ("badge", "agenda", "kinds"),
    [(True, False, [BADGES]), (False, True, [AGENDAS]), (False, False, [])],
)
def test_only_what_is_wanted_is_printed(queue, cast, badge, agenda, kinds):
    queue.choose(replace(queue.choices, badge=badge, agenda=agenda))
    assert [job.kind for job in queue.arrived([cast.ana]).jobs] == kinds


def test_choices_belong_to_the_desk_and_not_to_the_event(queue, opener, file_address):
    other = opener(file_address, "b").print_queue
    assert other.choices == DeskPrinting()
    again = opener(file_address, "a").print_queue
    assert again.choices == queue.choices


def test_damaged_choices_count_as_none(desk, queue):
    desk.settings.put("desk_printing", {"badge": "yes", "badge_printer": "fake:labels"})
    assert queue.choices == DeskPrinting(badge_printer="fake:labels")


def test_delegation_is_one_job_a_kind_in_the_order_of_handing_out(queue, cast):
    queued = queue.arrived([cast.dora, cast.ana, cast.chen])
    assert [[s.name for s in job.subjects] for job in queued.jobs] == [
        ["Chen Wei-Lin", "Ana Kovač", "Dora Íñiguez"]
    ] * 2


def test_jammed_printer_keeps_its_jobs_in_order_and_nobody_elses(queue, machine, cast):
    machine.jammed = {"labels"}
    queue.arrived([cast.ana])
    queue.arrived([cast.chen])
    assert queue.work() == 2
    assert machine.sent == [("paper", "00002-agendas"), ("paper", "00004-agendas")]
    first, second = (job for job in queue.jobs() if job.kind is BADGES)
    assert (first.state, first.why, first.next_try) == (
        PrintState.WAITING,
        "“labels” is not ready: look at its paper, its cover and its display.",
        NOON + 5 * SECOND,
    )
    assert (second.state, second.why) == (PrintState.WAITING, "")
    machine.jammed.clear()
    queue.retry_all()
    queue.work()
    assert machine.sent[2:] == [("labels", "00001-badges"), ("labels", "00003-badges")]


def test_jammed_printer_is_asked_again_less_and_less_often(queue, machine, cast, clock):
    machine.jammed = {"labels"}
    queue.add(BADGES, [cast.ana])
    waits = []
    for _round in range(6):
        queue.work()
        waits.append(round((queue.next_try() - clock.now()).total_seconds()))
        clock.set(queue.next_try())
    assert waits == [5, 10, 20, 40, 60, 60]
    machine.jammed.clear()
    assert queue.work() == 1


def test_printer_that_dies_while_sending_loses_nothing(desk, queue, machine, cast):
    machine.dies = {"labels"}
    queue.add(BADGES, [cast.ana])
    assert queue.work() == 0
    (job,) = queue.jobs()
    assert (job.state, job.code, job.attempts) == (PrintState.WAITING, "printer_gone", 1)
    assert desk.printing.runs() == ()


def test_check_in_is_admitted_whatever_the_printer_does(desk, queue, machine, cast):
    machine.jammed = {"labels", "paper"}
    outcome = desk.run(CheckInParticipant(cast.ana)).result.outcome
    queue.arrived([cast.ana])
    queue.work()
    assert outcome is CheckInOutcome.ADMITTED
    assert desk.run(CheckInParticipant(cast.chen)).result.outcome is CheckInOutcome.ADMITTED


def test_printing_is_not_checking_in_and_checking_in_is_not_printing(desk, queue, cast):
    queue.arrived([cast.ana])
    queue.work()
    assert desk.checkin.person(cast.ana).here is False
    desk.run(CheckInParticipant(cast.chen))
    assert [name for name, _state in states(queue)] == ["Ana Kovač"] * 2


def test_without_a_printer_the_job_waits_until_one_is_chosen(queue, machine, cast):
    queue.choose(replace(queue.choices, badge_printer=""))
    queue.add(BADGES, [cast.ana])
    queue.work()
    assert queue.jobs()[0].why == (
        "No printer is set for this desk. Choose one under “Print on check-in”."
    )
    queue.choose(replace(queue.choices, badge_printer="fake:labels"))
    assert queue.work() == 1
    assert machine.sent == [("labels", "00001-badges")]


def test_waiting_job_outlives_the_program(desk, queue, machine, cast, opener, file_address):
    machine.jammed = {"labels"}
    queue.add(BADGES, [cast.ana])
    queue.work()
    desk.close()
    again = opener(file_address, "a").print_queue
    machine.jammed.clear()
    again.attach("fake", machine)
    assert again.work() == 1
    assert machine.sent == [("labels", "00001-badges")]


@pytest.mark.parametrize(
    ("remembers", "came_out", "becomes"),
    [
        (False, True, PrintState.FAILED),
        (True, True, PrintState.PRINTED),
        (True, False, PrintState.WAITING),
    ],
)
def test_program_killed_while_printing(
    queue, machine, cast, opener, file_address, remembers, came_out, becomes
):
    """What came out is not printed twice, what did not is not lost, and doubt is told."""
    machine.remembers = remembers

    class Killed(BaseException):
        pass

    def kill(place, pdf, name, progress, setup):
        if came_out:
            machine.sent.append((place, name[:-13]))
        raise Killed

    machine.send, whole = kill, machine.send
    queue.add(BADGES, [cast.ana])
    with pytest.raises(Killed):
        queue.work()
    queue.close()
    machine.send = whole
    again = opener(file_address, "a").print_queue
    again.attach("fake", machine)
    before = len(machine.sent)
    again.work()
    printed = len(machine.sent) - before
    (job,) = again.jobs()
    if becomes is PrintState.FAILED:
        assert (job.state, job.code, printed) == (becomes, "print_interrupted", 0)
        assert again.came_out(job.key).state is PrintState.PRINTED
        again.work()
        assert again.jobs()[0].recorded
    else:
        assert (job.state, job.recorded, printed) == (PrintState.PRINTED, True, 1 - came_out)


def test_two_windows_of_one_desk_print_each_job_once(queue, machine, cast, opener, file_address):
    second = opener(file_address, "a").print_queue
    second.attach("fake", machine)
    queue.work()
    second.add(BADGES, [cast.ana])
    assert second.work() == 0
    assert queue.work() == 1
    queue.close()
    second.add(BADGES, [cast.chen])
    assert second.work() == 1
    assert [job.state for job in second.jobs()] == [PrintState.PRINTED] * 2


def test_what_is_on_paper_is_told_with_when_and_where(queue, cast):
    queue.arrived([cast.ana])
    queue.work()
    queued = queue.arrived([cast.ana])
    assert queued.jobs == ()
    assert [(one.kind, one.at, one.desk) for one in queued.already] == [
        (BADGES, NOON, "desk a"),
        (AGENDAS, NOON, "desk a"),
    ]


def test_second_arrival_before_the_first_came_out_adds_nothing(queue, machine, cast):
    machine.jammed = {"labels", "paper"}
    first = queue.arrived([cast.ana])
    again = queue.arrived([cast.ana])
    assert (again.jobs, again.pending) == ((), first.jobs)


def test_changed_agenda_is_printed_again_on_arrival(desk, queue, cast):
    queue.add(AGENDAS, [cast.ana])
    queue.work()
    desk.run(EditParticipant(cast.chen, {"name": "Chen Wei-Ling"}))
    queued = queue.arrived([cast.ana])
    assert [(job.kind, job.reason) for job in queued.jobs] == [
        (BADGES, ""),
        (AGENDAS, "changed_agenda"),
    ]
    assert queued.already == ()


def test_reprint_with_a_reason_is_journaled(desk, queue, clock, cast):
    queue.add(BADGES, [cast.ana])
    queue.work()
    clock.set(NOON + SECOND)
    assert queue.add(BADGES, [cast.ana]).jobs == ()
    (job,) = queue.add(BADGES, [cast.ana], reason=ReprintReason.DAMAGED).jobs
    assert queue.work() == 1
    assert desk.history.page(limit=1)[0].what == "Printed the badge of Ana Kovač again (Damaged)"
    assert desk.printing.runs(1) == (
        PrintRun(BADGES, NOON + SECOND, "desk a", "operator a", 1, "labels", 1, "damaged"),
    )
    assert job.reason == "damaged"


def test_replaced_badge_is_not_on_paper(desk, queue, clock, cast):
    queue.add(BADGES, [cast.ana])
    queue.work()
    clock.set(NOON + SECOND)
    desk.run(RevokeBadge(cast.ana, "lost"))
    queued = queue.add(BADGES, [cast.ana])
    assert (len(queued.jobs), queued.already) == (1, ())


def test_cancelled_job_is_not_printed_and_can_be_brought_back(queue, machine, cast):
    (job,) = queue.add(BADGES, [cast.ana]).jobs
    queue.cancel(job.key)
    assert queue.work() == 0
    queue.retry(job.key)
    assert queue.work() == 1
    with pytest.raises(Conflict):
        queue.cancel(job.key)


def test_job_can_be_sent_to_another_printer(queue, machine, cast):
    machine.jammed = {"labels"}
    (job,) = queue.add(BADGES, [cast.ana]).jobs
    queue.work()
    queue.send_to(job.key, "fake:paper")
    assert queue.work() == 1
    assert machine.sent == [("paper", "00001-badges")]


def test_operator_who_is_quicker_than_the_worker_is_heard(desk, queue, machine, cast, monkeypatch):
    (job,) = queue.add(BADGES, [cast.ana]).jobs
    produce = desk.printing.produce

    def slow(order, progress):
        queue.cancel(job.key)
        return produce(order, progress)

    monkeypatch.setattr(desk.printing, "produce", slow)
    assert queue.work() == 0
    assert (machine.sent, queue.job(job.key).state) == ([], PrintState.CANCELLED)


def test_somebody_who_is_not_expected_any_more_fails_without_blocking(queue, machine, desk, cast):
    queue.add(BADGES, [cast.ana])
    queue.add(BADGES, [cast.chen])
    desk.run(factories.Put(lambda context: _cancelled(context, cast.ana)))
    assert queue.work() == 1
    assert states(queue) == [("Ana Kovač", "failed"), ("Chen Wei-Lin", "printed")]
    assert queue.jobs()[0].why == "Ana Kovač is not expected any more. Leave this name out."


def _cancelled(context, key):
    from matchdesk.core.vocabulary import ParticipantStatus
    from matchdesk.models import Participant

    context.session.get_one(Participant, key).status = ParticipantStatus.CANCELLED
    return []


def test_event_out_of_reach_records_later_and_prints_once(
    desk, queue, machine, cast, clock, monkeypatch
):
    queue.add(BADGES, [cast.ana])
    record = desk.printing.record

    def cut_off(*_made, **_more):
        raise StorageFault("link_lost")

    monkeypatch.setattr(desk.printing, "record", cut_off)
    queue.work()
    (job,) = queue.jobs()
    assert (job.state, job.recorded, job.next_try) == (PrintState.PRINTED, False, NOON + 5 * SECOND)
    monkeypatch.setattr(desk.printing, "record", record)
    clock.set(queue.next_try())
    queue.work()
    queue.work()
    assert (len(machine.sent), queue.jobs()[0].recorded) == (1, True)
    assert len(desk.printing.runs()) == 1


def test_folder_takes_pdfs_and_is_waited_for_while_it_is_gone(desk, queue, cast, tmp_path):
    stick = tmp_path / "stick"
    queue.choose(replace(queue.choices, badge_printer=f"folder:{stick}"))
    (job,) = queue.add(BADGES, [cast.ana]).jobs
    queue.work()
    assert queue.jobs()[0].why == (
        f"The folder “{stick}” is not there. Put the stick back in, or send the job elsewhere."
    )
    stick.mkdir()
    queue.retry(job.key)
    assert queue.work() == 1
    assert [file.name for file in stick.iterdir()] == [job.file_name]


def test_printers_are_those_found_and_the_folders_in_use(queue, tmp_path):
    queue.choose(replace(queue.choices, paper_printer="folder:/media/stick"))
    assert queue.printers() == (
        Printer("fake:labels", "labels"),
        Printer("fake:paper", "paper"),
        Printer("folder:/media/stick", "/media/stick"),
    )


def test_unknown_job_is_told(queue):
    with pytest.raises(NotFound):
        queue.retry("nobody")


def test_listeners_hear_of_every_change(queue, cast):
    heard = []
    queue.listen(lambda: heard.append([str(job.state) for job in queue.jobs()]))
    queue.add(BADGES, [cast.ana])
    queue.work()
    assert [states for states, _same in groupby(heard)] == [["waiting"], ["printing"], ["printed"]]


def test_old_jobs_are_forgotten_but_never_one_that_waits(queue, machine, cast, monkeypatch):
    monkeypatch.setattr("matchdesk.services.spooling.jobs.KEPT", 2)
    machine.jammed = {"paper"}
    queue.add(AGENDAS, [cast.ana])
    for key in (cast.ana, cast.chen, cast.dora):
        queue.add(BADGES, [key])
    queue.work()
    assert states(queue) == [
        ("Ana Kovač", "waiting"),
        ("Chen Wei-Lin", "printed"),
        ("Dora Íñiguez", "printed"),
    ]


def test_job_that_waits_for_a_printer_to_be_chosen_is_not_tried_again_and_again(queue, cast):
    queue.choose(DeskPrinting(badge=True))
    queue.arrived([cast.ana])
    assert (queue.work(), queue.next_try()) == (0, None)


def test_several_jobs_that_wait_for_a_printer_to_be_chosen_are_not_tried_again_and_again(
    queue, cast
):
    queue.choose(DeskPrinting(badge=True))
    for key in (cast.ana, cast.chen):
        queue.arrived([key])
    assert (queue.work(), queue.next_try()) == (0, None)
    assert [job.code for job in queue.jobs()] == ["printer_not_set", "printer_not_set"]


def test_jobs_come_out_though_the_process_that_makes_pages_is_killed(desk, queue, machine, cast):
    desk.printing.work_apart()
    queue.arrived([cast.ana])
    assert queue.work() == 2
    desk.printing._press._process.kill()
    queue.arrived([cast.chen])
    assert queue.work() == 2
    assert [job.state for job in queue.jobs()] == [PrintState.PRINTED] * 4
    runs = {(run.kind, run.documents) for run in desk.printing.runs()}
    assert runs == {(BADGES, 2), (AGENDAS, 2)}
