import pytest

from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording import SENTENCES
from matchdesk.scheduling import constraints as rule
from matchdesk.scheduling.problem import Interpreter, Participant, Table, any_two

from .cases import pair, problem, slots

FIRST, SECOND = slots(2, per_session=1)


def test_participant_available_in_and_out_of_their_slots():
    person = Participant("p", unavailable=frozenset({"s0"}))
    assert rule.participant_available(person, SECOND) is True
    assert rule.participant_available(person, FIRST) is False


def test_session_attended_all_one_and_none():
    assert rule.session_attended(Participant("p"), FIRST) is True
    assert rule.session_attended(Participant("p", sessions=frozenset({"d0-0"})), FIRST) is True
    assert rule.session_attended(Participant("p", sessions=frozenset({"d0-0"})), SECOND) is False
    assert rule.session_attended(Participant("p", sessions=frozenset()), FIRST) is False


def test_session_wished_any_this_and_other():
    wish = pair("r", 0, 1, sessions=frozenset({"d0-1"}))
    assert rule.session_wished(pair("r", 0, 1), FIRST) is True
    assert rule.session_wished(wish, SECOND) is True
    assert rule.session_wished(wish, FIRST) is False


def test_fixed_slot_none_this_and_other():
    fixed = pair("r", 0, 1, fixed_slot="s1")
    assert rule.fixed_slot(pair("r", 0, 1), FIRST) is True
    assert rule.fixed_slot(fixed, SECOND) is True
    assert rule.fixed_slot(fixed, FIRST) is False


def test_never_meet_either_way_round_and_in_a_group():
    case = problem(pair("n", 0, 1, wish=Wish.NEVER_MEET))
    assert rule.never_meet(case, ("p0", "p2")) is True
    assert rule.never_meet(case, ("p1", "p0")) is False
    assert rule.never_meet(case, ("p1", "p2", "p0")) is False


def test_table_open_and_blocked():
    table = Table("t", 1, blocked=frozenset({"s0"}))
    assert rule.table_open(table, SECOND) is True
    assert rule.table_open(table, FIRST) is False


def test_table_reserved_for_nobody_us_and_others():
    assert rule.table_reserved(Table("t", 1), ["a"]) is True
    assert rule.table_reserved(Table("t", 1, reserved_for="b"), ["a", "b"]) is True
    assert rule.table_reserved(Table("t", 1, reserved_for="c"), ["a", "b"]) is False


def test_seats_enough_at_the_limit():
    assert rule.seats_enough(Table("t", 1, seats=3), 3) is True
    assert rule.seats_enough(Table("t", 1, seats=3), 4) is False


def test_one_meeting_per_participant_shared_and_not():
    assert rule.one_meeting_per_participant(("a", "b"), ("c", "d")) is True
    assert rule.one_meeting_per_participant(("a", "b"), ("c", "b")) is False


def test_one_meeting_per_table_same_other_and_none():
    assert rule.one_meeting_per_table("t", "u") is True
    assert rule.one_meeting_per_table(None, None) is True
    assert rule.one_meeting_per_table("t", "t") is False


def test_tables_enough_at_the_limit():
    assert rule.tables_enough(2, 2) is True
    assert rule.tables_enough(3, 2) is False


def test_precedence_earlier_same_and_later():
    assert rule.precedence(FIRST, SECOND) is True
    assert rule.precedence(FIRST, FIRST) is False
    assert rule.precedence(SECOND, FIRST) is False


def test_precedence_goes_by_day_first():
    _, noon, morning = slots(3, per_day=2)
    assert rule.precedence(noon, morning) is True


def test_most_meetings_at_the_limit():
    person = Participant("p", max_meetings=2)
    assert rule.most_meetings(Participant("p"), 99) is True
    assert rule.most_meetings(person, 2) is True
    assert rule.most_meetings(person, 3) is False


def test_placed_once_and_twice():
    assert rule.placed_once(1) is True
    assert rule.placed_once(2) is False


@pytest.mark.parametrize(
    ("given", "now", "kept"),
    [
        (("s", "t"), ("s", "t"), True),
        (("s", None), ("s", "t"), True),
        (("s", "t"), ("s", "u"), False),
        (("s", "t"), ("r", "t"), False),
        (("s", "t"), None, False),
    ],
)
def test_locked_kept_only_where_it_was(given, now, kept):
    assert rule.locked_kept(given, now) is kept


@pytest.mark.parametrize(
    ("held", "idle", "groups"),
    [([], 0, 0), ([3], 0, 0), ([0, 1, 2], 0, 0), ([0, 2], 1, 1), ([0, 3, 4, 8], 5, 2)],
)
def test_idle_slots_and_breaks_of_a_day(held, idle, groups):
    assert (rule.idle_slots(held), rule.breaks(held)) == (idle, groups)


def test_table_changes_counts_every_change():
    assert rule.table_changes(["a", "a", "b", "a"]) == 2
    assert rule.table_changes([]) == 0


def test_zone_change_same_and_other():
    hall, foyer = Table("a", 1, zone="hall"), Table("b", 2, zone="foyer")
    assert rule.zone_change(hall, hall) is True
    assert rule.zone_change(hall, foyer) is False


def test_common_language_none_named_shared_and_missing():
    greek, both, silent = (
        Participant("a", languages=frozenset({"el"})),
        Participant("b", languages=frozenset({"el", "en"})),
        Participant("c"),
    )
    english = Participant("d", languages=frozenset({"en"}))
    assert rule.common_language([greek, both, silent]) is True
    assert rule.common_language([greek, english]) is False


GREEK = Participant("a", languages=frozenset({"el"}))
FRENCH = Participant("b", languages=frozenset({"fr"}))
POLISH = Participant("c", languages=frozenset({"pl"}))


def test_interpreter_needed_only_where_there_are_any():
    ours = problem(interpreters=(Interpreter("i", frozenset()),))
    assert rule.interpreter_needed(ours, [GREEK, FRENCH], None) is False
    assert rule.interpreter_needed(ours, [GREEK, FRENCH], "i") is True
    assert rule.interpreter_needed(ours, [GREEK, GREEK], None) is True
    assert rule.interpreter_needed(ours, [GREEK, Participant("d")], None) is True
    assert rule.interpreter_needed(problem(), [GREEK, FRENCH], None) is True


def test_interpreter_speaks_for_a_pair_and_for_a_group():
    greek_french = Interpreter("i", any_two(["el", "fr"]))
    middle = Interpreter("j", frozenset({frozenset({"el", "fr"}), frozenset({"el", "pl"})}))
    assert rule.interpreter_speaks(greek_french, [GREEK, FRENCH]) is True
    assert rule.interpreter_speaks(greek_french, [GREEK, POLISH]) is False
    assert rule.interpreter_speaks(greek_french, [GREEK, FRENCH, POLISH]) is False
    assert rule.interpreter_speaks(middle, [GREEK, FRENCH, POLISH]) is True
    assert rule.interpreter_speaks(middle, [FRENCH, POLISH]) is False
    assert rule.interpreter_speaks(middle, [Participant("d"), GREEK]) is True


def test_interpreter_free_of_absence_work_and_own_meetings():
    one = Interpreter("i", frozenset(), frozenset({"s1"}), participant="p")
    assert rule.interpreter_free(one, FIRST, []) is True
    assert rule.interpreter_free(one, SECOND, []) is False
    assert rule.interpreter_free(one, FIRST, [(("a", "b"), "i")]) is False
    assert rule.interpreter_free(one, FIRST, [(("a", "p"), None)]) is False
    assert rule.interpreter_free(one, FIRST, [(("a", "b"), "j")]) is True


def test_longest_run_at_the_limit():
    person = Participant("p", most_in_a_row=2)
    assert rule.longest_run(Participant("p"), 99) is True
    assert rule.longest_run(person, 2) is True
    assert rule.longest_run(person, 3) is False


def test_free_slots_wanted_at_the_limit():
    person = Participant("p", free_slots=2)
    assert rule.free_slots_wanted(Participant("p"), 1, 1) is True
    assert rule.free_slots_wanted(person, 5, 3) is True
    assert rule.free_slots_wanted(person, 5, 4) is False
    assert rule.free_slots_wanted(person, 1, 0) is True


def test_every_rule_has_its_sentence():
    names = [function.__name__ for function in (*rule.HARD_RULES, *rule.SOFT_RULES)]
    assert [name for name in names if f"rule.{name}" not in SENTENCES] == []
