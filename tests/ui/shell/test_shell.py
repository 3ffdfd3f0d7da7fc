import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from matchdesk.services.people import AddParticipant
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.catalogue import present
from matchdesk.ui.screen_maker import ScreenMaker
from matchdesk.ui.screens import PaletteEntry, Screen, ScreenSpec
from matchdesk.ui.theme import State
from tests.ui.conftest import settled


class Sample(Screen):
    """Shows how many people there are."""

    watches = frozenset({"participant"})

    def __init__(self, context):
        super().__init__(context)
        self.seen: list[int] = []
        self.focus: list[dict] = []
        self.ran: list[str] = []
        context.actions.add(
            ActionSpec("sample.do", "Do it", "Ctrl+J"), lambda: self.ran.append("do"), home=self
        )

    def load(self):
        return len(self.context.desk.people.participants())

    def show_data(self, data):
        self.seen.append(data)

    def activate(self, **focus):
        self.focus.append(focus)


class Other(Sample):
    watches = frozenset({"slot"})


SPECS = (
    ScreenSpec("one", "One", "users", "Ctrl+1", __name__, "Sample"),
    ScreenSpec("two", "Two", "users", "Ctrl+2", __name__, "Other"),
)


@pytest.fixture
def shell(make_shell, qtbot):
    made = make_shell(SPECS)
    settled(qtbot, made)
    return made


def test_screen_is_made_on_the_first_visit_only(shell):
    assert shell.visited("one") is not None
    assert shell.visited("two") is None
    shell.navigate("two", key="x")
    assert shell.visited("two").focus == [{"key": "x"}]


def test_change_reaches_the_screen_in_front_at_once_and_the_other_when_it_is_shown(shell, qtbot):
    one = shell.visited("one")
    shell.navigate("two")
    settled(qtbot, shell)
    before = list(one.seen)
    shell.context.run(AddParticipant("Ana Ruiz"))
    settled(qtbot, shell)
    assert one.seen == before
    shell.navigate("one")
    settled(qtbot, shell)
    assert one.seen == [*before, before[-1] + 1]


def test_change_to_other_tables_does_not_reload(shell, qtbot):
    shell.navigate("two")
    settled(qtbot, shell)
    two = shell.visited("two")
    before = list(two.seen)
    shell.context.run(AddParticipant("Ana Ruiz"))
    settled(qtbot, shell)
    assert two.seen == before


def test_undo_and_redo_follow_the_last_change(shell, qtbot, said):
    assert (shell._undo.isEnabled(), shell._redo.isEnabled()) == (False, False)
    shell.context.run(AddParticipant("Ana Ruiz"))
    settled(qtbot, shell)
    assert (shell._undo.isEnabled(), shell._redo.isEnabled()) == (True, False)
    what = shell.desk.history.next_undo().what
    assert shell.status.last.whole() == what
    shell._undo.trigger()
    settled(qtbot, shell)
    assert shell.visited("one").seen[-1] == 0
    assert said == [(f"Undo: {what}", False, State.GOOD)]
    shell._redo.trigger()
    settled(qtbot, shell)
    assert shell.visited("one").seen[-1] == 1


def test_refused_command_says_its_sentence(shell, qtbot, said):
    shell.context.run(AddParticipant("  "))
    settled(qtbot, shell)
    assert [(undoable, state) for _text, undoable, state in said] == [(False, State.PROBLEM)]


def test_shortcut_of_a_screen_in_front_works_and_of_another_does_not(shell, qtbot):
    one = shell.visited("one")
    one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert one.ran == ["do"]


def test_command_lane_shows_as_saving_until_it_is_done(shell, qtbot):
    import threading

    go = threading.Event()
    shell.context.do(lambda _p: go.wait(5))
    assert shell.status.link.text() == "saving …"
    go.set()
    settled(qtbot, shell)
    assert shell.status.link.text() == "all saved"


def test_lost_link_is_said(shell, qtbot):
    shell.desk.on_link(False)
    qtbot.waitUntil(lambda: shell.status.link.text() == "no link — changes cannot be saved")
    shell.desk.on_link(True)
    qtbot.waitUntil(lambda: shell.status.link.text() == "all saved")


def test_visible_job_has_a_bar_and_can_be_stopped(shell, qtbot):
    import threading

    shown = threading.Event()

    def work(progress):
        while True:
            progress.step(3, 10, "Planning")
            shown.set()

    job = shell.jobs.start("Plan", work)
    shown.wait(5)
    chip = shell.status.strip.itemAt(0).widget()
    qtbot.waitUntil(lambda: (chip.bar.value(), chip.bar.maximum()) == (3, 10))
    with qtbot.waitSignal(job.cancelled):
        chip.stop.click()
    qtbot.waitUntil(lambda: not chip.isVisible())


def test_top_bar_reads_the_events_clock(shell, clock):
    assert shell.top.name.whole() == "C2C Days"
    assert (shell.top.when.text(), shell.top.slot.text()) == (
        "Day 1 · 09:00",
        "slot 1 ends in 20:00",
    )


def test_desk_and_operator_are_changed_and_signed(shell, qtbot):
    shell.ask_who()
    dialog = shell.findChild(type(shell).__init__.__globals__["WhoDialog"])
    dialog.desk.setText("")
    dialog._keep()
    assert dialog.isVisible()
    dialog.desk.setText("Desk 7")
    dialog.operator.setText("Ana")
    dialog._keep()
    settled(qtbot, shell)
    assert shell.status.who.text() == "Desk 7 · Ana"
    shell.context.run(AddParticipant("Ana Ruiz"))
    settled(qtbot, shell)
    last = shell.desk.history.page(None, 1)[0]
    assert (last.desk, last.operator) == ("Desk 7", "Ana")


def test_every_action_has_words_and_a_shortcut_shown_in_its_tooltip(shell):
    from PySide6.QtGui import QKeySequence

    poor = [
        entry.spec.id
        for entry in shell._actions.entries()
        if not entry.action.text()
        or entry.action.shortcut().isEmpty()
        or entry.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        not in entry.action.toolTip()
    ]
    assert poor == []


def test_no_two_actions_of_the_window_share_a_key(shell):
    keys = [k for e in shell._actions.entries() if e.home is None for k in e.keys]
    assert len(keys) == len(set(keys))


def test_everything_that_takes_the_focus_has_a_name(shell):
    from PySide6.QtWidgets import QWidget

    nameless = [
        w
        for w in shell.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.isVisible()
        and not (w.accessibleName() or w.property("text"))
    ]
    assert nameless == []


def test_closing_forgets_the_events_actions(shell):
    actions = shell._actions
    assert shell.close_event()
    assert [e.spec.id for e in actions.entries()] == ["shell.palette", "shell.theme", "event.close"]


def test_screens_without_a_module_have_no_entry():
    ghost = ScreenSpec("ghost", "Ghost", "users", "Ctrl+9", "matchdesk.ui.ghost.screen", "Ghost")
    assert present((*SPECS, ghost)) == SPECS


def test_palette_entry_is_plain_data():
    ran = []
    PaletteEntry("A", "b", "users", lambda: ran.append(1)).run()
    assert ran == [1]


def test_what_screens_are_made_of_is_loaded_by_the_window_itself(
    make_shell, qtbot, tmp_path, monkeypatch
):
    (tmp_path / "a_slow_screen.py").write_text(
        "import threading\nfrom tests.ui.shell.test_shell import Sample\n"
        "BY = threading.current_thread()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    slow = ScreenSpec("slow", "Slow", "users", "Ctrl+3", "a_slow_screen", "Sample")
    shell = make_shell((*SPECS, slow))
    settled(qtbot, shell)
    shell.prepare()
    qtbot.waitUntil(lambda: "a_slow_screen" in sys.modules)
    loaded = sys.modules.pop("a_slow_screen")
    assert loaded.BY is threading.main_thread()


def test_screens_are_made_and_dressed_before_they_are_visited(shell, qtbot):
    shell.prepare()
    qtbot.waitUntil(lambda: shell.visited("two") is not None)
    two = shell.visited("two")
    qtbot.waitUntil(lambda: bool(two.styleSheet()))
    assert two.focus == []
    assert two.seen == []
    assert shell._stack.currentWidget() is shell.visited("one")


class Pieced(Screen):
    """Made in two pieces."""

    def __init__(self, context):
        super().__init__(context)
        context.actions.add(ActionSpec("pieced.do", "Do it", "Ctrl+J"), lambda: None, home=self)
        self.parts = []

    def pieces(self):
        self.parts.append("first")
        yield
        self.parts.append("second")


PIECED = (
    ScreenSpec("pieced", "Pieced", "users", "Ctrl+1", __name__, "Pieced"),
    ScreenSpec("scans", "Scans", "users", "Ctrl+2", __name__, "Sample", scans=True),
)


def test_screens_are_made_step_by_step_those_for_scans_first(shell):
    placed = []
    maker = ScreenMaker(PIECED, shell.context, placed.append)
    made = [sorted(maker.made) for _step in maker.steps()]
    both = ["pieced", "scans"]
    assert made == [[], [], ["scans"], ["scans"], ["scans"], ["scans"], ["scans"], both, both]
    assert placed == [maker.made["scans"], maker.made["pieced"]]


def test_screen_that_is_half_made_is_completed_by_a_visit(shell):
    maker = ScreenMaker(PIECED[:1], shell.context, lambda _screen: None)
    steps = maker.steps()
    next(steps)
    next(steps)
    visited = maker.screen("pieced")
    assert visited.parts == ["first", "second"]
    assert [*steps] == []
    assert maker.screen("pieced") is visited


def test_screen_that_is_half_made_leaves_no_action_behind(shell):
    maker = ScreenMaker(PIECED[:1], shell.context, lambda _screen: None)
    next(maker.steps())
    maker.forget()
    assert shell.context.actions.get("pieced.do") is None


def test_screen_that_could_not_be_made_is_tried_again(shell, monkeypatch):
    maker = ScreenMaker(SPECS[1:], shell.context, lambda _screen: None)
    with monkeypatch.context() as broken:
        broken.setattr(Other, "roots", lambda _self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            maker.screen("two")
    assert isinstance(maker.screen("two"), Other)


def test_scans_wait_in_order_while_their_screen_is_made_in_turns(make_shell, qtbot):
    shell = make_shell((SPECS[0], PIECED[1]))
    settled(qtbot, shell)
    shell.scan("first")
    shell.scan("second")
    assert shell.visited("scans") is None
    assert shell.busy()
    qtbot.waitUntil(lambda: not shell.busy())
    scans = shell.visited("scans")
    assert shell._stack.currentWidget() is scans
    assert scans.focus == [{"scanned": "first"}, {"scanned": "second"}]


def test_scan_is_dropped_with_the_event_it_was_for(make_shell, qtbot):
    shell = make_shell((SPECS[0], PIECED[1]))
    settled(qtbot, shell)
    shell.scan("late")
    assert shell.close_event()
    assert not shell._awaited.pending
