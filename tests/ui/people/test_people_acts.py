"""What is done to people: withdrawn, merged, told apart, joined; nothing needs a pointer."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus
from matchdesk.services.people import AddDelegation
from matchdesk.ui.people.columns import here_state
from matchdesk.ui.people.duplicates import DuplicatesDialog
from matchdesk.ui.people.merge_dialog import MergeDialog
from matchdesk.ui.people.withdraw_dialog import WithdrawDialog
from matchdesk.ui.theme import State
from tests import factories
from tests.conftest import NOON
from tests.ui.conftest import settled
from tests.ui.people.conftest import typed
from tests.ui.reach import nameless, out_of_reach, walked_by


def test_withdrawing_asks_about_each_meeting_and_is_undone(screen, shell, qtbot, keys, desk, acme):
    colleague = factories.participant(desk, "Lin Mei", organisation_id=acme)
    first = factories.meeting(desk, keys[0], keys[1], 1, 1)
    second = factories.meeting(desk, keys[1], keys[0], 2, 1)
    factories.meeting(desk, colleague, keys[1], 2, 2, status=MeetingStatus.CANCELLED)
    screen.participants.focus(keys[0])
    settled(qtbot, shell)
    screen.participants.toggle_cancelled()
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(WithdrawDialog)
    assert {key: box.currentText() for key, box in dialog.boxes.items()} == {
        first: "Hand to Lin Mei",
        second: "Hand to Lin Mei",
    }
    dialog.boxes[second].show_value("cancel")
    dialog.go.click()
    settled(qtbot, shell)
    meetings = [(m.other, m.status) for m in desk.people.card(keys[1]).meetings[:1]]
    assert meetings == [("Lin Mei", MeetingStatus.PLANNED)]
    assert desk.people.card(keys[0]).row.status is ParticipantStatus.CANCELLED
    shell.undo()
    settled(qtbot, shell)
    assert desk.people.card(keys[0]).row.status is ParticipantStatus.REGISTERED


def test_all_meetings_are_decided_at_once(screen, shell, qtbot, keys, desk):
    for slot in (1, 2):
        factories.meeting(desk, keys[0], keys[slot], slot, 1)
    screen.participants.focus(keys[0])
    settled(qtbot, shell)
    screen.participants.toggle_cancelled()
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(WithdrawDialog)
    dialog.every.setCurrentIndex(3)
    dialog.every.activated.emit(3)
    assert [box.currentText() for box in dialog.boxes.values()] == ["Keep for now"] * 2
    dialog.reject()


def test_two_chosen_participants_are_compared_and_merged(screen, shell, qtbot, keys, desk, said):
    double = factories.participant(desk, "Chen Weilin", email="chen@x.example")
    factories.meeting(desk, double, keys[1], 1, 1)
    factories.meeting(desk, keys[0], keys[1], 2, 1)
    settled(qtbot, shell)
    screen.participants.merging.compare(keys[0], double)
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(MergeDialog)
    assert dialog.taken() == frozenset({"email"})
    dialog.go.click()
    assert dialog.notice.text.text() == "Say for each pair of meetings which of them gives way."
    dialog.clashes[0].box.setCurrentIndex(1)
    dialog.go.click()
    settled(qtbot, shell)
    card = desk.people.card(keys[0])
    assert (card.row.email, len(card.meetings)) == ("chen@x.example", 2)
    assert said[-1] == ("Chen Wei-Lin is one entry now.", True, State.GOOD)
    assert screen.participants.table.current().key == keys[0]


def test_possible_duplicates_are_listed_and_opened(screen, shell, qtbot, keys, desk):
    factories.participant(desk, "Zak Lucja")
    settled(qtbot, shell)
    screen.participants.merging.begin()
    settled(qtbot, shell)
    (listed,) = screen.findChildren(DuplicatesDialog)
    model = listed.table.model
    assert [model.index(0, column).data() for column in (0, 1, 3)] == [
        "Same name", "2  Łucja Żak", "4  Zak Lucja",
    ]  # fmt: skip
    listed.table.opened.emit(model.rows[0])
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(MergeDialog)
    assert dialog._pair.names == ("Łucja Żak", "Zak Lucja")
    dialog.reject()


def test_pair_that_is_not_the_same_leaves_the_list_and_comes_back(screen, shell, qtbot, keys, desk):
    for name in ("Zak Lucja", "Wei-Lin Chen"):
        factories.participant(desk, name)
    settled(qtbot, shell)
    screen.participants.merging.begin()
    settled(qtbot, shell)
    (listed,) = screen.findChildren(DuplicatesDialog)
    first, second = listed.table.model.rows
    listed.table.choose((first.first.key, first.second.key))
    listed.apart.click()
    settled(qtbot, shell)
    assert listed.table.model.rows == (second,)
    assert listed.table.current() == second
    assert desk.people.alike() == (second,)
    listed.notice.action.click()
    settled(qtbot, shell)
    assert listed.table.model.rows == (first, second)
    assert desk.people.alike() == (first, second)
    listed.reject()


def test_partnership_is_edited_and_its_members_change(screen, shell, qtbot, desk, acme):
    page = screen.partnerships
    screen._turn_to(type(page))
    settled(qtbot, shell)
    page._add("LIGHT")
    settled(qtbot, shell)
    typed(page.form.editor("kind"), "ESCP-4i", qtbot, shell)
    page.join.edited.emit(acme)
    settled(qtbot, shell)
    (row,) = desk.people.partnerships()
    assert (row.acronym, row.kind, row.members) == ("LIGHT", "ESCP-4i", ("Acme",))


def test_interpreters_language_pairs_are_edited(card, shell, qtbot, keys):
    typed(card.details.form.editor("language_pairs"), "en-zh", qtbot, shell)
    assert shell.desk.people.card(keys[0]).language_pairs == ("en-zh",)
    typed(card.details.form.editor("language_pairs"), "chinese", qtbot, shell)
    assert card.details.form.rows["language_pairs"].wrong


def test_lists_behind_are_made_without_being_asked_for(shell, screen, qtbot):
    qtbot.waitUntil(lambda: screen.stack.count() == screen.tabs.count())
    assert screen.stack.currentWidget() is screen.participants
    known = [entry.spec.id for entry in shell.context.actions.entries()]
    assert known.count("people.add_partnership") == 1


def test_only_the_list_in_front_is_dressed_anew(shell, screen, qtbot):
    qtbot.waitUntil(lambda: screen.stack.count() == screen.tabs.count())
    settled(qtbot, shell)
    behind = screen.organisations.styleSheet()
    shell.context.theme.choose("dark")
    dark = screen.participants.styleSheet()
    assert (screen.organisations.styleSheet(), dark == behind) == (behind, False)
    screen.tabs.setCurrentIndex(1)
    assert screen.organisations.styleSheet() == dark


LONGEST = "Maria Magdalena von Hohenlohe-Waldenburg-Schillingsfürst und zu Sayn-Wittgenstein"


def test_values_to_choose_between_are_whole_and_a_click_on_one_takes_it(
    screen, shell, qtbot, keys, desk
):
    double = factories.participant(desk, LONGEST, email=f"{'long' * 30}@example.org")
    screen.participants.merging.compare(keys[0], double)
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(MergeDialog)
    words = {label.text(): label for label in dialog.findChildren(QLabel)}
    shown = words[LONGEST]
    assert shown.heightForWidth(shown.width()) <= shown.height()
    assert "name" not in dialog.taken()
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert "name" in dialog.taken()
    dialog.reject()


def test_long_name_of_a_colleague_ends_in_dots_and_its_list_is_wide_enough(
    screen, shell, qtbot, keys, desk, acme
):
    factories.participant(desk, LONGEST, organisation_id=acme)
    factories.meeting(desk, keys[0], keys[1], 1, 1)
    screen.participants.focus(keys[0])
    settled(qtbot, shell)
    screen.participants.toggle_cancelled()
    settled(qtbot, shell)
    (dialog,) = screen.findChildren(WithdrawDialog)
    (box,) = dialog.boxes.values()
    assert box.currentText() == f"Hand to {LONGEST}"
    QTest.keyClick(dialog.every, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is box  # not the panel around it
    box.showPopup()
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(box.currentText())
    box.hidePopup()
    dialog.reject()


def test_name_that_reads_from_the_right_stands_above_the_latin_one(
    screen, shell, qtbot, keys, desk
):
    key = factories.participant(desk, "Amir Khosravi", native_name="امیر خسروی")
    settled(qtbot, shell)
    screen.participants.focus(key)
    settled(qtbot, shell)
    assert screen.participants.panel.native.text() == "\u200e\u2068امیر خسروی\u2069"


def test_withdrawn_after_arriving_is_not_shown_as_good(desk, keys):
    (row, *_others) = desk.people.participants()
    here = replace(row, arrived_at=NOON)
    assert here_state(here) is State.GOOD
    assert here_state(replace(here, status=ParticipantStatus.CANCELLED)) is State.PROBLEM


def test_tab_reaches_every_control_of_the_lists_and_their_windows(
    screen, shell, qtbot, keys, desk, acme
):
    desk.run(AddDelegation("Taiwan"))
    factories.meeting(desk, keys[0], keys[1], 1, 1)
    settled(qtbot, shell)
    left: dict[str, list[str]] = {}
    screen.participants.focus(keys[0])
    settled(qtbot, shell)
    tabs = screen.participants.panel.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        settled(qtbot, shell)
        left[tabs.tabText(place)] = out_of_reach(screen) + nameless(screen)
    for place in range(1, screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
        settled(qtbot, shell)
        left[screen.tabs.tabText(place)] = out_of_reach(screen) + nameless(screen)
    screen.activate(key=keys[0])
    settled(qtbot, shell)
    merging = screen.participants.merging
    for name, open_ in (
        ("withdraw", screen.participants.toggle_cancelled),
        ("duplicates", merging.begin),
        ("merge", lambda: merging.compare(keys[0], keys[1])),
        ("add", screen.participants.ask_add),
    ):
        open_()
        settled(qtbot, shell)
        (opened,) = (w for w in screen.findChildren(QDialog) if w.isVisible())
        left[name] = out_of_reach(opened) + nameless(opened)
        opened.reject()
        settled(qtbot, shell)
    assert {name: found for name, found in left.items() if found} == {}


def test_tab_goes_as_one_reads(screen, shell, qtbot, acme):
    screen.tabs.setCurrentIndex(1)
    settled(qtbot, shell)
    shell.window().activateWindow()
    screen.tabs.setFocus()
    named = []
    for _step in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        part = QApplication.focusWidget()
        named.append(part.accessibleName() or type(part).__name__)
    assert named == [
        "Add an organisation …", "Search name, kind, country, sector", "Clusters", "Merge …",
        "Organisations", "_Panel", "Name", "Kind",
    ]  # fmt: skip
    assert screen.organisations.table.selected() == (screen.organisations.table.current(),)


def test_focus_is_seen_wherever_tab_goes_in_the_lists_and_their_windows(
    screen, shell, qtbot, keys, desk, acme, tmp_path
):
    desk.run(AddDelegation("Taiwan"))
    factories.meeting(desk, keys[0], keys[1], 1, 1)
    settled(qtbot, shell)
    found: dict[str, list[str]] = {}
    screen.activate(key=keys[0])
    settled(qtbot, shell)
    window, tabs = shell.window(), screen.participants.panel.tabs
    window.activateWindow()

    def look(name: str, root: QWidget) -> None:
        settled(qtbot, shell)
        if QApplication.focusWidget() is None:
            root.setFocus()
        found[name] = walked_by(root)

    screen.participants.table.view.setFocus()
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        look(tabs.tabText(place), screen)
    for place in range(1, screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
        look(screen.tabs.tabText(place), screen)
    file = tmp_path / "people.csv"
    file.write_text("Name;E-mail;Company\nKofi Mensah;k@m.example;Accra\n", encoding="utf-8")
    screen.importing.read([file])
    look("columns", screen)
    screen.importing.show_rows()
    look("rows", screen)
    screen.importing.store()
    look("imported", screen)
    screen.activate(key=keys[0])
    settled(qtbot, shell)
    merging = screen.participants.merging
    for name, open_ in (
        ("withdraw", screen.participants.toggle_cancelled),
        ("duplicates", merging.begin),
        ("merge", lambda: merging.compare(keys[0], keys[1])),
        ("add", screen.participants.ask_add),
    ):
        open_()
        settled(qtbot, shell)
        (opened,) = (w for w in screen.findChildren(QDialog) if w.isVisible())
        look(name, opened)
        opened.reject()
        settled(qtbot, shell)
        window.activateWindow()
    assert {name: said for name, said in found.items() if said} == {}
