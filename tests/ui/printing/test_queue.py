"""The print queue in the window: folders as printers, jams, reprints."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind, PrintState, ReprintReason
from matchdesk.services.agenda import MoveMeeting
from matchdesk.services.people import EditParticipant
from matchdesk.services.printing import PrintOrder
from matchdesk.ui.printing.continuing import ContinueDialog
from matchdesk.ui.printing.holders import HoldersDialog
from matchdesk.ui.printing.queue_lines import QueueLine
from matchdesk.ui.printing.screen import PrintScreen
from matchdesk.ui.spooling.again import AgainDialog
from matchdesk.ui.spooling.system import SystemPrinters
from matchdesk.ui.widgets import Label
from tests import factories
from tests.ui.conftest import settled
from tests.ui.printing.test_print_screen import PRINT


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def people(desk) -> list[str]:
    return factories.people(desk, 5)


@pytest.fixture
def shell(make_shell, desk, people, stick, qtbot):
    queue, address = desk.print_queue, f"folder:{stick}"
    queue.choose(replace(queue.choices, badge=True, badge_printer=address, paper_printer=address))
    made = make_shell(PRINT)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> PrintScreen:
    shell.show_queue()
    return shell.visited("print")


def came_out(qtbot, shell, queue) -> None:
    qtbot.waitUntil(lambda: not any(job.open for job in queue.jobs()), timeout=20_000)
    settled(qtbot, shell)


def test_arrivals_come_out_in_order_without_anybody_pressing_anything(
    screen, shell, desk, people, stick, qtbot
):
    for key in people:
        shell.context.arrived([key])
    qtbot.waitUntil(lambda: len(desk.print_queue.jobs()) == 5)
    came_out(qtbot, shell, desk.print_queue)
    jobs = desk.print_queue.jobs()
    assert [job.subjects[0].key for job in jobs] == people
    assert sorted(file.name for file in stick.iterdir()) == [job.file_name for job in jobs]
    assert [job.state for job in screen.queue.table.model.rows] == [PrintState.PRINTED] * 5
    assert shell.status.queue.isVisible() is False


def test_stick_that_is_gone_is_told_and_nobody_waits(screen, shell, desk, people, stick, qtbot):
    stick.rmdir()
    shell.context.arrived(people[:1])
    qtbot.waitUntil(lambda: screen.queue.jam.isVisible(), timeout=10_000)
    settled(qtbot, shell)
    assert shell.status.queue.text() == "print queue 1 !"
    assert screen.queue.jam.text.text() == (
        f"The folder “{stick}” is not there. Put the stick back in, or send the job elsewhere."
    )
    stick.mkdir()
    screen.queue.table.choose(desk.print_queue.jobs()[0].key)
    screen.queue.buttons["print.retry"].click()
    came_out(qtbot, shell, desk.print_queue)
    assert len(list(stick.iterdir())) == 1
    assert screen.queue.jam.isHidden()


def test_chosen_job_can_be_cancelled_and_sent_elsewhere(
    screen, shell, desk, people, stick, tmp_path, qtbot
):
    stick.rmdir()
    shell.context.arrived(people[:1])
    qtbot.waitUntil(lambda: screen.queue.table.model.total == 1, timeout=10_000)
    settled(qtbot, shell)
    screen.queue.table.choose(desk.print_queue.jobs()[0].key)
    screen.queue.buttons["print.cancel"].click()
    settled(qtbot, shell)
    assert desk.print_queue.jobs()[0].state is PrintState.CANCELLED
    other = tmp_path / "other"
    other.mkdir()
    screen.queue._send_to(f"folder:{other}")
    came_out(qtbot, shell, desk.print_queue)
    assert len(list(other.iterdir())) == 1


def test_what_is_printed_already_asks_for_a_reason(screen, shell, desk, people, qtbot):
    shell.context.print_now(DocumentKind.BADGES, people[:1], screen)
    qtbot.waitUntil(lambda: bool(desk.print_queue.jobs()))
    came_out(qtbot, shell, desk.print_queue)
    shell.context.print_now(DocumentKind.BADGES, people[:1], screen)
    qtbot.waitUntil(lambda: bool(screen.findChildren(AgainDialog)))
    (dialog,) = screen.findChildren(AgainDialog)
    assert dialog.focusWidget() is dialog.reasons[dialog.reason]  # what Enter would say
    dialog.reasons[ReprintReason.LOST].setChecked(True)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: len(desk.print_queue.jobs()) == 2)
    came_out(qtbot, shell, desk.print_queue)
    assert [job.reason for job in desk.print_queue.jobs()] == ["", "lost"]
    assert QApplication.activeModalWidget() is None


def test_choices_of_the_desk_count_at_once(screen, shell, desk, stick, qtbot):
    panel = screen.desk_panel
    settled(qtbot, shell)
    panel.agenda.click()
    panel.use_printer("folder:/media/other", badges=False)
    settled(qtbot, shell)
    choices = desk.print_queue.choices
    assert (choices.badge, choices.agenda) == (True, True)
    assert (choices.badge_printer, choices.paper_printer) == (
        f"folder:{stick}",
        "folder:/media/other",
    )


def test_buttons_follow_the_chosen_job(screen, shell, desk, people, qtbot):
    enabled = {key: made.isEnabled() for key, made in screen.queue.buttons.items()}
    assert not any(enabled.values())
    shell.context.arrived(people[:1])
    qtbot.waitUntil(lambda: bool(desk.print_queue.jobs()))
    came_out(qtbot, shell, desk.print_queue)
    screen.queue.table.choose(desk.print_queue.jobs()[0].key)
    enabled = {key for key, made in screen.queue.buttons.items() if made.isEnabled()}
    assert enabled == {"print.again"}  # of one page nothing is left to go on with


def test_whoever_is_admitted_gets_a_badge_and_whoever_is_already_in_does_not(
    make_shell, desk, people, stick, qtbot
):
    queue = desk.print_queue
    queue.choose(replace(queue.choices, badge=True, badge_printer=f"folder:{stick}"))
    shell = make_shell()
    shell.navigate("checkin")
    settled(qtbot, shell)
    checkin = shell.visited("checkin")
    for _twice in range(2):
        checkin.acts.check_in(people[0])
        settled(qtbot, shell)
    came_out(qtbot, shell, queue)
    assert [job.subjects[0].key for job in queue.jobs()] == people[:1]
    assert len(list(stick.iterdir())) == 1


def test_system_printer_takes_pages_at_their_size(desk, people, tmp_path, qapp):
    made = desk.printing.produce(PrintOrder(DocumentKind.BADGES, form="a6", people=tuple(people)))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    SystemPrinters(desk.printing).send_to(printer, made.pdf, Progress())
    sizes = desk.printing.page_sizes((tmp_path / "out.pdf").read_bytes())
    assert [(round(width), round(height)) for width, height in sizes] == [
        (297, 420)
    ] * 5  # whole points


def test_system_printer_that_is_gone_says_so(desk, qapp):
    fault = SystemPrinters(desk.printing).fault("Printer that was sold")
    assert fault is not None
    assert (fault.code, fault.data) == ("printer_gone", {"printer": "Printer that was sold"})


def test_paper_wished_for_together_is_one_line_and_asks_once(screen, shell, desk, people, qtbot):
    kinds = (DocumentKind.BADGES, DocumentKind.AGENDAS)
    shell.spooler.put(kinds, people[:3])
    qtbot.waitUntil(lambda: len(desk.print_queue.jobs()) == 2)
    came_out(qtbot, shell, desk.print_queue)
    (line,) = screen.queue.table.model.rows
    assert (line.what, line.who, line.state) == (
        "3 badges and agendas",
        ", ".join(desk.checkin.person(key).name for key in people[:3]),
        PrintState.PRINTED,
    )
    screen.queue.table.choose(line.key)
    screen.queue.buttons["print.again"].click()
    qtbot.waitUntil(lambda: bool(screen.findChildren(AgainDialog)))
    (dialog,) = screen.findChildren(AgainDialog)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: len(desk.print_queue.jobs()) == 4)
    came_out(qtbot, shell, desk.print_queue)
    assert [len(one.jobs) for one in screen.queue.table.model.rows] == [2, 2]
    assert [job.reason for job in desk.print_queue.jobs()] == ["", "", "damaged", "damaged"]


def test_bundle_half_of_which_is_stuck_is_retried_where_it_is_stuck(
    screen, shell, desk, people, stick, tmp_path, qtbot
):
    queue = desk.print_queue
    queue.choose(replace(queue.choices, paper_printer=f"folder:{tmp_path / 'gone'}"))
    shell.spooler.put((DocumentKind.BADGES, DocumentKind.AGENDAS), people[:1])
    qtbot.waitUntil(lambda: [j.state for j in queue.jobs()][:1] == [PrintState.PRINTED])
    qtbot.waitUntil(lambda: bool(queue.jobs()[-1].why))
    settled(qtbot, shell)
    (line,) = screen.queue.table.model.rows
    assert (line.what, line.state) == ("Badge and agenda", PrintState.WAITING)
    (tmp_path / "gone").mkdir()
    screen.queue.table.choose(line.key)
    screen.queue.buttons["print.retry"].click()
    came_out(qtbot, shell, queue)
    assert [job.attempts for job in queue.jobs()][:1] == [1]
    assert len(list((tmp_path / "gone").iterdir())) == 1


@pytest.fixture
def standing(desk, stick, shell, people) -> list[str]:
    """Keys of three jobs that wait for a stick that is gone."""
    stick.rmdir()
    queue = desk.print_queue
    return [queue.add(DocumentKind.BADGES, [key]).jobs[0].key for key in people[:3]]


def test_waiting_jobs_are_moved_by_buttons_and_keys(screen, shell, desk, standing, qtbot):
    qtbot.waitUntil(lambda: screen.queue.table.model.total == 3)
    screen.queue.table.choose(standing[2])
    for action, numbers in (
        ("print.earlier", [1, 3, 2]),
        ("print.later", [1, 2, 3]),
        ("print.first_in_queue", [3, 1, 2]),
    ):
        shell.context.actions.get(action).trigger()
        qtbot.waitUntil(
            lambda numbers=numbers: [job.number for job in screen.queue.table.model.rows] == numbers
        )
    assert screen.queue.table.current().key == standing[2]
    settled(qtbot, shell)


def test_job_goes_on_from_a_page_that_is_looked_at(screen, shell, desk, people, stick, qtbot):
    order = PrintOrder(DocumentKind.BADGES, form="a6")
    job = desk.print_queue.add_order(order, f"folder:{stick}")
    came_out(qtbot, shell, desk.print_queue)
    screen.queue.table.choose(job.key)
    screen.queue.buttons["print.continue"].click()
    (dialog,) = screen.findChildren(ContinueDialog)
    dialog.page.setValue(4)
    qtbot.waitUntil(lambda: dialog.view.picture is not None)
    dialog.go.click()
    qtbot.waitUntil(lambda: len(list(stick.iterdir())) == 2)
    settled(qtbot, shell)
    (rest,) = stick.glob("*-from-page-4.pdf")
    assert len(desk.printing.page_sizes(rest.read_bytes())) == 2
    assert screen.queue.table.model.rows[0].from_page == "From page 4 on"
    assert len(desk.printing.runs()) == 1


def test_page_at_which_a_job_was_stopped_is_proposed(screen, shell, desk, stick, qtbot):
    order = PrintOrder(DocumentKind.BADGES, form="a6")
    job = desk.print_queue.add_order(order, f"folder:{stick}")
    came_out(qtbot, shell, desk.print_queue)
    held = desk.print_queue.job(job.key)
    stopped = replace(held, state=PrintState.CANCELLED, stopped_at=3)
    assert desk.print_queue._jobs.exchange(held, stopped)
    screen.queue.show_jobs(desk.print_queue.jobs())
    (line,) = screen.queue.table.model.rows
    assert screen.queue._details(line) == "Stopped at page 3 of 5"
    screen.queue.table.choose(job.key)
    screen.queue.buttons["print.continue"].click()
    (dialog,) = screen.findChildren(ContinueDialog)
    assert dialog.page.value() == 3
    qtbot.waitUntil(lambda: dialog.view.picture is not None)
    dialog.reject()
    settled(qtbot, shell)


def test_page_reached_when_the_program_ended_is_said(screen, shell, desk, stick, qtbot):
    job = desk.print_queue.add_order(PrintOrder(DocumentKind.BADGES, form="a6"), f"folder:{stick}")
    came_out(qtbot, shell, desk.print_queue)
    held = desk.print_queue.job(job.key)
    ended = replace(held, state=PrintState.FAILED, stopped_at=3, code="print_interrupted")
    assert desk.print_queue._jobs.exchange(held, ended)
    screen.queue.show_jobs(desk.print_queue.jobs())
    (line,) = screen.queue.table.model.rows
    assert screen.queue._details(line).startswith("Stopped at page 3 of 5 · MatchDesk ended while")
    screen.queue.table.choose(job.key)
    screen.queue.buttons["print.continue"].click()
    (dialog,) = screen.findChildren(ContinueDialog)
    told = [label.text() for label in dialog.findChildren(Label)]
    assert (dialog.page.value(), told[1]) == (
        3,
        "The same pages come out once more, from the one that is missing on. MatchDesk ended when "
        "it was at page 3, or a few further: look at the last one that came out.",
    )
    qtbot.waitUntil(lambda: dialog.view.picture is not None)
    dialog.reject()
    settled(qtbot, shell)


def test_page_of_a_job_at_its_printer_is_told(shell, desk, people):
    job = desk.print_queue.add_order(PrintOrder(DocumentKind.BADGES, form="a6"), "system:Zebra")
    at_work = replace(job, state=PrintState.PRINTING, pages=5, done=1, of=5)
    told = [QueueLine((one,)).how_far for one in (
        at_work,
        replace(at_work, from_page=3, done=1, of=3),
        replace(at_work, state=PrintState.WAITING, done=2),
        job,
    )]  # fmt: skip
    assert told == ["Page 2 of 5", "Page 4 of 5", "Making 2 of 5", ""]


def test_what_went_out_is_listed_searched_and_counted(screen, shell, desk, people, tmp_path, qtbot):
    desk.printing.save(PrintOrder(DocumentKind.BADGES), tmp_path / "all.pdf")
    desk.printing.save(PrintOrder(DocumentKind.DAILY_LIST), tmp_path / "list.pdf")
    shell.context.actions.get("print.log").trigger()
    log = screen.log
    qtbot.waitUntil(lambda: log.table.model.total == 2)
    names = [desk.checkin.person(key).name for key in people]
    (badges,) = [one for one in log.table.model.rows if one.run.kind is DocumentKind.BADGES]
    assert (badges.whose, badges.run.printer, badges.run.pages) == (tuple(names), "all.pdf", 2)
    log.table.search.setText("list")
    log.table.search.search_now()
    assert [one.run.kind for one in log.table.model.rows] == [DocumentKind.DAILY_LIST]
    told = [label.text() for label in log.totals.findChildren(Label)]
    assert told == [
        "Printed so far", "5 badges", "2 pages · 1 run", "lists of 2 days",
        "2 pages · 1 run",
    ]  # fmt: skip
    settled(qtbot, shell)


def test_who_holds_an_old_agenda_is_listed_and_theirs_are_shown(
    screen, shell, desk, people, tmp_path, qtbot
):
    meeting = factories.meeting(desk, people[0], people[1], 1, 1)
    desk.printing.save(PrintOrder(DocumentKind.AGENDAS), tmp_path / "all.pdf")
    desk.run(MoveMeeting(meeting, 2, 2))
    shell.context.actions.get("print.log").trigger()
    shell.context.actions.get("print.holders").trigger()
    (dialog,) = screen.findChildren(HoldersDialog)
    qtbot.waitUntil(lambda: dialog.table.model.total == 2)
    names = sorted(desk.checkin.person(key).name for key in people[:2])
    assert sorted(one.name for one in dialog.table.model.rows) == names
    assert dialog.told.text() == "2 people hold pages that are no longer true."
    dialog.go.click()
    settled(qtbot, shell)
    order = screen.panel.order()
    assert (order.kind, order.only_changed) == (DocumentKind.AGENDAS, True)


def test_waiting_job_names_people_as_they_are_called_now(screen, shell, desk, people, stick, qtbot):
    stick.rmdir()
    desk.print_queue.add(DocumentKind.BADGES, [people[0]])
    desk.run(EditParticipant(people[0], {"name": "Anna Alm-Berg"}))
    settled(qtbot, shell)
    qtbot.waitUntil(
        lambda: [line.who for line in screen.queue.table.model.rows] == ["Anna Alm-Berg"]
    )


def test_what_waits_since_yesterday_says_so(screen, shell, desk, people, stick, clock, qtbot):
    stick.rmdir()
    desk.print_queue.add(DocumentKind.BADGES, [people[0]])
    clock.set(clock.now() + timedelta(days=1))
    qtbot.waitUntil(lambda: len(screen.queue.table.model.rows) == 1)
    assert screen.queue._since(screen.queue.table.model.rows[0]) == "18.11. 09:00"
