import pytest

from benchmarks.baselines import cp_sat, greedy
from benchmarks.checking import Score, faults, score
from benchmarks.events import Event, Meeting, read_dzn, read_json
from benchmarks.generate import planted

DZN = """
nBusiness = 3;
nMeetings = 2;
nTables = 1;
nTotalSlots = 4;
nMorningSlots = 2;

requested = [|1, 2,1,
|1, 3,3 |];
forbidden = [{0},
{1, 3},
{0}];
fixed = [0,4];
precedences = [{},
{1}];
"""


def event(*meetings, tables=1, forbidden=(frozenset(),) * 3, place_all=True):
    return Event("e", 3, tables, 4, 2, meetings, forbidden, place_all)


def test_dzn_is_read(tmp_path):
    path = tmp_path / "forum.original.dzn"
    path.write_text(DZN)
    assert read_dzn(path) == Event(
        name="forum.original",
        participants=3,
        tables=1,
        slots=4,
        morning=2,
        meetings=(Meeting(1, 2, 1), Meeting(1, 3, 3, fixed=4, after=frozenset({1}))),
        forbidden=(frozenset(), frozenset({1, 3}), frozenset()),
        place_all=True,
    )


def test_dzn_without_requests_is_refused(tmp_path):
    path = tmp_path / "a.dzn"
    path.write_text("nBusiness = 3;nTables = 1;nTotalSlots = 4;nMorningSlots = 2;")
    with pytest.raises(ValueError, match="no requested"):
        read_dzn(path)


def test_json_is_read(tmp_path):
    path = tmp_path / "mm.json"
    path.write_text('{"P": 3, "T": 4, "L": 1, "forb": [[], [2], []], "req": [[1, 3, 7]]}')
    made = read_json(path)
    assert made.meetings == (Meeting(1, 3, weight=7),)
    assert (made.forbidden[1], made.morning, made.place_all) == (frozenset({2}), 4, False)


@pytest.mark.parametrize(
    ("given", "slots", "told"),
    [
        (event(Meeting(1, 2)), [5], ["meeting 1: there is no slot 5"]),
        (event(Meeting(1, 2, 1)), [3], ["meeting 1: slot 3 is no morning"]),
        (event(Meeting(1, 2, 2)), [2], ["meeting 1: slot 2 is no afternoon"]),
        (event(Meeting(1, 2, fixed=1)), [2], ["meeting 1 is fixed to slot 1"]),
        (event(Meeting(1, 2)), [0], ["meeting 1 is not placed"]),
        (event(Meeting(1, 2), place_all=False), [0], []),
        (
            event(Meeting(1, 2), Meeting(1, 3), tables=2),
            [1, 1],
            ["participant 1: meetings [1, 2] in slot 1"],
        ),
        (
            event(Meeting(1, 2), Meeting(1, 3, after=frozenset({1}))),
            [2, 1],
            ["meeting 2 is not after meeting 1"],
        ),
        (
            event(Meeting(1, 2), forbidden=(frozenset({1}), frozenset(), frozenset())),
            [1],
            ["meeting 1: somebody is away in slot 1"],
        ),
    ],
)
def test_checker_finds_what_is_wrong(given, slots, told):
    assert faults(given, slots, fair=True) == told


def test_checker_counts_tables():
    given = Event("e", 4, 1, 4, 2, (Meeting(1, 2), Meeting(3, 4)), (frozenset(),) * 4, True)
    assert faults(given, [1, 1], fair=True) == ["slot 1: 2 meetings"]


def test_score_counts_breaks_and_idle_slots():
    given = event(Meeting(1, 2), Meeting(1, 3, weight=4), tables=2)
    assert score(given, [1, 4]) == Score(placed=2, weight=5, breaks=1, idle=2, spread=1)


def test_greedy_places_what_it_can():
    given = event(Meeting(1, 2, weight=1), Meeting(1, 3, weight=4), place_all=False)
    assert greedy(given, by_weight=False) == ([1, 2], None)
    assert greedy(given, by_weight=True) == ([2, 1], None)


def test_direct_model_agrees_on_a_small_event():
    given = event(Meeting(1, 2, fixed=1), Meeting(1, 3, fixed=4), tables=2)
    assert cp_sat(given, "breaks", 10) == ([1, 4], 1)
    assert cp_sat(given, "idle", 10) == ([1, 4], 2)


def test_planted_events_are_the_same_for_a_seed():
    sizes = {"participants": 20, "meetings": 40, "slots": 8, "tables": 8}
    assert planted(3, **sizes) == planted(3, **sizes)
    assert len(planted(3, **sizes, extra=10).meetings) == len(planted(3, **sizes).meetings) + 10
