from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.fairness import Fairness
from matchdesk.scheduling.model import compile_case
from matchdesk.scheduling.planner import plan
from matchdesk.scheduling.problem import Aims, Limits
from matchdesk.scheduling.ranking import Ranking
from matchdesk.scheduling.selection import choose
from matchdesk.scheduling.watch import Watch

from .cases import met, pair, people, problem


def fairness(*requests, chosen, **more):
    case = compile_case(problem(*requests, **more))
    keys = [request.key for request in case.requests]
    return Fairness(case).of([keys.index(key) for key in chosen])


THREE = (pair("a", 0, 1, 3), pair("b", 0, 2, 1), pair("c", 3, 4, 2))


def test_left_out_are_those_with_a_wish_and_no_meeting():
    assert fairness(*THREE, chosen="a") == (3, 750)
    assert fairness(*THREE, chosen="abc") == (0, 1000)
    assert fairness(*THREE, chosen="") == (5, 1000)


def test_left_out_is_nobody_who_could_not_have_a_meeting():
    never = pair("n", 3, 4, wish=Wish.NEVER_MEET)
    assert fairness(*THREE, never, chosen="ab") == (0, 1000)


def test_left_out_is_nobody_with_a_locked_meeting_and_their_share_counts():
    locked = (met("m", 2, 5, 3, 0),)
    assert fairness(*THREE, chosen="ac", locked=locked) == (0, 0)


def test_worst_share_counts_wishes_met_by_locked_meetings():
    locked = (met("m", 0, 1, 3, 0, request="a"),)
    assert fairness(*THREE, chosen="c", locked=locked) == (1, 750)


def share_of_two(order):
    """Either one heavy meeting for two, or two light ones for four."""
    case = problem(
        pair("heavy", 0, 1, 5),
        pair("one", 0, 2, 2),
        pair("other", 1, 3, 2),
        aims=Aims(order=order),
        n_slots=1,
    )
    made = plan(case, Limits(), Progress())
    return {p.request for p in made.placements}, made


def test_plan_puts_weight_before_people_left_out():
    placed, made = share_of_two(("weight", "fairness"))
    assert placed == {"heavy"}
    assert (made.objective("left_out").value, made.objective("left_out").bound) == (2, 2)


def test_plan_puts_people_left_out_before_weight_where_asked_to():
    placed, made = share_of_two(("fairness", "weight"))
    assert placed == {"one", "other"}
    assert (made.objective("left_out").value, made.objective("weight").bound) == (0, 4)


def test_plan_leaves_nobody_out_where_weights_are_equal():
    case = problem(
        pair("a", 0, 1, 2), pair("b", 0, 2, 2), pair("c", 1, 2, 2), pair("d", 0, 3, 2), n_slots=2
    )
    for seed in range(5):
        made = plan(case, Limits(seed=seed), Progress())
        assert made.objective("left_out").value == 0


def test_plan_gives_the_worst_off_more_where_weights_are_equal():
    """p0 has two slots: one meeting with p1 and one with p2 is fairer than two with either."""
    wishes = (pair("a", 0, 1), pair("b", 0, 1), pair("c", 0, 2), pair("d", 0, 2))
    made = plan(problem(*wishes, n_slots=2), Limits(), Progress())
    assert (made.objective("worst_share").value, made.objective("worst_share").bound) == (500, 500)


def test_plan_lets_mutual_wishes_decide_after_fairness():
    wishes = (pair("a", 0, 1, mutual=True), pair("b", 0, 2), pair("c", 0, 3, mutual=True))
    placed = {p.request for p in plan(problem(*wishes, n_slots=2), Limits(), Progress()).placements}
    assert placed == {"a", "c"}


def test_choose_keeps_what_a_plan_has_instead_of_the_best():
    wishes = (pair("a", 0, 1, 5), pair("b", 0, 2, 2), pair("c", 1, 3, 2))
    case = compile_case(problem(*wishes, n_slots=1))
    watch = Watch(Progress(), 60)
    assert dict(choose(case, watch).bounds) == {
        "musts": 0,
        "weight": 5,
        "left_out": 2,
        "worst_share": 714,
    }
    assert choose(case, watch, {"weight": 4}).bounds["left_out"] == 0


def test_ranking_compares_in_the_order_asked_for():
    requests = (pair("a", 0, 1, 5), pair("b", 0, 2, 2, wish=Wish.MUST_MEET))
    heavy, must = [0, -1], [-1, 0]
    for order, first in ((("musts", "weight"), must), (("weight", "musts"), heavy)):
        case = compile_case(problem(*requests, aims=Aims(order=order), n_slots=1))
        assert max((heavy, must), key=Ranking(case).rank) == first


def test_ranking_is_reached_only_with_every_aim():
    case = compile_case(problem(*THREE, participants=people(6)))
    ranking = Ranking(case)
    everything = {"musts": 0, "weight": 6, "left_out": 0, "worst_share": 1000}
    assert ranking.reached([0, 1, 0], everything) is True
    assert ranking.reached([0, 1, -1], everything) is False
    assert ranking.reached([0, 1, 0], {"musts": 0, "weight": 6}) is False
