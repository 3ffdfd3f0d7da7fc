from __future__ import annotations

import random

from matchdesk.matching.matcher import Matcher
from matchdesk.matching.problem import Person


def codes(matcher: Matcher, key: str, **options: object) -> list[tuple[str, list[str]]]:
    found = matcher.suggestions(key, **options)  # type: ignore[arg-type]  # of a test
    return [(one.key, [reason.code for reason in one.reasons]) for one in found]


def test_offer_that_meets_a_need_comes_before_a_common_sector() -> None:
    ana = Person("ana", "Ana", "A", offers=("Hydrogen storage",), sectors=("Energy",))
    ben = Person("ben", "Ben", "B", needs=("storage of hydrogen",))
    eva = Person("eva", "Eva", "C", sectors=("energy",))
    matcher = Matcher([ana, ben, eva])
    assert codes(matcher, "ana") == [("ben", ["offer_meets_need"]), ("eva", ["sector"])]
    reason = matcher.suggestions("ana")[0].reasons[0]
    assert reason.data == {
        "by": "ana",
        "name": "Ana",
        "other": "Ben",
        "offer": "Hydrogen storage",
        "need": "storage of hydrogen",
    }


def test_need_met_by_an_offer_counts_from_both_sides() -> None:
    ana = Person("ana", "Ana", "A", needs=("laser cutting",))
    ben = Person("ben", "Ben", "B", offers=("laser cutting",))
    matcher = Matcher([ana, ben])
    assert matcher.suggestions("ana")[0].score == matcher.suggestions("ben")[0].score


def test_rare_words_count_more_than_common_ones() -> None:
    ana = Person("ana", "Ana", "A", needs=("photonics platform",))
    rare = Person("rare", "Rare", "B", offers=("photonics",))
    common = [
        Person(f"c{n}", f"Common {n}", f"C{n}", offers=(f"platform topic{n} theme{n}",))
        for n in range(20)
    ]
    assert Matcher([ana, rare, *common]).suggestions("ana")[0].key == "rare"


def test_same_organisation_and_excluded_are_never_suggested() -> None:
    people = [
        Person("ana", "Ana", "A", offers=("optics",)),
        Person("colleague", "Colleague", "A", needs=("optics",)),
        Person("declined", "Declined", "B", needs=("optics",)),
        Person("free", "Free", "C", needs=("optics",)),
    ]
    found = Matcher(people).suggestions("ana", excluded={"declined"})
    assert [one.key for one in found] == ["free"]


def test_target_country_counts_for_who_looks_there() -> None:
    ana = Person("ana", "Ana", "A", country="PL", target_countries=frozenset({"TW"}))
    lin = Person("lin", "Lin", "B", country="TW", target_countries=frozenset({"PL"}))
    reasons = Matcher([ana, lin]).suggestions("ana")[0].reasons
    assert [(r.code, dict(r.data)) for r in reasons] == [
        ("target_country", {"by": "ana", "name": "Ana", "country": "TW"}),
        ("target_country", {"by": "lin", "name": "Lin", "country": "PL"}),
    ]


def test_partnership_in_common_and_partnership_that_looks_there() -> None:
    ana = Person("ana", "Ana", "A", country="PL", partnerships={"NET": frozenset({"TW"})})
    ben = Person("ben", "Ben", "B", country="DE", partnerships={"NET": frozenset({"TW"})})
    lin = Person("lin", "Lin", "C", country="TW")
    assert codes(Matcher([ana, ben, lin]), "ana") == [
        ("lin", ["partnership_target"]),
        ("ben", ["partnership"]),
    ]


def test_common_language_alone_is_no_reason_but_adds_to_others() -> None:
    speaks = frozenset({"en"})
    ana = Person("ana", "Ana", "A", sectors=("ICT",), languages=speaks)
    ben = Person("ben", "Ben", "B", sectors=("ICT",), languages=speaks)
    eva = Person("eva", "Eva", "C", languages=speaks)
    assert codes(Matcher([ana, ben, eva]), "ana") == [("ben", ["sector", "language"])]


def test_answer_is_the_same_every_time_and_as_long_as_asked() -> None:
    people = crowd(60)
    first = Matcher(people).suggestions("p0", limit=5)
    assert len(first) == 5
    assert Matcher(people[::-1]).suggestions("p0", limit=5) == first


def test_nobody_of_that_key_has_no_suggestions() -> None:
    assert Matcher([]).suggestions("nobody") == ()


def test_suggestions_among_a_crowd_are_as_many_as_asked() -> None:
    assert len(Matcher(crowd(300)).suggestions("p0")) == 20


def crowd(count: int) -> list[Person]:
    rng = random.Random(7)
    words = [f"topic{n}" for n in range(400)]
    return [
        Person(
            f"p{n}",
            f"Person {n}",
            f"o{n // 2}",
            rng.choice(("PL", "DE", "TW", "US", "JP", "FR")),
            tuple(" ".join(rng.sample(words, 5)) for _ in range(3)),
            tuple(" ".join(rng.sample(words, 5)) for _ in range(3)),
            tuple(rng.sample(("Energy", "ICT", "Health", "Food", "Space"), 2)),
            frozenset(rng.sample(("TW", "US", "JP"), 2)),
            languages=frozenset({"en"}),
        )
        for n in range(count)
    ]


def test_colleague_of_somebody_asked_for_is_recommended_to_both() -> None:
    ana, ben = Person("ana", "Ana", "A"), Person("ben", "Ben", "B")
    bea = Person("bea", "Bea", "B")
    matcher = Matcher([ana, ben, bea])
    asked = {"ana": frozenset({"ben"})}
    assert codes(matcher, "ana", excluded={"ben"}, asked=asked) == [("bea", ["asked_colleague"])]
    (mine,) = matcher.suggestions("ana", {"ben"}, asked=asked)
    (theirs,) = matcher.suggestions("bea", {"ben"}, asked=asked)
    assert [one.reasons[0].data["by"] for one in (mine, theirs)] == ["ana", "ana"]
    assert theirs.reasons[0].data["colleague"] == "Ben"


def test_whom_people_alike_asked_for_is_recommended() -> None:
    people = [Person(key, key.title(), key) for key in ("ana", "x", "y", "p", "q", "new")]
    matcher = Matcher(people)
    taste = frozenset({"p", "q", "new"})
    asked = {"ana": frozenset({"p", "q"}), "x": taste, "y": taste}
    found = matcher.suggestions("ana", {"p", "q"}, asked=asked)
    assert [(one.key, one.reasons[0].code, one.reasons[0].data["count"]) for one in found] == [
        ("new", "asked_alike", 2)
    ]
    del asked["y"]  # one alone may be chance
    assert matcher.suggestions("ana", {"p", "q"}, asked=asked) == ()


def test_pair_without_a_language_needs_an_interpreter_or_is_left_out() -> None:
    ana = Person("ana", "Ana", "A", sectors=("Energy", "Rail"), languages=frozenset({"pl"}))
    wei = Person("wei", "Wei", "B", sectors=("Energy", "Rail"), languages=frozenset({"zh"}))
    pair = frozenset({frozenset({"pl", "zh"})})
    other = frozenset({frozenset({"fr", "zh"})})
    assert codes(Matcher([ana, wei]), "ana") == [("wei", ["sector", "no_language"])]
    assert codes(Matcher([ana, wei], [other, pair]), "ana") == [
        ("wei", ["sector", "needs_interpreter"])
    ]
    assert codes(Matcher([ana, wei], [other]), "ana") == []
