"""The benchmark of paper measures what it says: full badges, two pages an agenda."""

from __future__ import annotations

from benchmarks import printing
from tests.unit.printing.reading import page_sizes, page_texts, qr_texts


def test_every_part_makes_what_it_counts() -> None:
    parts = printing._parts(3, 2)
    made = {name: part() for name, part in parts.items()}
    assert {name: count for name, (count, _) in made.items()} == {
        "badges": 3,
        "bare": 3,
        "four_up": 3,
        "agendas": 4,
    }
    assert {name: len(page_sizes(pdf)) for name, (_, pdf) in made.items()} == {
        "badges": 3,
        "bare": 3,
        "four_up": 1,
        "agendas": 4,
    }


def test_the_bare_loop_draws_the_same_strings_and_codes() -> None:
    people = printing.crowd(2)
    pdf = printing.bare(people)
    assert [sorted(text.split("\n")) for text in page_texts(pdf)] == [
        sorted([p.name, p.organisation, p.country, p.country_code, p.role_label]) for p in people
    ]
    assert [qr_texts(pdf, page) for page in range(2)] == [[p.token] for p in people]
