"""Which slot is which after a change: on bare spans, without a database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matchdesk.services.event_layout.aligning import OldSession, aligned, closest
from matchdesk.services.layout import Layout, Pause, Span

DAY, NEXT = date(2026, 11, 18), date(2026, 11, 19)
MORNING, AFTERNOON = ("09:00", "10:40"), ("13:30", "15:10")


def at(text: str) -> time:
    return time.fromisoformat(text)


def layout(*spans: tuple[str, str], day: date = DAY, slot: int = 20, gap: int = 5, breaks=()):
    return Layout(
        tuple(Span(day, at(a), at(b)) for a, b in spans),
        slot,
        gap,
        tuple(Pause(Span(day, at(a), at(b)), "Coffee") for a, b in breaks),
    ).checked()


def stored(made: Layout) -> list[OldSession]:
    """As the database would give it: session keys "s0"…, slot keys their start."""
    slots = made.slots()
    return [
        OldSession(
            f"s{index}",
            span,
            tuple((f"{s.day.day} {s.starts:%H:%M}", s) for i, s in slots if i == index),
        )
        for index, span in enumerate(made.sessions)
    ]


def kept(old: Layout, new: Layout) -> list[str | None]:
    return list(aligned(stored(old), new).slots)


def test_same_layout_keeps_every_slot() -> None:
    old = layout(MORNING, AFTERNOON)
    assert kept(old, old) == [key for session in stored(old) for key, _ in session.slots]


def test_later_beginning_drops_the_first_slots() -> None:
    assert kept(layout(MORNING), layout(("09:50", "10:40"))) == ["18 09:50", "18 10:15"]


def test_earlier_beginning_adds_a_slot_in_front() -> None:
    new = layout(("08:35", "10:40"))
    assert kept(layout(MORNING), new) == [None, "18 09:00", "18 09:25", "18 09:50", "18 10:15"]


def test_session_that_only_shifts_keeps_its_slots_by_order() -> None:
    new = layout(("09:25", "11:05"))
    assert kept(layout(MORNING), new) == ["18 09:00", "18 09:25", "18 09:50", "18 10:15"]


def test_longer_gap_moves_slots_and_drops_one() -> None:
    new = layout(MORNING, gap=15)
    assert [f"{s.starts:%H:%M}" for _, s in new.slots()] == ["09:00", "09:35", "10:10"]
    assert kept(layout(MORNING), new) == ["18 09:00", "18 09:25", "18 10:15"]


def test_break_pushes_what_is_behind_it() -> None:
    new = layout(("09:00", "11:00"), breaks=[("09:50", "10:05")])
    assert kept(layout(MORNING), new) == ["18 09:00", "18 09:25", "18 09:50", "18 10:15"]


def test_session_that_vanishes_leaves_the_other_alone() -> None:
    assert kept(layout(MORNING, AFTERNOON), layout(AFTERNOON)) == [
        "18 13:30",
        "18 13:55",
        "18 14:20",
        "18 14:45",
    ]


def test_session_that_is_split_keeps_slots_at_their_time() -> None:
    old = layout(("09:00", "11:00"), gap=0)
    new = layout(("09:00", "10:00"), ("10:20", "11:00"), gap=0)
    assert kept(old, new) == ["18 09:00", "18 09:20", "18 09:40", "18 10:20", "18 10:40"]


def test_event_moved_to_another_day_keeps_its_slots() -> None:
    assert kept(layout(MORNING), layout(MORNING, day=NEXT)) == [
        "18 09:00",
        "18 09:25",
        "18 09:50",
        "18 10:15",
    ]


def test_no_session_takes_a_start_another_had() -> None:
    old = layout(MORNING, AFTERNOON)
    new = layout(AFTERNOON, ("16:00", "17:00"))
    assert aligned(stored(old), new).sessions == ("s1", "s0")


minutes = st.lists(st.integers(0, 1380), max_size=7, unique=True).map(sorted)


def spans(starts: list[int]) -> list[Span]:
    begin = datetime(2026, 11, 18)
    return [
        Span(DAY, (begin + timedelta(minutes=m)).time(), (begin + timedelta(minutes=m + 1)).time())
        for m in starts
    ]


@given(minutes, minutes)
def test_closest_pairs_all_of_the_shorter_list_in_order(old: list[int], new: list[int]) -> None:
    pairs = closest(spans(old), spans(new))
    assert len(pairs) == min(len(old), len(new))
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(minutes, minutes)
def test_closest_keeps_what_is_the_same_if_one_list_holds_the_other(
    old: list[int], new: list[int]
) -> None:
    wanted = sorted({*old, *new})
    assert closest(spans(old), spans(wanted)) == [(i, wanted.index(m)) for i, m in enumerate(old)]
