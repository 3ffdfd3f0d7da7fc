"""Matching against trying everything."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as some

from matchdesk.scheduling.pairing import matched


def most_by_trying(wishes):
    """How many can have one of their things, every order of serving tried."""
    best = 0
    for order in permutations(wishes):
        taken = set()
        for who in order:
            free = [thing for thing in wishes[who] if thing not in taken]
            taken.update(free[:1])
        best = max(best, len(taken))
    return best


@given(some.dictionaries(some.integers(0, 4), some.lists(some.integers(0, 4), unique=True)))
def test_matched_serves_as_many_as_can_be(wishes):
    taken = matched(wishes)
    every_order = max(
        most_by_trying({who: list(order) for who, order in zip(wishes, orders, strict=True)})
        for orders in [[wishes[who] for who in wishes], [wishes[who][::-1] for who in wishes]]
    )
    assert len(taken) >= every_order
    assert len(set(taken.values())) == len(taken)
    assert [thing for thing, who in taken.items() if thing not in wishes[who]] == []


def test_matched_lets_the_served_change_but_not_lose_out():
    assert matched({0: ["a", "b"], 1: ["a"]}) == {"a": 1, "b": 0}


def test_matched_follows_a_path_of_a_thousand_changes():
    wishes = {who: [who, who + 1] for who in range(1000)}
    wishes[1000] = [0]
    assert len(matched(wishes)) == 1001


def test_matched_takes_the_best_liked_that_is_free():
    assert matched({0: ["b", "a"], 1: ["b", "c"]}) == {"b": 0, "c": 1}
