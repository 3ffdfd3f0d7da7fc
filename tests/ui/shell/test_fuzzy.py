import pytest

from matchdesk.ui.fuzzy import score


@pytest.mark.parametrize(
    ("typed", "title", "fits"),
    [
        ("", "Anything", True),
        ("hist", "History", True),
        ("lodz", "Łódzkie Agro", True),
        ("ckn", "Check-in", True),
        ("event new", "New event …", True),
        ("x", "History", False),
        ("hist grid", "History", False),
    ],
)
def test_typed_fits_title(typed, title, fits):
    assert (score(typed, title) > 0) is fits


def test_beginning_of_a_word_beats_its_middle_and_letters_in_order():
    beginning, middle, letters = (
        score("pri", "Print"),
        score("pri", "Reprint"),
        score("pri", "People and rights in it"),
    )
    assert beginning > middle > letters > 0


def test_keywords_count_less_than_the_title():
    assert score("undo", "Undo") > score("undo", "History", "undo journal") > 0
