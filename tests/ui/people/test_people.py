"""The lists of people, their cards, and what is edited in place."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QInputDialog, QLabel, QToolTip

from matchdesk.core.vocabulary import ParticipantStatus, Role
from matchdesk.services.people import AddDelegation, AssignDelegation, EditParticipant
from matchdesk.ui.people.add_dialog import AddDialog
from matchdesk.ui.theme import State
from tests import factories
from tests.ui.conftest import settled
from tests.ui.people.conftest import PEOPLE, numbers, searched, typed


def test_native_name_comes_first_with_the_latin_one_beside_it(screen):
    model = screen.participants.table.model
    assert [model.index(row, 1).data() for row in range(3)] == [
        "陳 威霖 · Chen Wei-Lin",
        "Łucja Żak",
        "María-José Fernández",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("zak", [2]), ("wei chen", [1]), ("acme", [1]), ("jose", [3]), ("luzja", [2])],
)
def test_search_finds_without_accents_and_in_any_order(screen, shell, qtbot, text, found):
    searched(screen, text, qtbot, shell)
    assert numbers(screen) == found


def test_card_shows_both_names_and_what_is_known(card):
    assert (card.native.text(), card.name.text()) == ("陳 威霖", "Chen Wei-Lin")
    assert card.facts.text() == "No. 1 · Delegate · Acme"
    assert card.state.text() == "Not here yet"


def test_field_is_stored_on_enter_and_undone_with_the_window(card, shell, qtbot, keys):
    typed(card.details.form.editor("job_title"), "Director", qtbot, shell)
    assert shell.desk.people.card(keys[0]).job_title == "Director"
    shell.undo()
    settled(qtbot, shell)
    assert card.details.form.editor("job_title").text() == ""


def test_field_that_will_not_do_says_so_at_the_field_and_keeps_what_was_typed(
    card, shell, qtbot, keys
):
    typed(card.details.form.editor("email"), "chen@", qtbot, shell)
    row = card.details.form.rows["email"]
    assert row.wrong
    assert row.below.text() == (
        "“chen@” is not an e-mail address. Write it like name@example.org, or leave it empty."
    )
    assert row.field.text() == "chen@"
    typed(row.field, "chen@ict.example", qtbot, shell)
    assert not row.wrong
    assert shell.desk.people.card(keys[0]).row.email == "chen@ict.example"


def test_text_being_typed_survives_another_desks_change(
    card, shell, qtbot, keys, opener, file_address
):
    phone = card.details.form.editor("phone")
    phone.setFocus()
    QTest.keyClicks(phone, "+48 42")
    done = opener(file_address, "b").run(EditParticipant(keys[0], {"job_title": "Director"}))
    shell.desk.feed.publish([done.change_set])
    qtbot.waitUntil(lambda: card.details.form.editor("job_title").text() == "Director")
    assert phone.text() == "+48 42"


def test_choice_that_is_not_in_the_list_is_refused_at_the_field(card, shell, qtbot, keys):
    box = card.details.form.editor("country")
    line = box.lineEdit()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Atlantis")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, shell)
    assert card.details.form.rows["country"].wrong
    assert shell.desk.people.card(keys[0]).row.country == "TW"


def test_text_being_typed_is_stored_when_the_event_is_closed(
    card, shell, opener, file_address, keys
):
    field = card.details.form.editor("job_title")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Director")
    assert shell.close_event()
    assert opener(file_address, "b").people.card(keys[0]).job_title == "Director"


def test_text_that_cannot_be_stored_keeps_the_event_open_once(card, shell, said, qtbot):
    field = card.details.form.editor("max_meetings")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "many")
    assert not shell.close_event()
    assert said[-1][0] == (
        "A field could not be stored. Mend it, or close again to leave without it."
    )
    assert card.details.form.rows["max_meetings"].wrong
    assert shell.focusWidget() is field  # to be mended at once
    assert shell.close_event()


def test_choice_is_stored(card, shell, qtbot, keys):
    box = card.details.form.editor("role")
    box.setCurrentIndex(box.findData(Role.SPEAKER))
    box.activated.emit(box.currentIndex())
    settled(qtbot, shell)
    assert shell.desk.people.card(keys[0]).row.role is Role.SPEAKER


def test_profile_is_stored_line_by_line(card, shell, qtbot, keys):
    card.tabs.setCurrentIndex(1)
    offers = card.profile.form.editor("offers")
    offers.setFocus()
    QTest.keyClicks(offers, "Lasers")
    QTest.keyClick(offers, Qt.Key.Key_Return)
    QTest.keyClicks(offers, "Optics")
    QTest.keyClick(offers, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, shell)
    assert shell.desk.people.card(keys[0]).offers == ("Lasers", "Optics")


def test_slot_unticked_is_stored_with_its_reason(card, shell, qtbot, keys):
    card.tabs.setCurrentIndex(2)
    tab = card.availability
    tab.reason.setText("train")
    slot = shell.desk.events.summary().slots[2]
    tab.slots[slot.key].click()
    settled(qtbot, shell)
    absence = shell.desk.people.card(keys[0]).unavailable
    assert [(one.number, one.reason) for one in absence] == [(3, "train")]
    assert not tab.slots[slot.key].isChecked()


def test_session_unticked_greys_its_slots(card, shell, qtbot, keys):
    event = shell.desk.events.summary()
    card.availability.sessions[event.sessions[0].key].click()
    settled(qtbot, shell)
    assert len(shell.desk.people.card(keys[0]).sessions) == 3
    enabled = [card.availability.slots[slot.key].isEnabled() for slot in event.slots]
    assert enabled == [False] * 4 + [True] * 12


def test_last_session_cannot_be_unticked(card, shell, qtbot, keys, said):
    sessions = shell.desk.events.summary().sessions
    for session in sessions:
        card.availability.sessions[session.key].click()
        settled(qtbot, shell)
    assert len(shell.desk.people.card(keys[0]).sessions) == 1
    assert said[-1][2] is State.ATTENTION


def test_who_has_no_meeting_withdraws_at_once_and_is_restored(screen, shell, qtbot, keys, said):
    screen.participants.focus(keys[0])
    settled(qtbot, shell)
    screen.participants.cancel_action.trigger()
    settled(qtbot, shell)
    assert said[-1] == ("陳 威霖 · Chen Wei-Lin has withdrawn.", True, State.ATTENTION)
    assert screen.participants.cancel_action.text() == "Restore"
    screen.participants.cancel_action.trigger()
    settled(qtbot, shell)
    status = shell.desk.people.card(keys[0]).row.status
    assert status is ParticipantStatus.REGISTERED


def dialog_of(kind):
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind))


def test_walk_in_is_added_and_shown(screen, shell, qtbot):
    screen.participants.ask_add()
    dialog = dialog_of(AddDialog)
    dialog.name.setText("Olena Shevchenko")
    dialog.organisation.setText("Agro Cluster")
    dialog.keep.click()
    settled(qtbot, shell)
    person = screen.participants.table.current()
    assert (person.number, person.organisation) == (4, "Agro Cluster")
    assert shell.desk.people.card(person.key).walk_in is not None


def test_walk_in_without_a_name_is_refused_at_the_field(screen, shell, qtbot):
    screen.participants.ask_add()
    dialog = dialog_of(AddDialog)
    dialog.keep.click()
    settled(qtbot, shell)
    assert dialog.rows["name"].wrong
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_walk_in_who_is_listed_already_is_offered(screen, shell, qtbot, keys):
    screen.participants.ask_add()
    dialog = dialog_of(AddDialog)
    dialog.name.setText("Wei Lin Chen")
    qtbot.waitUntil(lambda: any("Acme" in label.text() for label in dialog.findChildren(QLabel)))
    dialog._take(keys[0])
    settled(qtbot, shell)
    assert screen.participants.table.current().key == keys[0]


def test_chosen_participants_are_put_into_a_delegation(screen, shell, qtbot):
    shell.desk.run(AddDelegation("Taiwan"))
    screen.reload()
    settled(qtbot, shell)
    screen.participants.table.view.selectAll()
    screen.participants.group_action.trigger()
    dialog = dialog_of(QInputDialog)
    dialog.setTextValue("Taiwan")
    dialog.accept()
    settled(qtbot, shell)
    assert [row.delegation for row in shell.desk.people.participants()] == ["Taiwan"] * 3


def test_hidden_column_is_still_searched(screen, shell, qtbot):
    table = screen.participants.table
    hidden = [
        column.title
        for place, column in enumerate(table.model.columns)
        if table.view.isColumnHidden(place)
    ]
    assert hidden == ["Delegation", "Role", "E-mail", "Languages", "Requests"]
    searched(screen, "zak.example", qtbot, shell)
    assert numbers(screen) == [2]


def test_organisation_is_edited_in_place(screen, shell, qtbot, acme):
    screen.activate(organisation=acme)
    settled(qtbot, shell)
    page = screen.organisations
    page.focus(acme)
    typed(page.form.editor("sectors"), "Energy, ICT", qtbot, shell)
    assert page.table.current().sectors == ("Energy", "ICT")


def test_organisation_named_as_another_is_refused_at_the_field(screen, shell, qtbot, acme):
    factories.organisation(shell.desk, "Beta")
    screen.activate(organisation=acme)
    settled(qtbot, shell)
    screen.organisations.focus(acme)
    typed(screen.organisations.form.editor("name"), "BETA", qtbot, shell)
    assert screen.organisations.form.rows["name"].wrong


def test_table_is_kept_for_an_organisation(screen, shell, qtbot, acme):
    screen.activate(organisation=acme)
    settled(qtbot, shell)
    screen.organisations.focus(acme)
    give = screen.organisations.kept.give
    give.setCurrentIndex(2)
    give.activated.emit(2)
    settled(qtbot, shell)
    assert screen.organisations.table.current().tables == (2,)


def test_delegation_lists_its_people(screen, shell, qtbot, keys):
    delegation = shell.desk.run(AddDelegation("Taiwan", "TW")).result
    shell.desk.run(AssignDelegation(keys[:1], delegation))
    screen.activate(delegation=delegation)
    settled(qtbot, shell)
    screen.delegations.focus(delegation)
    shown = [label.accessibleName() for label in screen.delegations._people.findChildren(QLabel)]
    assert "陳 威霖 · Chen Wei-Lin" in shown


def test_pages_turn_by_keyboard_and_read_themselves(screen, shell, qtbot):
    titles = []
    for _ in range(5):
        titles.append(screen.tabs.tabText(screen.tabs.currentIndex()))
        shell.context.actions.get("people.next_list").trigger()
        settled(qtbot, shell)
    assert titles == ["Participants", "Organisations", "Delegations", "Partnerships", "Import"]


def test_palette_finds_people_by_name_and_number(screen, qtbot, shell, keys):
    found = screen.palette_provider()("chen wei")
    assert [(entry.title, entry.subtitle) for entry in found] == [
        ("陳 威霖 · Chen Wei-Lin", "Acme · DE · 1")
    ]
    found[0].run()
    settled(qtbot, shell)
    assert screen.participants.table.current().key == keys[0]


def test_empty_event_invites_to_add_somebody(make_shell, qtbot, desk):
    shell = make_shell(PEOPLE)
    settled(qtbot, shell)
    screen = shell.visited("people")
    shown = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert "Nobody is registered yet" in shown


def test_long_text_of_a_field_is_whole_on_hover(card, shell, qtbot, keys):
    field = card.details.form.editor("email")
    text = f"{'long' * 20}@example.org"
    typed(field, text, qtbot, shell)
    place = field.mapToGlobal(QPoint(5, 5))
    QApplication.sendEvent(field, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), place))
    assert QToolTip.text() == text
    QToolTip.hideText()


def test_name_of_a_new_organisation_has_room_and_enter_looks_pressed(screen, shell, qtbot):
    screen.tabs.setCurrentIndex(1)
    settled(qtbot, shell)
    screen.organisations.ask_add()
    (dialog,) = screen.findChildren(QInputDialog)
    box = dialog.findChild(QDialogButtonBox)
    ok = box.button(QDialogButtonBox.StandardButton.Ok)
    assert (dialog.width(), ok.property("kind"), ok.isDefault()) == (520, "primary", True)
    dialog.reject()


def test_list_of_tables_to_keep_shows_its_words_whole(screen, shell, qtbot, acme):
    screen.activate(organisation=acme)
    settled(qtbot, shell)
    give = screen.organisations.kept.give
    assert give.width() >= give.fontMetrics().horizontalAdvance("Keep a table …") + 40
