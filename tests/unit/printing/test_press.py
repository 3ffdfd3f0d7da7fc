"""Pages made in a process of their own are the pages made here, whatever becomes of the process."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from matchdesk.core.errors import Cancelled, Invalid, NotFound
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.printing.press import Press
from matchdesk.printing.pressing import PageOrder, make_pages
from tests.unit.printing.reading import page_texts
from tests.unit.printing.samples import agenda, badge

DIES = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(1)"]
HANGS = [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]


@pytest.fixture
def press():
    made = Press()
    yield made
    made.close()


def ordered(kind: DocumentKind, people: int = 2) -> PageOrder:
    if kind is DocumentKind.BADGES:
        return PageOrder(kind, tuple(badge(str(number)) for number in range(people)), "a6", "en")
    return PageOrder(kind, tuple(agenda() for _ in range(people)), "a4", "de")


@pytest.mark.parametrize("kind", [DocumentKind.BADGES, DocumentKind.AGENDAS])
def test_pages_of_a_press_are_those_made_here(press, kind):
    here = io.BytesIO()
    report = make_pages(ordered(kind), here, Progress())
    for _again in range(2):
        found, pdf = press.make(ordered(kind), Progress())
        assert found == report
        assert page_texts(pdf) == page_texts(here.getvalue())


def test_order_that_cannot_be_printed_is_refused_and_the_next_is_made(press):
    wrong = PageOrder(DocumentKind.BADGES, (badge(),), "no such sheet", "en")
    with pytest.raises(NotFound):
        press.make(wrong, Progress())
    with pytest.raises(Invalid, match="nothing_to_print"):
        press.make(PageOrder(DocumentKind.BADGES, (), "a6", "en"), Progress())
    assert press.make(ordered(DocumentKind.BADGES), Progress())[0].documents == 2


def test_process_killed_between_two_orders_is_replaced(press):
    press.make(ordered(DocumentKind.BADGES), Progress())
    press._process.kill()
    press._process.wait()
    assert press.make(ordered(DocumentKind.BADGES), Progress())[0].documents == 2


@pytest.mark.parametrize("command", [DIES, ["no such program"], []])
def test_pages_are_made_here_where_no_process_can(command):
    press = Press(command)
    report, pdf = press.make(ordered(DocumentKind.BADGES), Progress())
    press.close()
    assert (report.documents, pdf[:5]) == (2, b"%PDF-")


def test_order_that_is_not_wanted_any_more_ends_at_once():
    press, progress = Press(HANGS), Progress()

    def cancel_once_begun() -> None:
        while press._process is None:
            pass
        progress.cancel()

    threading.Thread(target=cancel_once_begun).start()
    with pytest.raises(Cancelled):
        press.make(ordered(DocumentKind.BADGES), progress)
    press.close()


def test_process_stays_when_an_order_is_cancelled_after_it_was_made(press):
    progress = Progress()
    press.make(ordered(DocumentKind.BADGES), progress)
    process = press._process
    progress.cancel()
    assert process.poll() is None


def test_process_ends_with_the_press(press):
    press.warm()
    process = press._process
    press.close()
    press.close()
    assert process.poll() is not None
    assert press.make(ordered(DocumentKind.BADGES), Progress())[0].documents == 2


def test_process_ends_when_its_program_does(press):
    press.warm()
    process = press._process
    process.stdin.close()
    assert process.wait(60) == 0
