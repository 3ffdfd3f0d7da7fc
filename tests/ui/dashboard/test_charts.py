"""Map and charts of the day."""

from __future__ import annotations

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.ui.dashboard.charts import ChartsPage
from tests import factories


def filled(desk):
    for number, country in enumerate(("PL", "TW"), 1):
        body = factories.organisation(desk, f"Body {country}", country=country, sectors=["ICT"])
        factories.participant(desk, f"Person {number}", organisation_id=body)
    one, other = (p.key for p in desk.people.participants())
    factories.meeting(desk, one, other, 1, 1, status=MeetingStatus.HELD)
    return desk.statistics.board()


def test_map_draws_one_arc_for_two_countries_that_meet(qtbot, desk, theme):
    page = ChartsPage(theme)
    qtbot.addWidget(page)
    page.show_board(filled(desk))
    qtbot.waitUntil(lambda: bool(page.sectors._sectors))  # drawn one after the other
    assert (len(page.map._arcs), page.told.text()) == (1, "1 pair of countries")
    assert page.map._lands["PL"].brush() != page.map._lands["DE"].brush()
    assert page.sectors.accessibleName().endswith("ICT: 1")


def test_arcs_are_never_wider_than_three_pixels(qtbot, desk, theme):
    page = ChartsPage(theme)
    qtbot.addWidget(page)
    page.show_board(filled(desk))
    qtbot.waitUntil(lambda: bool(page.sectors._sectors))  # drawn one after the other
    assert [arc.pen().widthF() <= 3.0 for arc in page.map._arcs] == [True]
    assert page.map._arcs[0].pen().color().alphaF() < 1


def test_chosen_map_is_shown_by_its_button(qtbot, desk, theme):
    page = ChartsPage(theme)
    qtbot.addWidget(page)
    assert (page._world.isChecked(), page._europe.isChecked()) == (True, False)
    page._europe.click()
    assert (page._world.isChecked(), page._europe.isChecked()) == (False, True)
