"""Files in and out from whichever screen is in front."""

from __future__ import annotations

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from matchdesk.services.transfer import EXPORTS
from matchdesk.ui.catalogue import IMPORT, TOOLS, present
from matchdesk.ui.exporting import OFFERS, ExportDialog
from matchdesk.ui.jobs import Lane
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.conftest import flush, settled

SPECS = tuple(spec for spec in present() if spec.id in ("requests", "people"))


@pytest.fixture
def shell(make_shell, qtbot):
    made = make_shell(SPECS)
    settled(qtbot, made)
    return made


def trigger(shell, action_id):
    shell.context.actions.get(action_id).trigger()


def test_import_is_reached_from_every_screen(shell, qtbot):
    shell.navigate("requests")

    trigger(shell, IMPORT.id)
    settled(qtbot, shell)

    people = shell.visited("people")
    assert people.isVisible()
    assert people.importing.isVisible()


@pytest.mark.parametrize("screen_id", ["requests", "people"])
def test_empty_screen_leads_to_the_import(shell, qtbot, screen_id):
    shell.navigate(screen_id)
    settled(qtbot, shell)
    screen = shell.visited(screen_id)
    (load,) = [
        b for b in screen.findChildren(QPushButton) if b.text() == IMPORT.text and b.isVisible()
    ]

    load.click()
    settled(qtbot, shell)

    assert shell.visited("people").importing.isVisible()


def opened(shell, qtbot, action_id) -> ExportDialog:
    trigger(shell, action_id)
    settled(qtbot, shell)
    (dialog,) = shell.findChildren(ExportDialog)
    return dialog


@pytest.mark.parametrize("what", ["participants", "meetings", "agreements"])
def test_list_is_saved_where_the_operator_says(shell, qtbot, said, tmp_path, what):
    factories.people(shell.desk, 2)
    dialog = opened(shell, qtbot, f"transfer.{what}")
    dialog.kinds["json"].click()
    where = dialog.ask_where()
    assert where.nameFilters() == ["JSON (*.json)"]
    path = tmp_path / f"{what}.json"
    where.fileSelected.emit(str(path))
    where.close()
    settled(qtbot, shell)

    assert len(json.loads(path.read_text("utf-8"))) == (2 if what == "participants" else 0)
    assert said[-1] == (f"Saved {what}.json in {tmp_path}", False, State.GOOD)
    assert shell.desk.transfer.folder() == tmp_path


def test_every_list_has_a_tool_and_only_agendas_and_the_report_other_kinds(shell, qtbot):
    tools = {tool.action.id for tool in TOOLS}
    wanted = {f"transfer.{what.replace('-', '_')}" for what in EXPORTS if what != "report"}
    assert wanted - tools == set()
    assert tuple(OFFERS) == EXPORTS
    dialog = opened(shell, qtbot, "transfer.agendas")
    for what in EXPORTS:
        dialog.what.setCurrentIndex(dialog.what.findData(what))
        shown = [kind for kind, chip in dialog.kinds.items() if chip.isVisible()]
        kinds = {"agendas": ["zip"], "report": ["xlsx", "csv", "json", "pdf"]}
        assert shown == kinds.get(what, ["xlsx", "csv", "json"])
        assert dialog.kind in shown
    settled(qtbot, shell)
    dialog.reject()


def test_csv_takes_the_separator_and_mark_that_are_chosen_and_the_desk_keeps_them(
    shell, qtbot, tmp_path
):
    factories.people(shell.desk, 1)
    dialog = opened(shell, qtbot, "transfer.organisations")
    assert not dialog.csv.isVisible()
    dialog.kinds["csv"].click()
    assert dialog.csv.isVisible()
    dialog.separator.setCurrentIndex(dialog.separator.findData("semicolon"))
    dialog.mark.setChecked(False)
    dialog.write(tmp_path / "bodies.csv")
    settled(qtbot, shell)
    assert (tmp_path / "bodies.csv").read_bytes().startswith(b"Organisation;Type;Country;")
    flush()
    again = opened(shell, qtbot, "transfer.organisations")
    assert (again.separator.currentData(), again.mark.isChecked()) == ("semicolon", False)
    again.reject()


def test_what_will_be_left_out_is_said_before_and_can_be_asked_for(shell, qtbot, said, tmp_path):
    factories.participant(shell.desk, "Shy", email="shy@x.example", consent_sharing=False)
    dialog = opened(shell, qtbot, "transfer.participants")
    told = "E-mail, telephone and ticket code of 1 participant who shares nothing are left out."
    assert dialog.left_out.text().startswith(told)
    dialog.private.setChecked(True)
    assert dialog.left_out.text() == "Nothing is left out: keep the file as you keep the event."
    dialog.kinds["json"].click()
    dialog.write(tmp_path / "people.json")
    settled(qtbot, shell)
    assert json.loads((tmp_path / "people.json").read_text("utf-8"))[0]["Email"] == "shy@x.example"


def test_export_shows_how_far_it_is_and_is_stopped_with_a_key(shell, qtbot, tmp_path):
    """While the lane of files is held the export waits; Escape takes it back."""
    factories.people(shell.desk, 1)
    dialog = opened(shell, qtbot, "transfer.participants")
    held = threading.Event()
    shell.context.jobs.start("held", lambda _progress: held.wait(10), lane=Lane.FILES)
    dialog.write(tmp_path / "people.xlsx")
    assert (dialog.bar.isVisible(), dialog.stop.isVisible()) == (True, True)
    assert (dialog.save.isEnabled(), dialog.fields.isEnabled()) == (False, False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    held.set()
    settled(qtbot, shell)
    assert (dialog.notice.text.text(), dialog.work.isVisible(), dialog.save.isEnabled()) == (
        "Stopped. No file was written.",
        False,
        True,
    )
    assert list(tmp_path.glob("*.xlsx")) == []
    dialog.reject()


def test_file_that_cannot_be_written_is_said_in_the_dialog(shell, qtbot, tmp_path):
    dialog = opened(shell, qtbot, "transfer.participants")
    dialog.write(tmp_path / "missing" / "people.xlsx")
    settled(qtbot, shell)
    assert str(tmp_path / "missing") in dialog.notice.text.text()
    assert dialog.isVisible()
    dialog.reject()


def test_tools_leave_with_the_event(shell):
    actions = shell.context.actions
    assert [tool.action.id for tool in TOOLS if actions.get(tool.action.id) is None] == []

    shell.close_event()

    assert [tool.action.id for tool in TOOLS if actions.get(tool.action.id)] == []


def test_no_shortcut_is_given_twice(make_shell, qtbot):
    shell = make_shell()
    for screen_id in shell.specs:
        shell.navigate(screen_id)
    settled(qtbot, shell)

    everywhere, of_screens = set(), []
    for entry in shell.context.actions.entries():
        keys = {key.toString() for key in entry.action.shortcuts()}
        if entry.home is None:
            assert not keys & everywhere, entry.spec.id
            everywhere |= keys
        else:
            of_screens.append((entry.spec.id, keys))
    assert [(name, keys & everywhere) for name, keys in of_screens if keys & everywhere] == []
