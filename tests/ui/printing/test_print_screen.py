"""The Print screen: counts, true pages, saving, printing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.core.wording.documents import LANGUAGES
from matchdesk.models import Delegation
from matchdesk.services.people import AddParticipant, EditParticipant
from matchdesk.services.printing import OWN, PrintOrder
from matchdesk.ui.printing.page_view import Zoom
from matchdesk.ui.printing.screen import PrintScreen
from matchdesk.ui.printing.words_row import WordsRow
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.spooling import printers
from tests import factories
from tests.ui.conftest import settled

PRINT = (
    ScreenSpec(
        "print", "Print", "printer", "Ctrl+6", "matchdesk.ui.printing.screen", "PrintScreen"
    ),
)


@pytest.fixture
def shell(make_shell, desk, qtbot):
    (taiwan,) = factories.put(desk, Delegation(name="Taiwan"))
    desk.run(AddParticipant("Ana Ruiz", "Acme"))
    chen = desk.run(AddParticipant("Chen Wei-Lin", "Taiwan ICT")).result
    desk.run(EditParticipant(chen.key, {"delegation_id": taiwan}))
    factories.people(desk, 6)
    made = make_shell(PRINT)
    settled(qtbot, made)
    return made


@pytest.fixture
def screen(shell) -> PrintScreen:
    return shell.visited("print")


def counts(screen: PrintScreen) -> tuple[str, str]:
    return screen.summary.documents.text(), screen.summary.pages.text()


def test_badges_of_everybody_are_counted_and_shown_first(screen):
    assert counts(screen) == ("8 badges", "2 pages")
    assert (screen.preview.pages, screen.preview.index) == (2, 0)
    assert screen.preview.of.text() == "of 2"


def test_page_is_white_paper_in_the_dark_theme_too(screen, shell, qtbot):
    screen.context.theme.choose("dark")
    settled(qtbot, shell)
    picture = screen.preview.page.picture
    assert picture.pixelColor(picture.width() // 4, 40).name() == "#ffffff"
    assert screen.context.theme.colour("paper").name() == "#ffffff"


def test_picture_is_as_sharp_as_its_place_on_the_screen(screen, shell, qtbot):
    for zoom in Zoom:
        screen.preview.choose(zoom)
        settled(qtbot, shell)
        page = screen.preview.page
        shown = page.widget().width() * page.devicePixelRatioF()
        assert abs(page.picture.width() - shown) <= 1


def test_hundred_percent_is_the_size_of_the_paper(screen, shell, qtbot):
    screen.preview.choose(Zoom.FULL)
    settled(qtbot, shell)
    inches = screen.preview.page.widget().width() / screen.preview.page.logicalDpiX()
    assert round(inches * 25.4) == 210


def press(screen: PrintScreen, qtbot, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """As if typed into the window while the chosen document has the focus."""
    window = screen.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focus = screen.panel.kinds[screen.panel.kind]
    focus.setFocus()
    QTest.keyClick(focus, key, modifier)


def test_language_and_clock_are_chosen_and_kept_with_the_desk(screen, shell, qtbot):
    words = screen.panel.words
    words.language_box.setCurrentIndex(words.language_box.findData("zh-Hant"))
    words.clock_box.setCurrentIndex(1)
    settled(qtbot, shell)
    assert (screen.panel.order().language, screen.panel.order().twelve_hour) == ("zh-Hant", True)
    again = WordsRow(shell.desk.settings)
    assert (again.language, again.twelve_hour) == ("zh-Hant", True)
    again.deleteLater()


def test_every_language_of_the_documents_can_be_chosen(screen):
    box = screen.panel.words.language_box
    assert {box.itemData(place) for place in range(box.count())} == {*LANGUAGES, OWN}


def test_keys_turn_the_pages(screen, shell, qtbot):
    press(screen, qtbot, Qt.Key.Key_PageDown)
    assert (screen.preview.index, screen.preview.number.value()) == (1, 2)
    press(screen, qtbot, Qt.Key.Key_PageDown)
    assert screen.preview.index == 1
    press(screen, qtbot, Qt.Key.Key_PageUp)
    assert screen.preview.index == 0
    settled(qtbot, shell)


def test_keys_choose_the_document(screen, shell, qtbot):
    press(screen, qtbot, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, shell)
    assert counts(screen) == ("4 table signs", "4 pages")
    assert screen.panel.who_row.isVisible() is False
    press(screen, qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, shell)
    assert counts(screen)[0] == "8 agendas"
    assert screen.panel.form.currentText() == "A4"


def test_delegation_is_chosen_with_the_number_of_its_people(screen, shell, qtbot):
    texts = [screen.panel.who.itemText(i) for i in range(screen.panel.who.count())]
    assert texts == ["Everybody expected", "People I name …", "Delegation Taiwan (1)"]
    screen.panel.who.setCurrentIndex(2)
    settled(qtbot, shell)
    assert counts(screen) == ("1 badge", "1 page")


def test_people_are_typed(screen, shell, qtbot):
    screen.panel.who.setCurrentIndex(1)
    settled(qtbot, shell)
    assert screen.preview.empty.title.text() == "For whom?"
    assert screen.save_button.isEnabled() is False
    with qtbot.waitSignal(screen.panel.names.searched):
        QTest.keyClicks(screen.panel.names, "ruiz, 3-4")
    settled(qtbot, shell)
    assert counts(screen) == ("3 badges", "1 page")
    assert screen.save_button.isEnabled() is True


def test_name_of_nobody_is_told_at_the_field(screen, shell, qtbot):
    screen.activate(kind="agendas", people=("zzz",))
    settled(qtbot, shell)
    assert screen.panel.names_row.below.text() == (
        "“zzz” is nobody’s badge number, name or organisation. Check it, or look under People."
    )
    assert screen.preview.pages == 0
    screen.panel.name_people(["ruiz"])
    settled(qtbot, shell)
    assert screen.panel.names_row.wrong is False
    assert counts(screen)[0] == "1 agenda"


def test_looking_records_nothing(screen, desk):
    assert desk.printing.runs() == ()


def test_saving_writes_the_pages_and_records_them(screen, shell, qtbot, desk, tmp_path):
    screen.save_to(tmp_path / "badges.pdf")
    settled(qtbot, shell)
    assert (tmp_path / "badges.pdf").read_bytes()[:5] == b"%PDF-"
    assert [(run.kind, run.documents) for run in desk.printing.runs()] == [("badges", 8)]
    assert screen.done.text.text() == "Saved 8 badges as badges.pdf."
    assert screen.again.isVisible() is False


def test_file_dialog_proposes_a_name_and_saves_under_the_one_chosen(screen, shell, qtbot, tmp_path):
    screen.ask_where()
    dialog = screen.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("badges-2026-11-18.pdf")
    dialog.selectFile(str(tmp_path / "mine"))
    dialog.accept()
    settled(qtbot, shell)
    assert (tmp_path / "mine.pdf").exists() is True


def test_what_is_on_paper_is_said_and_can_be_left_out(screen, shell, qtbot, desk, tmp_path):
    screen.activate(people=("1", "2"))
    settled(qtbot, shell)
    screen.save_to(tmp_path / "two.pdf")
    settled(qtbot, shell)
    screen.panel.who.setCurrentIndex(0)
    settled(qtbot, shell)
    assert screen.again.text.text() == "2 of these have been printed before."
    qtbot.mouseClick(screen.again.action, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert counts(screen) == ("6 badges", "2 pages")
    assert screen.again.isVisible() is False


def test_nothing_left_to_print_says_so(screen, shell, qtbot, tmp_path):
    screen.save_to(tmp_path / "all.pdf")
    settled(qtbot, shell)
    screen.panel.choose_which("new")
    settled(qtbot, shell)
    assert screen.preview.empty.title.text() == "All printed"
    assert screen.preview.fill.isVisible() is False
    assert screen.save_button.isEnabled() is False


def test_folder_that_is_closed_is_told_in_place(screen, shell, qtbot, tmp_path, desk):
    screen.save_to(tmp_path / "none" / "badges.pdf")
    settled(qtbot, shell)
    assert screen.done.isVisible() is True
    assert screen.done.property("state") == "problem"
    assert desk.printing.runs() == ()


def test_change_elsewhere_makes_the_pages_anew(screen, shell, qtbot, desk):
    before = screen.preview.page.picture
    desk.run(AddParticipant("Aaron Able"))
    qtbot.waitUntil(shell.busy)
    settled(qtbot, shell)
    assert counts(screen) == ("9 badges", "3 pages")
    assert screen.preview.page.picture != before


def test_order_goes_through_the_queue_to_its_printer_and_is_recorded(
    screen, shell, qtbot, desk, tmp_path
):
    screen.panel.form.setCurrentIndex(screen.panel.form.findData("a7-8up"))
    settled(qtbot, shell)
    screen.outlet.put(screen._order, f"folder:{tmp_path}")
    qtbot.waitUntil(lambda: [job.recorded for job in desk.print_queue.jobs()] == [True])
    settled(qtbot, shell)
    (file,) = tmp_path.glob("*-badges-*.pdf")
    sizes = desk.printing.page_sizes(file.read_bytes())
    assert [(round(width), round(height)) for width, height in sizes] == [(842, 595)]
    assert [run.documents for run in desk.printing.runs()] == [8]
    assert screen.done.text.text() == f"8 badges put into the queue for “{tmp_path}”."
    screen.done.action.click()
    assert screen.tabs[1].isChecked() is True


@pytest.mark.parametrize(
    ("installed", "offered"),
    [(False, ["", "A &folder …"]), (True, ["", "A &folder …", "&Copies, both sides, tray …"])],
)
def test_folder_is_a_printer_where_none_is_installed(
    screen, monkeypatch, shell, qtbot, installed, offered
):
    monkeypatch.setattr("matchdesk.ui.spooling.printers.known", lambda: installed)
    screen.print_button.click()
    (menu,) = screen.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == offered
    menu.close()


def test_what_a_printer_was_told_is_told_again_later(qapp):
    told, later = QPrinter(), QPrinter()
    told.setCopyCount(3)
    told.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    told.setColorMode(QPrinter.ColorMode.GrayScale)
    printers.set_up(later, printers.setup_of(told))
    assert printers.setup_of(later) == printers.setup_of(told)
    printers.set_up(later, {"copies": "many", "duplex": "Sideways"})
    assert printers.setup_of(later) == printers.setup_of(told)


def test_event_without_people_invites(make_shell, qtbot):
    shell = make_shell(PRINT)
    settled(qtbot, shell)
    screen = shell.visited("print")
    assert screen.preview.empty.title.text() == "Nobody to print for"
    assert (screen.preview.fill.text(), screen.preview.fill.isVisible()) == ("Go to People", True)
    assert screen.save_button.isEnabled() is False


def test_quick_look_at_many_is_followed_by_all_pages(screen, shell, qtbot, desk):
    factories.people(desk, 20)
    told = []
    screen._maker.made.connect(lambda pages: told.append((pages.whole, pages.printed.pages)))
    qtbot.waitUntil(shell.busy)
    settled(qtbot, shell)
    assert told[-1] == (True, 7)
    assert screen.preview.of.text() == "of 7"
    screen.panel.form.setCurrentIndex(screen.panel.form.findData("a6"))
    settled(qtbot, shell)
    assert told[-1] == (True, 28)
    assert counts(screen) == ("28 badges", "28 pages")


def test_badges_are_shown_pile_by_pile(screen, shell, qtbot):
    screen.panel.sort.setCurrentIndex(1)
    screen.panel.pile.setCurrentIndex(2)
    settled(qtbot, shell)
    rest = counts(screen)[0]
    screen.panel.pile.setCurrentIndex(1)
    settled(qtbot, shell)
    first = counts(screen)[0]
    assert int(first.split()[0]) + int(rest.split()[0]) == 8


def test_test_page_is_saved_and_recorded_nowhere(screen, shell, qtbot, desk, tmp_path):
    screen._rulers.save_to(tmp_path / "test.pdf", "a6", screen.done)
    settled(qtbot, shell)
    assert (tmp_path / "test.pdf").read_bytes()[:5] == b"%PDF-"
    assert screen.done.text.text() == "Saved the test page as test.pdf."
    assert desk.printing.runs() == ()


def test_working_papers_are_chosen_from_a_list_below_their_button(screen, shell, qtbot):
    press(screen, qtbot, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, shell)
    panel = screen.panel
    assert (panel.kind, panel.papers_row.isHidden()) == (DocumentKind.SLOT_SHEETS, False)
    panel.papers.setCurrentIndex(panel.papers.findText("Daily list of everyone"))
    settled(qtbot, shell)
    assert panel.order() == PrintOrder(DocumentKind.DAILY_LIST, form="a4")
    assert (panel.who_row.isHidden(), panel.which_row.isHidden()) == (False, True)
    screen.panel.choose_kind(DocumentKind.BADGES)
    settled(qtbot, shell)
    assert (panel.papers_row.isHidden(), panel.which_row.isHidden()) == (True, False)


def test_sheet_whose_margins_are_not_published_says_so_and_others_do_not(screen, shell, qtbot):
    panel = screen.panel
    panel.form.setCurrentIndex(panel.form.findData("durable-1455"))
    settled(qtbot, shell)
    shown = [panel.form_note.isVisible()]
    panel.choose_kind(DocumentKind.AGENDAS)
    shown.append(panel.form_note.isVisible())
    panel.choose_kind(DocumentKind.BADGES)
    shown.append(panel.form_note.isVisible())
    panel.form.setCurrentIndex(panel.form.findData("avery-l7418"))
    settled(qtbot, shell)
    shown.append(panel.form_note.isVisible())
    assert shown == [True, False, True, False]
    assert panel.form_note.text().endswith("hold it against a sheet first.")


def test_what_is_not_in_front_is_made_after_the_choices_are_shown(make_shell, qtbot):
    made = make_shell(PRINT)
    screen = made.visited("print")
    parts = {"preview", "queue", "desk_panel", "log"}
    assert parts.isdisjoint(vars(screen))
    settled(qtbot, made)
    qtbot.waitUntil(lambda: parts <= vars(screen).keys())
    made.show_queue()
    assert (screen.queue.isVisible(), screen.desk_panel.isVisible()) == (True, True)
    screen.show_documents()
    assert (screen.preview.isVisible(), screen.queue.isVisible()) == (True, False)
