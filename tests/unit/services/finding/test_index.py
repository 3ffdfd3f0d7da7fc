"""The index of names: what finds whom, and in which order."""

from __future__ import annotations

import pytest

from matchdesk.services.finding import Found, Index


def index(*people: tuple[str, ...]) -> Index:
    """Each of `people`: key and badge number in one, then name, name in own script, other facts."""
    made = Index()
    made.fill(found(*one) for one in people)
    return made


def found(number: str, name: str, native: str = "", *rest: str) -> Found:
    return Found.of(number, int(number), (name, native), rest)


@pytest.mark.parametrize(
    ("name", "native", "typed"),
    [
        ("Wang Xiaoming", "王小明", "王小明"),
        ("Wang Xiaoming", "王小明", "ming wang"),
        ("W. X.", "王小明", "wang"),
        ("Wang Xiaoming", "", "王"),
        ("M. H.", "محمد حسینی", "mohammed"),
        ("M. H.", "محمد حسینی", "muhammad hosseini"),
        ("Оlena", "Олена Шевченко", "ШЕВЧЕНКО"),
        ("O. S.", "Олена Шевченко", "shevchenko"),
        ("Olena Shevchenko", "", "Шевченко"),
        ("Γιώργος Παπαδόπουλος", "", "ΠΑΠΑΔΟΠΟΥΛΟΣ γιωργος"),
        ("Sinéad O’Brien", "", "o'brien"),
        ("Sinéad O'Brien", "", "o’brien"),
        ("Jürgen Müller", "", "mueller"),
        ("Jürgen Müller", "", "muller j"),
    ],
)
def test_a_name_is_found_however_it_is_written(name, native, typed):
    assert index(("1", name, native), ("2", "Zoe Alm")).search(typed) == ["1"]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("kowalski", ["1", "2", "3"]),  # whole, then its beginning, then one slip away
        ("kowalsk", ["2", "1", "3"]),
        ("2", ["2"]),
        ("", []),
        (" .' ", []),
    ],
)
def test_exact_answers_come_first(typed, keys):
    people = index(("3", "Jan Kovalski"), ("2", "Ada Kowalskievicz"), ("1", "Zoe Kowalski"))
    assert people.search(typed) == keys


@pytest.mark.parametrize("typed", ["smiht", "smth", "smmith", "smyth", "jonh smith", "jnoes"])
def test_one_slip_in_a_word_is_forgiven(typed):
    assert index(("1", "John Smith-Jones"), ("2", "Zoe Alm")).search(typed) == ["1"]


@pytest.mark.parametrize("typed", ["cluster smiht", "smiht cluster", "clsuter smiht", "a smiht 7"])
def test_a_slip_beside_words_that_everybody_has_is_forgiven(typed):
    people = [(str(n), "Ana Alm", "", "cluster", "7") for n in range(2, 30)]
    assert index(("1", "Ana Smith", "", "cluster", "7"), *people).search(typed) == ["1"]


@pytest.mark.parametrize("typed", ["jon", "smxxh", "hall4"])
def test_short_words_two_slips_and_figures_are_not_corrected(typed):
    assert index(("1", "Jan Smith", "", "hall5")).search(typed) == []


def test_a_slip_is_forgiven_while_the_word_is_being_typed():
    assert index(("1", "Agnieszka Wójcik")).search("agneis") == ["1"]


def test_enough_exact_answers_leave_no_room_for_guesses():
    people = [(str(n), "Ann Berg") for n in range(1, 6)]
    assert index(*people, ("6", "Ann Bergh"), ("7", "Ann Borg")).search("ann berg") == [
        "1", "2", "3", "4", "5", "6",
    ]  # fmt: skip


def test_a_changed_name_is_found_and_the_old_one_is_not():
    people = index(("1", "Ana Smith"), ("2", "Zoe Alm"))
    assert people.search("smiht") == ["1"]
    people.replace(["1", "2"], {"1": found("1", "Ana Jonesson")})
    assert [people.search(word) for word in ("smiht", "smith", "jonseson", "alm")] == [
        [], [], ["1"], [],
    ]  # fmt: skip


def test_other_facts_come_after_names_and_whole_words_before_beginnings():
    people = index(
        ("1", "A A", "", "bergen"), ("2", "B B", "", "berg"), ("3", "Zoe Berg"), ("4", "Y Bergen")
    )
    assert people.search("berg") == ["3", "4", "2", "1"]
