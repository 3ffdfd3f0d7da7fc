"""Two hundred people through the real window by a scanner's keys: nobody lost, nothing doubled."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from matchdesk.core.vocabulary import DocumentKind, PrintState
from matchdesk.models import PrintRecord
from matchdesk.services.application import Application
from matchdesk.services.badges import IssueBadges
from matchdesk.services.settings import Settings
from matchdesk.ui.main_window import MainWindow
from tests import factories

PEOPLE = 200


def scanned(target, code: str, at: int) -> int:
    """Put a scanner's keys into the window's queue; returns the keyboard's clock after them."""
    for letter in (*code, "\r"):
        at += 4
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(at)
            QCoreApplication.postEvent(target, event)
    return at + 300


@pytest.fixture
def window(theme, clock, tmp_path, sqlite_template, opener, qtbot):
    path = shutil.copy(sqlite_template, tmp_path / "event.matchdesk")
    first = opener(str(path), "b")
    factories.people(first, PEOPLE)
    first.run(IssueBadges())
    first.close()
    settings = Settings(tmp_path / "settings", clock)
    settings.desk, settings.operator = "Desk 1", "Ana"
    settings.put("checkin.sound", False)
    made = MainWindow(Application(settings, clock), theme, None)
    qtbot.addWidget(made)
    made.show()
    made.open_event(str(path))
    qtbot.waitUntil(lambda: made.shell is not None and not made.shell.busy(), timeout=20_000)
    yield made
    made.close()


def test_two_hundred_arrivals_are_all_in_with_one_badge_and_one_agenda_each(
    window, tmp_path, qtbot
):
    paper = tmp_path / "paper"
    paper.mkdir()
    desk, queue = window.shell.desk, window.shell.desk.print_queue
    address = f"folder:{paper}"
    queue.choose(
        replace(
            queue.choices, badge=True, agenda=True, badge_printer=address, paper_printer=address
        )
    )
    tokens = desk.run(IssueBadges()).result
    window.shell.navigate("people")  # a scanner is heard on every screen
    at = 1_000_000
    for token in tokens.values():
        at = scanned(QApplication.focusWidget() or window, token, at)
    qtbot.waitUntil(lambda: desk.checkin.arrivals().here == PEOPLE, timeout=120_000)
    qtbot.waitUntil(lambda: len([*paper.glob("*.pdf")]) == 2 * PEOPLE, timeout=300_000)
    qtbot.waitUntil(lambda: not window.shell.busy(), timeout=60_000)
    with desk._database.reading() as session:
        query = select(PrintRecord.participant_id, PrintRecord.kind)
        made = Counter((key, kind) for key, kind in session.execute(query))
    kinds = (DocumentKind.BADGES, DocumentKind.AGENDAS)
    assert made == Counter((key, kind) for key in tokens for kind in kinds)
    assert len([*paper.iterdir()]) == 2 * PEOPLE
    assert {job.state for job in queue.jobs()} == {PrintState.PRINTED}
    assert Counter(r.outcome.value for r in desk.checkin.recent(limit=1000)) == {"admitted": PEOPLE}
