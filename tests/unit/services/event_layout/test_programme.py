"""The programme from a file, merged with what there is."""

from __future__ import annotations

from datetime import date, time

from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.services.event_layout import merged
from matchdesk.services.layout import Pause, Span

DAY, NEXT = date(2026, 11, 18), date(2026, 11, 19)


def pause(name: str, hour: int, day: date = DAY, place: str = "") -> Pause:
    return Pause(Span(day, time(hour), time(hour, 30)), name, ProgrammeKind.BREAK, place)


def test_entry_of_that_name_on_that_day_is_replaced_and_others_stay() -> None:
    before = [pause("Coffee", 10), pause("Coffee", 10, NEXT), pause("Lunch", 12)]
    read = [pause("coffee", 11, place="Foyer"), pause("Opening", 8)]
    assert merged(before, read) == (
        pause("Opening", 8),
        pause("coffee", 11, place="Foyer"),
        pause("Lunch", 12),
        pause("Coffee", 10, NEXT),
    )


def test_same_file_twice_changes_nothing() -> None:
    read = [pause("Coffee", 10), pause("Coffee", 15)]
    once = merged([], read)
    assert (merged(once, read), len(once)) == (once, 2)


def test_file_is_read_and_its_faults_are_sentences(desk, tmp_path) -> None:
    file = tmp_path / "programme.csv"
    file.write_text("Day,From,To,Name\n2026-11-18,8:30,9:00,\nx,1,2,B\n", encoding="utf-8")
    read = desk.layout.programme_file(file)
    assert read.pauses == (
        Pause(Span(DAY, time(8, 30), time(9)), "Other", ProgrammeKind.OTHER, ""),
    )
    assert read.refused == (
        "Row 3: “x” is no day of the calendar. Write it as 2027-05-19; this row is left out.",
    )
