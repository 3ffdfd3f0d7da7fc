"""Desks and operators are known by name."""

from __future__ import annotations

from matchdesk.services.desks import SignIn


def test_sign_in_notes_desk_and_operator(both_desk):
    both_desk.run(SignIn())
    assert both_desk.desks.desks() == ("desk a",)
    assert both_desk.desks.operators() == ("operator a",)


def test_second_sign_in_changes_nothing(both_desk):
    both_desk.run(SignIn())
    assert both_desk.run(SignIn()).change_set is None


def test_window_that_stays_open_signs_in(open_desk):
    desk = open_desk("b", watch=True)
    assert desk.desks.desks() == ("desk b",)
