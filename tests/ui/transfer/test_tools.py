"""Files in and out from whichever screen is in front."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from matchdesk.ui.screens import IMPORT, TOOLS, present
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.conftest import settled

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


@pytest.mark.parametrize("what", ["participants", "meetings", "agreements"])
def test_list_is_saved_where_the_operator_says(shell, qtbot, said, tmp_path, what):
    factories.people(shell.desk, 2)

    trigger(shell, f"transfer.{what}")
    (dialog,) = shell.findChildren(QFileDialog)
    path = tmp_path / f"{what}.json"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    settled(qtbot, shell)

    assert len(json.loads(path.read_text("utf-8"))) == (2 if what == "participants" else 0)
    assert said[-1] == (f"Saved {what}.json", False, State.GOOD)


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
