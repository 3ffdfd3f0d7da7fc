"""Agendas read back from the page, and when two of them are the same."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import (
    AgendaData,
    AgendaDay,
    AgendaEntry,
    EntryKind,
    fingerprint,
)
from matchdesk.printing.agendas import write_agendas
from matchdesk.printing.pages import PAPERS

from .reading import letters, page_sizes, page_texts
from .samples import PARTNER, agenda, meeting, moment


def write(
    agendas: list[AgendaData], language: str = "en", paper: str = "a4", **extra: object
) -> bytes:
    stream = io.BytesIO()
    catalogue = Catalogue(language)
    write_agendas(stream, agendas, PAPERS[paper], catalogue, Progress(), **extra)  # type: ignore[arg-type]  # a test's
    return stream.getvalue()


def test_page_says_when_who_where_and_what() -> None:
    data = write([agenda(meetings=1, organisation="TSMC Cluster", country="Taiwan", city="Prague")])
    (text,) = page_texts(data)
    assert text.split("\n") == LINES


def test_times_stand_in_the_events_zone() -> None:
    entry = meeting(datetime(2026, 5, 12, 22, 30, tzinfo=UTC), PARTNER)
    data = write([agenda(days=(AgendaDay(date(2026, 5, 13), (entry,)),))])
    assert re.findall(r"\d\d:\d\d – \d\d:\d\d", page_texts(data)[0]) == ["00:30 – 00:50"]


def test_twelve_hour_clock_on_request() -> None:
    entry = meeting(moment(12, 14), PARTNER)
    data = write([agenda(days=(AgendaDay(date(2026, 5, 12), (entry,)),), twelve_hour=True)])
    times = re.findall(r"\d+:\d\d\s[ap]m – \d+:\d\d\s[ap]m", page_texts(data)[0])
    assert times == ["2:00 pm – 2:20 pm"]


def test_long_agenda_numbers_its_own_pages_and_repeats_the_day() -> None:
    texts = page_texts(write([agenda("1", 40), agenda("2", 1)]))
    assert [re.findall(r"Page \d of \d", text) for text in texts] == [
        ["Page 1 of 3"],
        ["Page 2 of 3"],
        ["Page 3 of 3"],
        ["Page 1 of 1"],
    ]
    assert ["Tuesday, 12 May 2026 (continued)" in text for text in texts] == [
        False,
        True,
        True,
        False,
    ]


def test_no_meeting_is_lost_between_pages() -> None:
    texts = page_texts(write([agenda(meetings=37)], paper="a5"))
    slots = [int(n) for text in texts for n in re.findall(r"Slot (\d+)", text)]
    assert sorted(slots) == list(range(1, 38))


def days(*meetings: int) -> tuple[AgendaDay, ...]:
    """Days with so many meetings each, of 44 points at the least."""
    return tuple(
        AgendaDay(
            date(2026, 5, 12 + n),
            tuple(meeting(moment(12 + n, 8 + i // 2, i % 2 * 30), PARTNER) for i in range(count)),
        )
        for n, count in enumerate(meetings)
    )


def pages_of(*meetings: int) -> list[list[str]]:
    """The headings of days on each page."""
    texts = page_texts(write([agenda(days=days(*meetings))]))
    return [re.findall(r"\w+day, \d+ May 2026(?: \(continued\))?", text) for text in texts]


def test_two_days_that_fit_share_a_page() -> None:
    assert pages_of(5, 5) == [["Tuesday, 12 May 2026", "Wednesday, 13 May 2026"]]


def test_agenda_a_little_too_long_is_set_closer_rather_than_parted() -> None:
    def pitch(count: int) -> int:
        """Points from one meeting to the next."""
        zones = [x for x in letters(write([agenda(days=days(count))])) if x.text == "H"]
        heights = sorted({x.baseline for x in zones}, reverse=True)
        return round(heights[0] - heights[1])

    counts = (11, 12, 15, 16)
    assert [len(pages_of(count)) for count in counts] == [1, 1, 1, 2]
    roomy, closer, closest, parted = (pitch(count) for count in counts)
    assert roomy == parted > closer > closest


def test_day_moves_whole_if_less_than_half_of_it_would_fit() -> None:
    assert pages_of(9, 10) == [["Tuesday, 12 May 2026"], ["Wednesday, 13 May 2026"]]


def test_day_is_parted_if_more_than_half_of_it_fits() -> None:
    assert pages_of(4, 13) == [
        ["Tuesday, 12 May 2026", "Wednesday, 13 May 2026"],
        ["Wednesday, 13 May 2026 (continued)"],
    ]


def test_breaks_and_free_slots_are_shown() -> None:
    entries = (
        AgendaEntry(EntryKind.PLENARY, moment(12, 8, 30), moment(12, 9), "Opening"),
        AgendaEntry(EntryKind.FREE, moment(12, 9), moment(12, 9, 20), slot=1),
        AgendaEntry(EntryKind.BREAK, moment(12, 9, 20), moment(12, 10), "Coffee"),
    )
    text = page_texts(write([agenda(days=(AgendaDay(date(2026, 5, 12), entries),))]))[0]
    assert [word for word in ("Opening", "Free", "Coffee") if word in text] == [
        "Opening",
        "Free",
        "Coffee",
    ]


def test_each_agenda_speaks_its_participants_language() -> None:
    agendas = [agenda("1", speaks="de"), agenda("2", speaks="pl"), agenda("3")]
    texts = page_texts(write(agendas, catalogues=Catalogue))
    days = ["Dienstag, 12. Mai 2026", "wtorek, 12 maja 2026", "Tuesday, 12 May 2026"]
    assert [day in text for day, text in zip(days, texts, strict=True)] == [True, True, True]


def test_page_in_persian_is_mirrored() -> None:
    def left_of_table_number(language: str) -> float:
        found = letters(write([agenda(meetings=1)], language))
        return min(x.left for x in found if x.text in "17" and x.top - x.bottom > 14)

    assert left_of_table_number("en") > 500
    assert left_of_table_number("fa") < 100


def test_paper_size_is_kept() -> None:
    assert page_sizes(write([agenda()], paper="a5")) == [(148, 210)]


def test_fingerprint_ignores_version_and_time_of_printing() -> None:
    first = agenda()
    again = replace(first, version=9, printed_at=datetime(2026, 5, 12, tzinfo=UTC))
    assert fingerprint(again) == fingerprint(first)


def test_fingerprint_is_the_same_on_every_machine() -> None:
    assert fingerprint(agenda()) == STORED


def test_fingerprint_changes_with_a_table() -> None:
    moved = meeting(moment(12, 9), PARTNER, table="18")
    kept = meeting(moment(12, 9), PARTNER)
    prints = {
        fingerprint(agenda(days=(AgendaDay(date(2026, 5, 12), (entry,)),)))
        for entry in (moved, kept)
    }
    assert len(prints) == 2


STORED = "a00a2e0a007557f4d21809b4a648f4caf5de2249d9f08b7f5f36c1a73bb7de5b"

LINES = [
    "Chen Mei-Ling",
    "TSMC Cluster · Taiwan",
    "C2C Days",
    "Prague",
    "Tuesday, 12 May 2026",
    "09:00 – 09:20",
    "Slot 1 · C2B",
    "Clúster Norte",
    "Ana Gómez · Spain",
    "Offers: Test beds",
    "Needs: Distributors",
    "Table",
    "Hall A 17",
    "Version 3 · printed 11 May 2026, 19:05 Page 1 of 1",
]


def test_nothing_is_cut_on_a_small_page() -> None:
    """The event's name lost its end on every A5 agenda, offers and needs on many."""
    many = "; ".join(("Point-of-care diagnostics", "Recycled aluminium", "Public procurement") * 2)
    entry = meeting(moment(12, 9), PARTNER, offers=many, needs=many)
    paper = agenda(
        days=(AgendaDay(date(2026, 5, 12), (entry,)),),
        event_name="European Cluster Matchmaking Days (demonstration)",
        token="A" * 24,
    )
    report = write_agendas(io.BytesIO(), [paper], PAPERS["a5"], Catalogue("en"), Progress())
    assert (report.pages, report.shortened) == (1, ())
