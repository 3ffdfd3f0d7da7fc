"""Figures and the rows behind them, through the window."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from matchdesk.core.vocabulary import AgreementType, MeetingStatus, Rating, Term
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import MarkMeeting, RecordAgreement, RecordOutcome
from matchdesk.ui.report.figures_model import CODE_ROLE
from matchdesk.ui.report.meanings import MeaningsDialog
from matchdesk.ui.report.screen import ReportScreen
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import Size, State, font
from tests import factories
from tests.conftest import NOON
from tests.ui.conftest import flush, settled

SPEC = ScreenSpec(
    "report", "Report", "chart-column", "Ctrl+8", "matchdesk.ui.report.screen", "ReportScreen"
)


@pytest.fixture
def people(desk):
    bodies = [
        factories.organisation(desk, name, country=c) for name, c in (("A", "PL"), ("B", "TW"))
    ]
    keys = [
        factories.participant(desk, name, organisation_id=body)
        for name, body in zip(("Ana", "Chen"), bodies, strict=True)
    ]
    factories.meeting(desk, *keys, 1, 1)
    return keys


@pytest.fixture
def shell(people, make_shell, qtbot):
    made = make_shell((SPEC,))
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> ReportScreen:
    return shell.visited("report")


def behind(screen) -> list[tuple[str, ...]]:
    return [item.cells for item in screen.basis.table.model.rows]


def shown(screen) -> list[str]:
    """Codes of the figures on show."""
    root = screen.model.invisibleRootItem()
    groups = [root.child(place) for place in range(root.rowCount())]
    return [g.child(n).data(CODE_ROLE) for g in groups for n in range(g.rowCount())]


def test_first_figure_is_that_of_the_result_table(screen):
    assert (screen.basis.title.text(), screen.basis.value.text()) == (
        "Bilateral meetings held",
        "0",
    )


def test_chosen_figure_shows_the_rows_behind_it(screen):
    screen.activate(code="participants.registered.third")
    assert (screen.basis.value.text(), screen.basis.group.text()) == (
        "1",
        "Participants, registered",
    )
    assert behind(screen) == [("2", "Chen", "B", "TW", "")]


def test_search_keeps_only_matching_figures(screen, qtbot):
    with qtbot.waitSignal(screen.search.searched):
        QTest.keyClicks(screen.search, "third share")
    assert shown(screen) == ["cases.third_share", "agreements.third_share"]


def test_figures_follow_changes_and_the_choice_stays(screen, shell, qtbot, desk, people):
    screen.activate(code="meetings.held")
    desk.run(CheckInParticipant(people[0]))
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    qtbot.waitUntil(lambda: screen.basis.value.text() == "1 / 1")
    assert screen.basis.title.text() == "Held"
    assert [cells[4] for cells in behind(screen)] == ["A · B"]


def test_figures_of_one_day_stand_with_their_rows(screen, shell, qtbot, desk, people):
    factories.meeting(desk, *people, 9, 1, status=MeetingStatus.HELD)
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    screen.activate(code="meetings.held")
    qtbot.waitUntil(lambda: screen.basis.value.text() == "2 / 2")
    days = [screen.day.itemText(place) for place in range(screen.day.count())]
    assert days == ["Whole event", "18.11.2026", "19.11.2026"]
    for place, number in ((1, "1"), (2, "2")):
        screen.day.setCurrentIndex(place)
        screen.day.activated.emit(place)
        assert (screen.basis.value.text(), behind(screen)[0][0]) == ("1 / 1", number)
    assert "participants.registered" not in shown(screen)
    desk.run(CheckInParticipant(people[0]))
    settled(qtbot, shell)
    assert screen.day.currentText() == "19.11.2026"
    screen.activate(code="participants.registered")
    assert (screen.day.currentText(), screen.basis.value.text()) == ("Whole event", "2")


def test_chosen_day_stays_when_the_days_are_read_anew(screen, desk):
    screen.day.setCurrentIndex(2)
    read = screen.load()
    days = [dataclasses.replace(day, day=date(2026, 11, day.day.day)) for day in read.days]
    screen.show_data(dataclasses.replace(read, days=tuple(days)))
    assert screen.day.currentText() == "19.11.2026"


def test_row_leads_to_its_record(screen, people):
    asked = []
    screen.context = dataclasses.replace(
        screen.context, navigate=lambda where, **focus: asked.append((where, focus))
    )
    screen.activate(code="participants.registered.third")
    screen.basis.table.opened.emit(screen.basis.table.model.rows[0])
    assert asked == [("people", {"key": people[1]})]


def test_words_are_explained_whole_with_their_day_and_source(screen, shell, qtbot):
    dialog = screen.show_meanings()
    settled(qtbot, shell)
    parts = [part for part in dialog.findChildren(QLabel) if part.text()]
    texts = [part.text() for part in parts]
    union = texts.index("European Union")
    assert texts[union + 1].startswith("Austria, Belgium,")
    assert texts[union + 1].endswith("Spain, Sweden")
    assert texts[union + 2] == "since 01.02.2020 · European Union: accession"
    short = [p.text() for p in parts if p.height() < p.heightForWidth(p.width()) and p.wordWrap()]
    assert short == []
    dialog.accept()


def test_report_is_saved_as_a_file(screen, shell, qtbot, said, tmp_path):
    dialog = screen.ask_how()
    assert (dialog.chosen, dialog.kind) == ("report", "pdf")
    dialog.kinds["json"].click()
    dialog.write(tmp_path / "report.json")
    settled(qtbot, shell)
    assert said == [(f"Saved report.json in {tmp_path}", False, State.GOOD)]
    assert (tmp_path / "report.json").stat().st_size > 0


def test_report_that_cannot_be_saved_says_why(screen, shell, qtbot, said, tmp_path):
    dialog = screen.ask_how()
    dialog.write(tmp_path / "missing" / "report.json")
    settled(qtbot, shell)
    assert (str(tmp_path / "missing") in dialog.notice.text.text(), said) == (True, [])
    dialog.reject()


def boxes(dialog, term) -> list[str]:
    return [word for word, box in dialog.boxes[term].items() if box.isChecked()]


def test_meaning_is_set_for_the_event_stands_dated_in_the_report_and_undo_takes_it_back(
    screen, shell, qtbot, desk, people
):
    desk.run(CheckInParticipant(people[0]))
    desk.run(MarkMeeting(1, MeetingStatus.IN_PROGRESS))
    screen.activate(code="meetings.held")
    settled(qtbot, shell)
    assert screen.basis.value.text() == "0 / 1"
    screen.edit_meanings()
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(MeaningsDialog)
    assert boxes(dialog, Term.HELD) == ["held"]
    dialog.boxes[Term.HELD]["in_progress"].click()
    dialog.basis.setText("Call 2026, page 4")
    dialog.store()
    settled(qtbot, shell)

    assert screen.basis.value.text() == "1 / 1"
    assert len(behind(screen)) == 1
    (held,) = (d for d in screen._definitions if d.term == Term.HELD)
    assert (held.own, held.basis, held.since) == (True, "Call 2026, page 4", NOON.date())
    assert [d.meaning for d in desk.statistics.report().definitions if d.term == Term.HELD] == [
        held.meaning
    ]

    desk.history.undo()
    qtbot.waitUntil(lambda: screen.basis.value.text() == "0 / 1")


def test_meaning_that_makes_no_sense_keeps_the_dialog_open_with_the_reason(
    screen, shell, qtbot, desk
):
    screen.edit_meanings()
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(MeaningsDialog)
    dialog.boxes[Term.HELD]["held"].click()
    dialog.store()
    settled(qtbot, shell)
    assert dialog.isVisible()
    assert dialog.fault.text() != ""
    dialog.boxes[Term.HELD]["held"].click()
    dialog.regions.setText("CH=third, XK=third")
    dialog.store()
    settled(qtbot, shell)
    assert tuple(desk.statistics.meanings()[Term.REGIONS].value) == ("CH=third", "XK=third")
    flush()
    screen.edit_meanings()
    settled(qtbot, shell)
    (again,) = screen.findChildren(MeaningsDialog)
    again.reset()
    settled(qtbot, shell)
    assert desk.statistics.meanings()[Term.REGIONS].own is False


def test_days_are_shown_as_every_list_shows_them_and_sorted_as_days(screen, shell, qtbot, desk):
    for due, kind in ((date(2027, 2, 1), "memorandum"), (date(2026, 12, 31), "letter")):
        types = {"memorandum": AgreementType.MEMORANDUM, "letter": AgreementType.LETTER_OF_INTENT}
        desk.run(RecordAgreement(types[kind], meeting=1, follow_up_on=due, anyway=True))
    qtbot.waitUntil(lambda: screen._figures["agreements.total"].value == 2)
    shell.navigate("report", code="agreements.total")
    model = screen.basis.table.model
    place = [column.title for column in model.columns].index("Follow-up")
    screen.basis.table.view.sortByColumn(place, Qt.SortOrder.AscendingOrder)
    assert [model.cell(row, place)[0] for row in range(2)] == ["31.12.2026", "01.02.2027"]


def test_name_of_a_figure_is_never_cut(screen):
    model, metrics = screen.model, QFontMetrics(font(Size.BODY))
    index = model.index_of("summary.agreements.total")
    wide = metrics.horizontalAdvance(index.data())
    highs = []
    for room in (wide, wide - 1):
        model.fit(room)
        highs.append(model.itemFromIndex(index).sizeHint().height())
    assert highs == [32, 50]
