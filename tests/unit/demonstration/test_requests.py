from collections import Counter
from fractions import Fraction

import pytest

SIZES = (40, 440, 1500)
SLOTS_PER_SESSION = 8


def demand(event):
    """Accepted requests a person would have to sit in."""
    asked = Counter()
    for row in event.requests:
        if row["Status"] == "Accepted" and row["Wish"] != "Never meet":
            asked.update((row["Requester email"], row["Requested email"]))
    return asked


def slots(row):
    return SLOTS_PER_SESSION * (len(row["Sessions"].split("; ")) if row["Sessions"] else 4)


@pytest.mark.parametrize("size", SIZES)
def test_requests_name_only_people_who_can_be_imported(drawn, size):
    event = drawn(size)
    named = {r[c] for r in event.requests for c in ("Requester email", "Requested email")}
    assert named - set(event.people) == set()


@pytest.mark.parametrize("size", SIZES)
def test_requests_are_five_and_a_half_a_participant(drawn, size):
    assert len(drawn(size).requests) == round(size * 5.5)


@pytest.mark.parametrize("size", SIZES)
def test_most_wanted_are_asked_for_half_again_as_often_as_they_have_slots(drawn, size):
    event = drawn(size)
    asked = demand(event)
    factors = [Fraction(asked[e], slots(event.people[e])) for e in event.event.most_wanted]
    assert 1.4 <= sum(factors) / len(factors) <= 1.55
    assert min(factors) > 1.2


@pytest.mark.parametrize("size", SIZES)
def test_everybody_else_has_room(drawn, size):
    event = drawn(size)
    asked = demand(event)
    others = [e for e in event.people if e not in event.event.most_wanted]
    assert [e for e in others if asked[e] > 0.7 * slots(event.people[e])] == []


@pytest.mark.parametrize("size", SIZES)
def test_requests_bring_each_pair_together_once_and_never_within_an_organisation(drawn, size):
    event = drawn(size)
    pairs = Counter(frozenset((r["Requester email"], r["Requested email"])) for r in event.requests)
    organisation = {e: p["Organisation"] for e, p in event.people.items()}
    assert set(pairs.values()) == {1}
    assert [pair for pair in pairs if len({organisation[e] for e in pair}) == 1] == []


def test_requests_have_the_shares_of_wishes_and_answers(drawn):
    rows = drawn(1500).requests
    share = {c: Counter(r[c] for r in rows) for c in ("Wish", "Mutual", "Status", "Priority")}
    assert share["Wish"]["Must meet"] == round(0.03 * len(rows))
    assert round(share["Wish"]["Never meet"] / len(rows), 2) == 0.02
    assert 0.24 <= share["Mutual"]["yes"] / len(rows) <= 0.28
    assert 0.85 <= share["Status"]["Accepted"] / len(rows) <= 0.91
    assert set(share["Status"]) == {"Accepted", "Pending", "Declined"}
    assert set(share["Priority"]) == {"1", "2", "3", "4", "5"}


def test_requests_come_from_a_shared_topic_sector_or_target_country(drawn):
    event = drawn(440)
    rows = {r["Email"].lower(): r for r in event.form if r["Email"]}
    listed = ("Offers", "Needs", "Sectors", "Target countries")
    cells = {e: {c: set(r[c].split("; ")) - {""} for c in listed} for e, r in rows.items()}
    strangers = sensible = 0
    for request in event.requests:
        one, other = cells.get(request["Requester email"]), cells.get(request["Requested email"])
        if one is None or other is None:
            continue
        fits = (
            one["Needs"] & other["Offers"]
            or one["Offers"] & other["Needs"]
            or one["Sectors"] & other["Sectors"]
            or rows[request["Requested email"]]["Country"] in one["Target countries"]
            or rows[request["Requester email"]]["Country"] in other["Target countries"]
        )
        sensible, strangers = sensible + bool(fits), strangers + (not fits)
    assert sensible / (sensible + strangers) > 0.95


def test_tables_leave_ten_to_twenty_percent_free(drawn):
    event = drawn(1500)
    asked = demand(event)
    surely = sum(min(asked[e], slots(p)) for e, p in event.people.items()) / 2
    assert 1.0 <= event.event.tables * 32 / surely <= 1.2
