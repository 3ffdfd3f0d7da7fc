"""Counting, saving, recording, and what the paper out there no longer shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from matchdesk.core.errors import Cancelled, FileFault, Invalid, NotFound, StorageFault
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind, ParticipantStatus
from matchdesk.core.wording import intent, sentence
from matchdesk.models import Meeting, PrintRecord, Slot
from matchdesk.services.badges import RevokeBadge
from matchdesk.services.people import EditParticipant
from matchdesk.services.printing import PrintOrder, PrintRun, Subject, Tally
from tests import factories
from tests.conftest import NOON
from tests.unit.printing.reading import qr_texts
from tests.unit.services.printing.conftest import make_cast

BADGES = PrintOrder(DocumentKind.BADGES)
AGENDAS = PrintOrder(DocumentKind.AGENDAS)
SIGNS = PrintOrder(DocumentKind.TABLE_SIGNS)


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def said(desk) -> str:
    newest = desk.history.page(limit=1)[0]
    return newest.what


def move(desk, meeting: str, slot: int) -> None:
    def make(context):
        found = context.session.get_one(Meeting, meeting)
        found.slot_id = context.session.scalars(select(Slot.id).where(Slot.number == slot)).one()
        return []

    desk.run(factories.Put(make))


def records(desk) -> int:
    with desk._database.reading() as session:
        return session.scalar(select(func.count()).select_from(PrintRecord))


def outdated(desk) -> list[tuple[str, int]]:
    return [(one.name, one.version) for one in desk.printing.still_outdated()]


def test_saved_badges_can_be_read_scanned_and_are_recorded(both_desk, tmp_path):
    make_cast(both_desk)
    printed = both_desk.printing.save(BADGES, tmp_path / "b.pdf")
    assert (printed.documents, printed.pages, printed.again, printed.cuts) == (4, 1, 0, ())
    (page,) = texts(tmp_path / "b.pdf")
    assert [page.count(name) for name in ("Ana Kovač", "Taiwan ICT", "Head of delegation")] == [
        1,
        1,
        1,
    ]
    codes = qr_texts((tmp_path / "b.pdf").read_bytes())
    holders = [both_desk.checkin.holder(code).holder for code in codes]
    assert sorted(holders) == sorted(subject.key for subject in printed.subjects)
    assert said(both_desk) == "Printed 4 badges"
    assert both_desk.printing.runs() == (
        PrintRun(DocumentKind.BADGES, NOON, "desk a", "operator a", 4, "b.pdf", 1),
    )


def test_one_badge_is_named_in_history_and_cannot_be_undone(desk, cast, tmp_path):
    desk.printing.save(PrintOrder(DocumentKind.BADGES, people=("1",)), tmp_path / "b.pdf")
    newest = desk.history.page(limit=1)[0]
    assert (newest.what, newest.undoable) == ("Printed the badge of Ana Kovač", False)


def test_only_new_leaves_out_what_is_on_paper(desk, cast, tmp_path):
    desk.printing.save(PrintOrder(DocumentKind.BADGES, people=("1", "2")), tmp_path / "b.pdf")
    assert desk.printing.tally(BADGES) == Tally(4, 1, 2, 0)
    rest = PrintOrder(DocumentKind.BADGES, only_new=True)
    printed = desk.printing.save(rest, tmp_path / "rest.pdf")
    assert [subject.name for subject in printed.subjects] == ["Bo Guest", "Dora Íñiguez"]
    with pytest.raises(Invalid) as error:
        desk.printing.save(rest, tmp_path / "none.pdf")
    assert sentence(error.value) == "There is nothing to print: the selection holds no badges."
    assert (tmp_path / "none.pdf").exists() is False


def test_replaced_badge_counts_as_not_yet_printed(desk, cast, clock, tmp_path):
    desk.printing.save(BADGES, tmp_path / "b.pdf")
    clock.set(NOON + timedelta(minutes=5))
    desk.run(RevokeBadge(cast.ana, "lost"))
    printed = desk.printing.save(
        PrintOrder(DocumentKind.BADGES, only_new=True), tmp_path / "again.pdf"
    )
    assert [subject.name for subject in printed.subjects] == ["Ana Kovač"]


def test_preview_stores_nothing(desk, cast):
    before = desk.history.page(limit=1)[0].number
    previewed = desk.printing.preview(BADGES)
    assert (previewed.pages, previewed.pdf[:5]) == (1, b"%PDF-")
    assert desk.history.page(limit=1)[0].number == before


def test_quick_preview_makes_the_first_documents_only(desk, cast):
    desk.printing.record(desk.printing.produce(BADGES))
    quick = desk.printing.preview(BADGES, first=2)
    assert [subject.name for subject in quick.subjects] == ["Chen Wei-Lin", "Ana Kovač"]
    assert quick.again == 4


def test_agendas_are_read_back_with_version_and_printing_time(both_desk, tmp_path):
    make_cast(both_desk)
    printed = both_desk.printing.save(AGENDAS, tmp_path / "a.pdf")
    assert (printed.documents, printed.pages) == (3, 3)
    chen, ana, dora = texts(tmp_path / "a.pdf")
    assert "Version 1 · printed 18 Nov 2026, 09:00" in ana
    assert "09:25 – 09:45" in chen
    assert "Łódź Agro" in dora


def test_moving_one_meeting_outdates_exactly_the_two_agendas(both_desk, tmp_path):
    cast = make_cast(both_desk)
    both_desk.printing.save(AGENDAS, tmp_path / "a.pdf")
    assert outdated(both_desk) == []
    move(both_desk, cast.late, 7)
    assert outdated(both_desk) == [("Ana Kovač", 1), ("Dora Íñiguez", 1)]
    assert both_desk.printing.tally(AGENDAS) == Tally(3, None, 1, 2)
    changed = PrintOrder(DocumentKind.AGENDAS, only_changed=True)
    printed = both_desk.printing.save(changed, tmp_path / "again.pdf")
    assert [(s.name, s.number) for s in printed.subjects] == [("Ana Kovač", 2), ("Dora Íñiguez", 2)]
    assert "Version 2" in texts(tmp_path / "again.pdf")[0]
    assert outdated(both_desk) == []


def test_meeting_moved_back_makes_the_paper_true_again(desk, cast, tmp_path):
    desk.printing.save(AGENDAS, tmp_path / "a.pdf")
    move(desk, cast.late, 7)
    move(desk, cast.late, 5)
    assert outdated(desk) == []


def test_corrected_partner_outdates_those_who_meet_them(desk, cast, tmp_path):
    desk.printing.save(AGENDAS, tmp_path / "a.pdf")
    desk.run(EditParticipant(cast.chen, {"name": "Chen Wei-Ling"}))
    assert outdated(desk) == [("Chen Wei-Ling", 1), ("Ana Kovač", 1)]


def test_same_content_printed_again_keeps_its_version_in_any_language(desk, cast, tmp_path):
    desk.printing.save(AGENDAS, tmp_path / "a.pdf")
    german = PrintOrder(DocumentKind.AGENDAS, language="de")
    printed = desk.printing.save(german, tmp_path / "de.pdf")
    assert [subject.number for subject in printed.subjects] == [1, 1, 1]
    assert printed.again == 3
    assert "Mittwoch, 18. November 2026" in texts(tmp_path / "de.pdf")[0]


def test_new_or_changed_is_what_the_paper_out_there_does_not_show(desk, cast, tmp_path):
    only_ana = PrintOrder(DocumentKind.AGENDAS, people=("1",))
    desk.printing.save(only_ana, tmp_path / "a.pdf")
    move(desk, cast.late, 7)
    order = PrintOrder(DocumentKind.AGENDAS, only_new=True, only_changed=True)
    assert desk.printing.tally(order) == Tally(3, None, 0, 1)
    desk.printing.save(order, tmp_path / "rest.pdf")
    assert desk.printing.tally(order).documents == 0


def test_table_signs_are_recorded_by_table(desk, cast, tmp_path):
    printed = desk.printing.save(SIGNS, tmp_path / "s.pdf")
    assert (printed.documents, printed.pages, said(desk)) == (4, 8, "Printed 4 table signs")
    assert desk.printing.tally(PrintOrder(DocumentKind.TABLE_SIGNS, only_new=True)).documents == 0


@pytest.mark.parametrize(
    ("order", "kind", "code"),
    [
        (PrintOrder(DocumentKind.BADGES, people=("99",)), NotFound, "print_nobody"),
        (PrintOrder(DocumentKind.BADGES, people=("Zed",)), Invalid, "print_not_expected"),
        (PrintOrder(DocumentKind.BADGES, form="a9"), NotFound, "sheet_unknown"),
        (PrintOrder(DocumentKind.AGENDAS, form="a6-4up"), NotFound, "sheet_unknown"),
        (PrintOrder(DocumentKind.BADGES, delegation="Mars"), NotFound, "not_found"),
        (PrintOrder(DocumentKind.BADGES, only_changed=True), Invalid, "print_changed_agendas"),
        (PrintOrder(DocumentKind.TABLE_SIGNS, people=("1",)), Invalid, "print_signs_of_people"),
        (PrintOrder(DocumentKind.BADGES, language="?!"), Invalid, "language_unknown"),
    ],
)
def test_order_that_makes_no_sense_is_refused(desk, cast, order, kind, code):
    factories.participant(desk, "Zed", status=ParticipantStatus.CANCELLED)
    with pytest.raises(kind) as error:
        desk.printing.preview(order)
    assert error.value.code == code
    assert "—" not in sentence(error.value)


def test_cancelled_saving_leaves_neither_file_nor_record(desk, cast, tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        desk.printing.save(BADGES, tmp_path / "b.pdf", progress)
    assert (list(tmp_path.glob("*.pdf*")), records(desk)) == ([], 0)


def test_closed_folder_is_told_and_nothing_is_recorded(desk, cast, tmp_path):
    with pytest.raises(FileFault) as error:
        desk.printing.save(BADGES, tmp_path / "none" / "b.pdf")
    assert (error.value.code, records(desk)) == ("file_folder_closed", 0)


def test_erased_participant_is_left_out_of_the_record(desk, cast):
    made = desk.printing.produce(BADGES)
    gone = Subject("00000000-0000-4000-8000-000000000000", "Gone")
    assert desk.printing.record(replace(made, subjects=(gone, *made.subjects))) == 4


def test_history_names_each_kind():
    assert intent("print_agendas", {"count": 3}) == "Printed 3 agendas"
    assert intent("print_table_signs_one", {"name": "Table 3"}) == "Printed the sign of Table 3"


@pytest.mark.parametrize("older", [None, b"the sheet of this morning"])
def test_pdf_that_could_not_be_recorded_does_not_stay(desk, cast, tmp_path, monkeypatch, older):
    """It would be handed out, and printed again by the next who asks what is missing."""
    path = tmp_path / "b.pdf"
    if older:
        path.write_bytes(older)

    def cut_off(*_args):
        raise StorageFault("link_lost")

    desk.printing.produce(BADGES)  # codes are issued: recording is all that is left to fail
    monkeypatch.setattr(desk.printing, "_run", cut_off)
    with pytest.raises(StorageFault):
        desk.printing.save(BADGES, path)
    assert [(f.name, f.read_bytes()) for f in tmp_path.glob("*.pdf*")] == (
        [("b.pdf", older)] if older else []
    )
    assert list(tmp_path.glob(".*")) == []


def test_badge_with_the_agenda_on_its_back_counts_as_the_agenda_too(desk):
    """Who holds a folded badge holds its agenda: when it changes, that person is listed."""
    cast = make_cast(desk)
    printed = desk.printing.produce(PrintOrder(DocumentKind.BADGES, form="a5-fold"))
    desk.printing.record(printed)
    assert {subject.number for subject in printed.subjects} == {1}
    assert outdated(desk) == []
    move(desk, cast.late, 7)
    assert outdated(desk) == [("Ana Kovač", 1), ("Dora Íñiguez", 1)]


def test_log_tells_run_by_run_what_went_out_for_whom(desk, clock, tmp_path):
    cast = make_cast(desk)
    desk.printing.save(BADGES, tmp_path / "b.pdf")
    clock.set(NOON + timedelta(minutes=1))
    signs = desk.printing.produce(PrintOrder(DocumentKind.TABLE_SIGNS))
    desk.printing.record(signs, printer="Hall printer")
    again = desk.printing.produce(PrintOrder(DocumentKind.BADGES, people=(cast.ana,)))
    desk.printing.record(again, reason="lost", printer="Zebra")
    found = [
        (one.run.kind, one.run.printer, one.run.pages, one.run.reason, one.whose)
        for one in desk.printing.log()
    ]
    tables = tuple(f"Table {table}" for table in range(1, signs.documents + 1))
    people = ("Ana Kovač", "Chen Wei-Lin", "Dora Íñiguez", "Bo Guest")
    assert sorted(found[:2]) == [
        (DocumentKind.BADGES, "Zebra", 1, "lost", ("Ana Kovač",)),
        (DocumentKind.TABLE_SIGNS, "Hall printer", signs.pages, "", tables),
    ]
    assert found[2:] == [(DocumentKind.BADGES, "b.pdf", 1, "", people)]


def test_log_of_lists_counts_what_is_nobodys(desk, tmp_path):
    make_cast(desk)
    made = desk.printing.save(PrintOrder(DocumentKind.DAILY_LIST), tmp_path / "list.pdf")
    (logged,) = desk.printing.log()
    assert (logged.whose, logged.run.documents) == ((), made.documents)
    assert (logged.run.pages, logged.run.printer) == (made.pages, "list.pdf")
