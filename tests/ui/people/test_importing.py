from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from matchdesk.ui.people.import_rows import in_short
from matchdesk.ui.people.importing import ImportPage
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Notice
from tests.ui.conftest import settled

PEOPLE = (
    ScreenSpec("people", "People", "users", "Ctrl+5", "matchdesk.ui.people.screen", "PeopleScreen"),
)
HEADER = "First name;Last name;E-mail;Company;Country\n"


@pytest.fixture
def shell(make_shell, qtbot):
    made = make_shell(PEOPLE)
    settled(qtbot, made)
    return made


@pytest.fixture
def page(shell, qtbot) -> ImportPage:
    screen = shell.visited("people")
    screen.activate(page="import")
    settled(qtbot, shell)
    return screen.importing


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(
        HEADER
        + "Łucja;Żak;l@zak.example;Agro Cluster;Poland\n"
        + "Wei-Lin;Chen;chen@ict.example;Taiwan ICT;Taiwan\n"
        + ";;nobody@x.example;;\n",
        encoding="utf-8",
    )
    return path


def states(page: ImportPage) -> list[str]:
    return [row.state for row in page.table.model.rows]


def read(page, shell, qtbot, *files: Path) -> None:
    page.read(files)
    settled(qtbot, shell)
    page.show_rows()


def test_files_are_looked_at_without_storing_anything(page, shell, qtbot, file):
    read(page, shell, qtbot, file)
    assert states(page) == ["created", "created", "refused"]
    assert shell.desk.people.participants() == ()
    assert page.store_action.isEnabled()
    assert page.refused_action.isEnabled()


def test_import_stores_the_rows_and_can_be_undone(page, shell, qtbot, file, said):
    read(page, shell, qtbot, file)
    page.store()
    settled(qtbot, shell)
    assert [p.name for p in shell.desk.people.participants()] == ["Łucja Żak", "Wei-Lin Chen"]
    told = "Imported: 2 new rows. 1 row was refused: save it, mend it, import it again."
    assert page.outcome.text.text() == told
    assert said == []  # what stands over the list need not cover the next button, too
    assert not page.store_action.isEnabled()
    shell.undo()
    settled(qtbot, shell)
    assert shell.desk.people.participants() == ()
    assert page.outcome.text.text() == "The import was taken back."
    assert page.store_action.isEnabled()
    assert page.foot.undo.isVisible() is False


def test_import_of_several_files_is_taken_back_whole(page, shell, qtbot, file, tmp_path, said):
    requests = tmp_path / "requests.csv"
    requests.write_text("Requester;Requested\nl@zak.example;chen@ict.example\n")
    read(page, shell, qtbot, requests, file)
    page.store()
    settled(qtbot, shell)
    assert len(shell.desk.requests.rows()) == 1

    page.undo_action.trigger()
    settled(qtbot, shell)

    assert (shell.desk.people.participants(), shell.desk.requests.rows()) == ((), ())
    assert page.outcome.text.text() == "The import was taken back."
    assert states(page) == ["created", "created", "refused", "created"]
    assert page.store_action.isEnabled()


def test_same_file_again_changes_nothing(page, shell, qtbot, file):
    read(page, shell, qtbot, file)
    page.store()
    settled(qtbot, shell)
    read(page, shell, qtbot, file)
    assert states(page) == ["unchanged", "unchanged", "refused"]
    assert not page.store_action.isEnabled()


def test_refused_rows_are_saved_with_their_reason(page, shell, qtbot, file, tmp_path):
    read(page, shell, qtbot, file)
    page.save_refused(tmp_path / "refused.csv")
    settled(qtbot, shell)
    lines = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "nobody@x.example" in lines[1]


def test_file_that_is_no_table_gets_one_sentence(page, shell, qtbot, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    read(page, shell, qtbot, path)
    said = [
        label.text() for label in page.about.findChildren(QLabel) if "picture.png" in label.text()
    ]
    assert len(said) == 1
    assert not page.store_action.isEnabled()


def test_filter_shows_only_refused_rows(page, shell, qtbot, file):
    read(page, shell, qtbot, file)
    next(chip for chip in page.table._filters if chip.text() == "Refused").click()
    assert [row.row.line for row in page.table.model.rows] == [4]


def test_file_that_cannot_be_used_beside_good_ones_is_named(page, shell, qtbot, file, tmp_path):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    read(page, shell, qtbot, file, path)
    assert page.unusable.text.text() == "1 file cannot be used: picture.csv"
    assert not page.unusable.isHidden()
    assert page.table.current() is None
    labels = page.about.findChildren(QLabel)
    said = [label.text() for label in labels if label.isVisibleTo(page.about)]
    assert sum("is a picture" in text for text in said) == 1
    read(page, shell, qtbot, file)
    assert page.unusable.isHidden()


def test_what_feeds_the_fields_of_a_file_is_one_text(page, shell, qtbot, file):
    read(page, shell, qtbot, file)
    said = [label.text() for label in page.about.findChildren(QLabel)]
    assert (
        "Given name: First name\nFamily name: Last name\nE-mail: E-mail\n"
        "Organisation: Company\nCountry: Country"
    ) in said


def test_sentence_about_a_file_never_shows_as_a_window(page, shell, qtbot, tmp_path, monkeypatch):
    shown = []
    show = Notice.show
    monkeypatch.setattr(Notice, "show", lambda me: (shown.append(me.isWindow()), show(me)))
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    read(page, shell, qtbot, path)
    assert set(shown) == {False}


def columns(page: ImportPage) -> list[tuple[str, str]]:
    table = page.columns.table.model
    return [(table.columns[0].text(one), table.columns[1].text(one)) for one in table.rows]


def choose(page: ImportPage, header: str, field: str) -> None:
    """As if the operator had picked `field` for the column `header`."""
    made = page.columns
    made.table.choose(next(v.number for v in made.table.model.rows if v.header == header))
    made.field.setCurrentIndex(made.field.findData(field))
    made.field.activated.emit(made.field.currentIndex())


def test_columns_come_first_and_show_what_they_become(page, shell, qtbot, file):
    page.read([file])
    settled(qtbot, shell)
    assert (page.columns.isVisible(), page.table.isVisible()) == (True, False)
    assert columns(page) == [
        ("First name", "Given name"),
        ("Last name", "Family name"),
        ("E-mail", "E-mail"),
        ("Company", "Organisation"),
        ("Country", "Country"),
    ]
    assert not page.store_action.isEnabled()
    page.foot.next.click()
    assert (page.columns.isVisible(), page.table.isVisible()) == (False, True)
    assert page.store_action.isEnabled()


def test_changed_column_changes_what_will_happen(page, shell, qtbot, file):
    page.read([file])
    settled(qtbot, shell)
    choose(page, "Company", "city")
    settled(qtbot, shell)
    assert dict(columns(page))["Company"] == "City"
    page.show_rows()
    page.store()
    settled(qtbot, shell)
    assert {p.organisation for p in shell.desk.people.participants()} == {""}


def test_wrongly_guessed_kind_is_changed_in_the_window(page, shell, qtbot, tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("Name;Meets\nAna;Bo\n", encoding="utf-8")
    page.read([path])
    settled(qtbot, shell)
    kind = page.columns.kind
    assert kind.currentData() == "participants"
    kind.setCurrentIndex(kind.findData("requests"))
    kind.activated.emit(kind.currentIndex())
    settled(qtbot, shell)
    choose(page, "Name", "requester")
    settled(qtbot, shell)
    choose(page, "Meets", "requested")
    settled(qtbot, shell)
    assert page._looked.results[0].file.kind == "requests"
    assert states(page) == ["refused"]  # nobody of that name is here
    assert columns(page) == [("Name", "Requester"), ("Meets", "Requested")]


def test_kept_mapping_is_offered_for_the_next_file_and_can_be_forgotten(
    page, shell, qtbot, file, said
):
    page.read([file])
    settled(qtbot, shell)
    choose(page, "Company", "city")
    settled(qtbot, shell)
    page.keep_mapping("Ours", 0)
    settled(qtbot, shell)
    assert said[-1][0] == "The mapping “Ours” is kept for files with these columns."
    page.read([file])
    settled(qtbot, shell)
    assert dict(columns(page))["Company"] == "City"
    assert page.columns.mapping.text.text() == (
        "The mapping “Ours” is used: it was kept for files with these columns."
    )
    page.columns.mapping.action.click()
    settled(qtbot, shell)
    assert dict(columns(page))["Company"] == "Organisation"
    assert shell.desk.transfer.mappings() == ()


def test_file_of_which_nothing_is_known_asks(page, shell, qtbot, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Wer;Woher\nAna Ruiz;Acme\n", encoding="utf-8")
    page.read([path])
    settled(qtbot, shell)
    assert page.columns.mapping.text.text() == (
        "No column was recognised. Say what the file holds, then what feeds what."
    )
    choose(page, "Wer", "name")
    settled(qtbot, shell)
    page.show_rows()
    assert states(page) == ["created"]


def test_page_without_files_is_one_place_to_drop_them_on(page, shell):
    assert [page.side.isVisible(), page.table.search.isVisible()] == [False, False]
    assert [chip.isVisible() for chip in page.table._filters] == [False] * 5
    assert page.window().focusWidget() is page._begin


def test_chosen_column_stands_beside_the_columns_with_its_first_values(page, shell, qtbot, file):
    page.read([file])
    settled(qtbot, shell)
    columns = page.columns
    assert columns.aside.isVisible() is True
    columns.table.choose(2)
    assert (columns.named.text(), columns.filled.text()) == ("E-mail", "Filled in 3 rows")
    assert columns.values.text() == "l@zak.example\nchen@ict.example\nnobody@x.example"
    assert columns.table.count.text() == "5 columns"
    page.foot.next.click()
    assert (columns.aside.isVisible(), page.about.isVisible()) == (False, True)


def test_what_was_done_is_said_elsewhere_only_if_the_page_is_not_seen(
    page, shell, qtbot, file, said
):
    read(page, shell, qtbot, file)
    shell.visited("people").tabs.setCurrentIndex(0)
    page.store()
    settled(qtbot, shell)
    told = "Imported: 2 new rows. 1 row was refused: save it, mend it, import it again."
    assert said == [(told, False, State.ATTENTION)]


def test_changes_alone_are_said_without_naught_of_others(page, shell, qtbot, file):
    for text in ("", "Agro"):
        file.write_text(HEADER + f"Łucja;Żak;l@zak.example;{text};Poland\n", encoding="utf-8")
        read(page, shell, qtbot, file)
        page.store()
        settled(qtbot, shell)
    assert page.outcome.text.text() == "Imported: 1 changed row."


def test_import_that_is_stopped_stores_nothing_and_can_be_begun_again(page, shell, qtbot, tmp_path):
    people = tmp_path / "many.csv"
    rows = "".join(f"Ana;Nr {n};a{n}@x.example;ACME;Poland\n" for n in range(400))
    people.write_text(HEADER + rows, encoding="utf-8")
    read(page, shell, qtbot, people)
    page.store()
    (job,) = (one for one in shell.jobs.running if one.title == "Importing")
    job.cancel()
    settled(qtbot, shell)
    assert shell.desk.people.participants() == ()
    assert (page.store_action.isEnabled(), page.foot.undo.isVisible()) == (True, False)


def test_changed_row_says_what_becomes_what_before_what_stays(page, shell, qtbot, file, tmp_path):
    read(page, shell, qtbot, file)
    page.store()
    settled(qtbot, shell)
    other = tmp_path / "again.csv"
    other.write_text(
        "Name,E-mail,Phone,Country\nŁucja Żak,l@zak.example,+48 22 555 0101,Germany\n", "utf-8"
    )
    read(page, shell, qtbot, other)
    (row,) = page.table.model.rows
    assert in_short(row.row) == (
        "Phone: – → +48 22 555 0101 · Country: “PL” is stored and stays; the file says “DE”."
    )


def test_button_that_imports_stays_while_it_works(page, shell, qtbot, file):
    read(page, shell, qtbot, file)
    before = page.foot.height()
    page.store()
    assert (page.foot.store.isVisible(), page.foot.store.isEnabled()) == (True, False)
    settled(qtbot, shell)
    assert (page.foot.store.isVisible(), page.foot.undo.isVisible()) == (False, True)
    assert page.foot.height() == before


def test_name_of_a_long_file_is_whole_or_says_so_on_hover(page, shell, qtbot, file, tmp_path):
    other = tmp_path / f"{'registration-list-' * 5}.csv"
    other.write_text(HEADER + "Zoë;Müller;z@m.example;Photonik;Germany\n", encoding="utf-8")
    page.read([other])
    settled(qtbot, shell)
    box = page.columns.file
    assert (box.isEnabled(), box.width() >= 300) == (True, True)
    place = box.mapToGlobal(QPoint(5, 5))
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), place))
    assert QToolTip.text() == other.name
    QToolTip.hideText()
