"""What the desk sees is whole: long names, long codes, forms that grow, an event without people."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionButton

from matchdesk.models import Delegation
from matchdesk.services.badges import IssueBadges, RevokeBadge
from matchdesk.services.people import EditParticipant
from matchdesk.ui.checkin.arrivals_dialog import ArrivalsDialog
from matchdesk.ui.checkin.correct_dialog import CorrectDialog
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.checkin.newcomer_dialogs import WalkInDialog
from matchdesk.ui.widgets import ElidedLabel, Label
from tests import factories
from tests.ui.checkin.conftest import SPEC
from tests.ui.conftest import settled

LONGEST = "Maria Magdalena von Hohenlohe-Waldenburg-Schillingsfürst und zu Sayn-Wittgenstein"


@pytest.fixture
def act(screen, shell, qtbot):
    def call(name: str) -> None:
        screen.context.actions.get(f"checkin.{name}").trigger()
        settled(qtbot, shell)

    return call


def test_code_of_two_hundred_letters_without_a_blank_stays_in_the_card(screen, enter):
    enter("HTTPS://TICKETS.EXAMPLE/" + "X" * 170)
    name = screen.card.name
    room = QRect(0, 0, name.width(), 10_000)
    taken = QFontMetrics(name.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, name.text())
    assert (taken.width() <= name.width(), taken.height() <= name.height()) == (True, True)


def test_longest_name_takes_two_lines_of_the_largest_size_that_has_room(
    screen, shell, enter, house, qtbot
):
    shell.desk.run(EditParticipant(house["Ana Alm"], {"name": LONGEST}))
    enter("#4")
    assert screen.card.name.property("role") == "figure"
    shell.parentWidget().resize(1920, 1080)
    shell.resize(1920, 1080)
    qtbot.waitUntil(lambda: screen.card.name.property("role") == "shout")


def test_long_note_is_smaller_so_that_it_is_seen_whole(screen, shell, enter, house):
    note = "Please tell her that the room was changed. " * 10
    shell.desk.run(EditParticipant(house["Ana Berg"], {"attention": note}))
    enter("#3")
    text = screen.card.text
    assert (text.property("role"), text.text()) == ("body", note.strip())
    assert text.heightForWidth(text.width()) <= text.height()


def test_name_of_a_delegation_is_whole_beside_the_answer(screen, shell, enter, house):
    (key,) = factories.put(
        shell.desk,
        Delegation(name="Association of Southeast Asian Photonics Clusters of the North"),
    )
    shell.desk.run(EditParticipant(house["Ana Alm"], {"delegation_id": key}))
    enter("#4")
    shown = screen.side.delegation._name
    assert shown.text() == "Association of Southeast Asian Photonics Clusters of the North"
    assert shown.heightForWidth(shown.width()) <= shown.height()


def test_refused_badge_shows_the_delegation_of_its_holder(screen, shell, enter, house):
    token = shell.desk.run(IssueBadges()).result[house["Chen Wei-Lin"]]
    shell.desk.run(RevokeBadge(house["Chen Wei-Lin"], "lost"))
    enter(token)
    assert screen.card.word.text() == "REVOKED"
    assert screen.side.delegation.isVisible() is True
    assert screen.side.delegation._count.text() == "0 of 2 here"


def test_buttons_stand_in_lines_without_gaps(screen, enter):
    enter("#4")
    shown = [one for one in screen.buttons.made.values() if one.isVisible()]
    lines = {one.y(): one for one in shown}  # the last of each line
    full = [line for line in sorted(lines) if line != max(lines)]
    following = {line: next(one for one in shown if one.y() > line) for line in full}
    for line in full:
        end = lines[line].geometry().right() + following[line].width()
        assert end > screen.buttons.width()


def test_nobody_found_leaves_no_empty_box(screen, typed):
    typed("qqqqqq")
    assert screen.results.isVisible() is False
    assert screen.notice.isVisible() is True
    screen.box.empty()
    typed("ana")
    assert screen.results.isVisible() is True


def test_longest_name_in_the_list_is_whole_on_hover(screen, shell, typed, house):
    shell.desk.run(EditParticipant(house["Ana Alm"], {"name": LONGEST * 2}))
    typed("hohenlohe")
    index = screen.results.model().index(0)
    shown = index.data(Qt.ItemDataRole.ToolTipRole)
    assert shown.splitlines()[0] == LONGEST * 2


def test_people_alike_make_the_form_higher_and_say_what_tells_them_apart(
    screen, shell, act, dialog, qtbot, house
):
    shell.desk.run(EditParticipant(house["Ana Alm"], {"email": "ana@alm.example"}))
    act("walk_in")
    form = dialog(WalkInDialog)
    before = form.height()
    form.name.setText("Ana Alm")
    qtbot.waitUntil(lambda: form.alike.isVisible())
    settled(qtbot, shell)
    said = [label.whole() for label in form.alike.findChildren(ElidedLabel)]
    assert said[:2] == ["Ana Alm", "#4 · ana@alm.example"]
    assert form.height() > before
    rows = [form.rows[name] for name in ("name", "organisation", "country", "email")]
    assert [row.height() >= row.minimumSizeHint().height() for row in rows] == [True] * 4
    form.reject()


def test_country_that_is_none_is_refused_at_its_field_and_a_beginning_is_enough(
    screen, shell, act, dialog, qtbot
):
    act("walk_in")
    form = dialog(WalkInDialog)
    form.name.setText("Zoe Neu")
    form.country.setFocus()
    form.country.lineEdit().setText("Atlantis")
    form.country.lineEdit().setModified(True)
    qtbot.mouseClick(form.admit, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    below = form.rows["country"].below.text()
    assert below == "“Atlantis” is not in the list. Choose one of its entries."
    assert len(shell.desk.people.participants()) == 4
    form.country.lineEdit().setText("Pola")
    form.country.lineEdit().setModified(True)
    qtbot.mouseClick(form.admit, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)
    assert shell.desk.people.participants()[-1].country == "PL"


def test_organisation_that_is_none_is_refused_where_a_name_is_corrected(
    screen, shell, enter, act, dialog, qtbot
):
    enter("#4")
    act("correct")
    form = dialog(CorrectDialog)
    form.organisation.lineEdit().setText("Nowhere")
    form.organisation.lineEdit().setModified(True)
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    below = form.rows["organisation_id"].below.text()
    assert below == "“Nowhere” is not in the list. Choose one of its entries."
    form.reject()


def test_hours_say_how_many_of_all_had_come_by_then(screen, enter, act, dialog):
    enter("#4")
    act("arrivals")
    open_ = dialog(ArrivalsDialog)
    model = open_.hours.model
    assert [model.index(0, n).data() for n in (1, 2)] == ["1", "1 / 4"]
    open_.close()


def test_event_without_participants_says_how_to_come_by_them(make_shell, qtbot, desk):
    made = make_shell((SPEC,))
    settled(qtbot, made)
    screen = made.visited("checkin")
    assert (screen.front.idle.nobody.isVisible(), screen.front.idle.ready.isVisible()) == (
        True,
        False,
    )
    assert screen.side.house.figure.text() == "Nobody is expected yet"
    made.context.actions.get("checkin.arrivals").trigger()
    settled(qtbot, made)
    (opened,) = screen.findChildren(ArrivalsDialog)
    assert opened.summary.text() == "Nobody is expected yet"
    opened.close()
    factories.participant(desk, "Ana Alm")
    settled(qtbot, made)
    qtbot.waitUntil(lambda: screen.front.idle.ready.isVisible())


ONE_WORD = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"


def test_missing_member_with_an_endless_name_is_whole_beside_the_answer(
    screen, shell, enter, house
):
    shell.desk.run(EditParticipant(house["Chen Wei-Lin"], {"name": ONE_WORD}))
    enter("#2")
    names = screen.side.delegation._names
    room = screen.side.delegation._list.viewport().width()
    assert names.width() <= room
    taken = QFontMetrics(names.font()).boundingRect(
        QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, names.text()
    )
    assert (taken.width() <= room, taken.height() <= names.height()) == (True, True)


def test_last_answers_name_people_in_their_own_script_first(screen, enter):
    enter("#1")
    assert screen.recent._lines[0]._name.whole() == "陳 威霖  Chen Wei-Lin"


def test_form_that_was_higher_keeps_its_lines_together(screen, shell, act, dialog, qtbot):
    act("walk_in")
    form = dialog(WalkInDialog)
    rows = [form.rows[name] for name in ("name", "organisation", "country", "email")]
    before = [row.height() for row in rows]
    form.name.setText("Ana Alm")
    qtbot.waitUntil(lambda: form.alike.isVisible())
    form.name.setText("")
    qtbot.waitUntil(lambda: not form.alike.isVisible())
    settled(qtbot, shell)
    after = [row.height() for row in rows]
    form.reject()
    assert after == before


def test_lists_of_arrivals_stand_at_one_distance_from_their_tabs(screen, act, dialog):
    act("arrivals")
    opened = dialog(ArrivalsDialog)
    tops = []
    for page, part in enumerate((opened.slot, opened.delegations, opened.organisations)):
        opened.tabs.setCurrentIndex(page)
        tops.append(part.y())
    assert tops[0] == tops[1] == tops[2] > 0
    opened.close()


def test_words_below_a_name_begin_where_it_does(screen, shell, act, dialog, house, qtbot):
    shell.desk.run(EditParticipant(house["Chen Wei-Lin"], {"attention": "Ask for the invoice"}))
    screen.acts.check_in(house["Lin Hsiao-Chun"])
    settled(qtbot, shell)
    act("together")
    opened = dialog(DelegationDialog)
    box = opened.boxes[house["Chen Wei-Lin"]]
    option = QStyleOptionButton()
    box.initStyleOption(option)
    words = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box)
    (below,) = (one for one in opened.findChildren(Label) if "invoice" in one.text())
    assert below.mapTo(opened, QPoint(0, 0)).x() == box.mapTo(opened, words.topLeft()).x()
    opened.reject()
