import subprocess
import sys
import threading
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QLoggingCategory, QTime, QTimeZone
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from matchdesk.core.errors import Cancelled
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from matchdesk.ui import actions
from matchdesk.ui.launch import make_app
from matchdesk.ui.main_window import MainWindow
from matchdesk.ui.start import new_event
from matchdesk.ui.theme import Theme
from tests.ui.conftest import settled
from tests.ui.reach import walked

CATEGORIES = ("qt.text.font.db", "qt.text", "qt.qpa.fonts")


@pytest.fixture
def application(tmp_path: Path, clock) -> Application:
    return Application(Settings(tmp_path / "settings", clock), clock)


@pytest.fixture
def window(application: Application, theme: Theme, qtbot):
    made = MainWindow(application, theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def trigger(window: MainWindow, action_id: str) -> None:
    window.actions_.get(action_id).trigger()


def entered(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    settled(qtbot, window.shell)


def test_event_file_is_opened_remembered_and_closed(window, application, file_address, qtbot):
    window.open_event(file_address)
    entered(window, qtbot)
    assert window.shell.top.name.whole() == "C2C Days"
    trigger(window, actions.CLOSE.id)
    assert window.shell is None
    assert [e.name for e in application.settings.recent()] == ["C2C Days"]
    assert window.start._recent_box.itemAt(0).widget().accessibleName() == "C2C Days"


def test_file_that_cannot_be_opened_is_said_on_the_start_page(window, tmp_path, qtbot):
    broken = tmp_path / "broken.matchdesk"
    broken.write_text("no database")
    window.open_event(str(broken))
    qtbot.waitUntil(lambda: window.start.notice.isVisible(), timeout=20_000)
    said = window.start.notice.text.text()
    assert said == f"“{broken}” is not a MatchDesk event. It was not changed."
    assert window.shell is None
    assert broken.read_text() == "no database"


def test_event_that_is_open_only_after_the_window_was_closed_is_left_again(
    window, application, file_address, qtbot, monkeypatch
):
    begun, go, opened = threading.Event(), threading.Event(), []
    really = application.open

    def slowly(address):
        begun.set()
        go.wait(5)
        opened.append(really(address))
        return opened[0]

    monkeypatch.setattr(application, "open", slowly)
    window.open_event(file_address)
    begun.wait(5)
    threading.Timer(0.01, go.set).start()
    window.close()
    assert window.shell is None
    with pytest.raises(Cancelled):
        opened[0].events.summary()


def test_new_event_is_made_from_the_form(window, tmp_path, qtbot):
    trigger(window, actions.NEW.id)
    form = window.start.form
    QTest.keyClicks(form.name, "EU-Asia Days")
    form.country.setCurrentIndex(form.country.findData("PL"))
    form.place.setText(str(tmp_path / "asia.matchdesk"))
    form.tables.setValue(12)
    assert form.timezone.currentText() == "Europe/Warsaw"
    assert form.preview.figure.text() == "16 slots"
    assert form.preview.text.text() == "at 12 tables: room for 192 meetings"
    form._submit()
    entered(window, qtbot)
    summary = window.shell.desk.events.summary()
    assert (summary.name, summary.country, summary.timezone) == (
        "EU-Asia Days",
        "PL",
        "Europe/Warsaw",
    )
    assert (len(summary.slots), len(summary.tables)) == (16, 12)


def test_place_follows_the_name_until_one_is_chosen(window, tmp_path, monkeypatch):
    monkeypatch.setattr(new_event, "_documents", lambda: tmp_path)
    form = window.start.form
    QTest.keyClicks(form.name, "C2C: EU/Asia Days?")
    assert form.place.text() == str(tmp_path / "C2C EU Asia Days.matchdesk")
    form.name.setText("台北 2026")
    assert form.place.text() == str(tmp_path / "台北 2026.matchdesk")
    form.place.clear()
    QTest.keyClicks(form.place, "/mine.matchdesk")
    form.name.setText("Another")
    assert form.place.text() == "/mine.matchdesk"


def test_proposed_place_is_not_one_that_is_taken(window, tmp_path, monkeypatch):
    monkeypatch.setattr(new_event, "_documents", lambda: tmp_path)
    for name in ("Days.matchdesk", "Days 2.matchdesk"):
        (tmp_path / name).touch()
    window.start.form.name.setText("Days")
    assert window.start.form.place.text() == str(tmp_path / "Days 3.matchdesk")


def test_new_event_is_in_this_machines_zone_at_first(window, monkeypatch):
    zone = QTimeZone(b"Asia/Taipei")
    monkeypatch.setattr(new_event.QTimeZone, "systemTimeZone", lambda: zone)
    monkeypatch.setattr(new_event.QTimeZone, "systemTimeZoneId", zone.id)
    form = window.start.form
    form.start_fresh()
    assert (form.timezone.currentText(), form.country.currentData()) == ("Asia/Taipei", "TW")


def test_font_databases_talk_is_silent_and_no_other(qapp):
    make_app()
    said = {name: QLoggingCategory(name).isWarningEnabled() for name in CATEGORIES}
    assert said == {"qt.text.font.db": False, "qt.text": True, "qt.qpa.fonts": True}


def test_tab_walks_the_form_as_it_is_read(window, qtbot):
    form = window.start.form
    form.sessions.add.click()
    form.days.setFocus()
    one, two, three = form.sessions._rows
    stops = [part for line in (one, two, three) for part in (line.starts, line.ends, line.remove)]
    assert walked(form.days, form.slot) == [*stops, form.sessions.add]


def test_error_at_a_field_goes_when_the_field_is_edited(window):
    form = window.start.form
    form.country.setEditText("Pol")
    form._submit()
    assert form.rows["country"].wrong
    assert form.rows["name"].wrong
    form.country.setEditText("Poland")
    QTest.keyClicks(form.name, "Days")
    assert not form.rows["country"].wrong
    assert not form.rows["name"].wrong


def test_form_with_faults_says_them_at_the_fields_and_makes_nothing(window, qtbot):
    form = window.start.form
    made = []
    form.filled.connect(lambda *event: made.append(event))
    trigger(window, actions.NEW.id)
    second = form.sessions._rows[1]
    second.starts.setTime(QTime(10, 0))
    form._submit()
    wrong = [name for name, row in form.rows.items() if row.wrong]
    assert (wrong, made) == (["name", "sessions", "place"], [])
    assert form.name.hasFocus()
    assert form.preview.figure.text() == "No slots"


def test_existing_file_is_refused_at_the_field(window, file_address):
    trigger(window, actions.NEW.id)
    form = window.start.form
    form.name.setText("Again")
    form.place.setText(file_address)
    form._submit()
    assert form.rows["place"].below.text() == (
        "This file exists already. Choose another name; it will not be touched."
    )


def test_sessions_are_added_and_removed(window):
    trigger(window, actions.NEW.id)
    rows = window.start.form.sessions
    rows.add.click()
    assert rows.spans()[2] == (time(18), time(20))
    rows._rows[0].remove.click()
    assert [span[0] for span in rows.spans()] == [time(13, 30), time(18)]


def test_demonstration_is_offered_only_where_there_is_one(window):
    assert window.actions_.get(actions.DEMO.id) is None


def test_demonstration_is_built_and_opened(application, theme, file_address, qtbot):
    window = MainWindow(application, theme, lambda _progress: file_address)
    qtbot.addWidget(window)
    window.show()
    trigger(window, actions.DEMO.id)
    entered(window, qtbot)
    assert window.shell.top.name.whole() == "C2C Days"
    window.close()


def test_opening_can_be_stopped(application, theme, qtbot):
    def forever(progress):
        while True:
            progress.check()

    window = MainWindow(application, theme, forever)
    qtbot.addWidget(window)
    window.show()
    trigger(window, actions.DEMO.id)
    qtbot.waitUntil(lambda: window.start.busy.isVisible())
    window.start.busy.stop.click()
    qtbot.waitUntil(lambda: not window.start.busy.isVisible())
    assert window.start._choices.isEnabled()
    assert issubclass(Cancelled, Exception)
    window.close()


def test_palette_lists_fitting_actions_and_runs_the_chosen_one(window, qtbot):
    trigger(window, actions.PALETTE.id)
    QTest.keyClicks(window.palette_.box, "new ev")
    assert [e.title for e in window.palette_.model.lines] == ["New event …"]
    window.palette_.run_current()
    assert not window.palette_.isVisible()
    assert window.start.currentWidget() is window.start.form


def test_palette_names_what_its_own_screen_need_not(window):
    spec = actions.ActionSpec("any.load", "Import …", named="Import a badge design …")
    action = window.actions_.add(spec, lambda: None)
    assert action.text() == "Import …"
    titles = [line.entry.title for line in window._lines()]
    assert "Import a badge design …" in titles
    assert "Import …" not in titles


def test_palette_lists_what_the_screen_in_front_can_do_before_the_rest(window):
    elsewhere, here = QWidget(window), QWidget(window)
    here.show()
    for name, home in (("Elsewhere", elsewhere), ("Here", here)):
        window.actions_.add(actions.ActionSpec(name, f"Import {name}"), lambda: None, home=home)
    elsewhere.hide()
    titles = [line.entry.title for line in window._lines()]
    assert titles.index("Import Here") < titles.index("Import Elsewhere")


def test_palette_goes_to_a_screen(window, file_address, qtbot):
    window.open_event(file_address)
    entered(window, qtbot)
    trigger(window, actions.PALETTE.id)
    QTest.keyClicks(window.palette_.box, "history")  # quicker than a hand: held back for a moment
    qtbot.waitUntil(lambda: window.palette_.box.text() == "history", timeout=5_000)
    titles = [e.title for e in window.palette_.model.lines]
    assert titles[0] == "History"
    window.palette_.run_current()
    assert window.shell._stack.currentWidget() is window.shell.visited("history")


def test_theme_is_switched_live_and_kept(window, application, theme):
    was = theme.dark
    trigger(window, actions.THEME.id)
    assert theme.dark is not was
    assert application.settings.theme == ("light" if was else "dark")


def test_first_window_loads_no_slow_library():
    code = (
        "import sys, matchdesk.ui.launch\n"
        "slow = ('sqlalchemy', 'pandas', 'reportlab', 'ortools', 'xlsxwriter', 'alembic')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
