"""The programme besides meetings as organisers write it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from matchdesk.core.errors import FileFault
from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.interchange.programme import ProgrammeEntry, kind_of, read_programme

DAY = date(2026, 11, 18)


def read(tmp_path: Path, text: str, encoding: str = "utf-8"):
    file = tmp_path / "programme.csv"
    file.write_text(text, encoding=encoding)
    return read_programme(file)


def test_rows_become_entries_in_their_order(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Day,From,To,Name,Kind,Place\n"
        "2026-11-18,08:30,09:00,Opening,Plenary,Hall A\n"
        "2026-11-18,10:30,10:45,Coffee,,\n",
    )
    assert found.refused == ()
    assert found.entries == (
        ProgrammeEntry(2, DAY, time(8, 30), time(9), "Opening", ProgrammeKind.PLENARY, "Hall A"),
        ProgrammeEntry(3, DAY, time(10, 30), time(10, 45), "Coffee", ProgrammeKind.BREAK, ""),
    )


def test_german_file_with_one_column_of_times_below_a_title(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Programm der Clustertage;;;\nDatum;Uhrzeit;Programmpunkt;Ort\n"
        "18.11.2026;8:30 – 9:00 Uhr;Eröffnung;Saal 1\n;12.15-13.30;Mittagessen;\n",
        "cp1252",
    )
    assert [(e.day, e.starts, e.ends, e.name, e.kind, e.place) for e in found.entries] == [
        (DAY, time(8, 30), time(9), "Eröffnung", ProgrammeKind.PLENARY, "Saal 1"),
        (DAY, time(12, 15), time(13, 30), "Mittagessen", ProgrammeKind.BREAK, ""),
    ]


def test_rows_without_day_or_times_are_refused_with_what_they_say(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Day,From,To,Name\nsomeday,10:00,11:00,A\n2026-11-18,11:00,10:00,B\n2026-11-18,noon,,C\n",
    )
    assert found.entries == ()
    assert [(r.line, r.code, r.value) for r in found.refused] == [
        (2, "programme_row_day", "someday"),
        (3, "programme_row_time", "11:00 10:00"),
        (4, "programme_row_time", "noon"),
    ]


def test_file_without_such_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, "Company,Country\nAcme,DE\n")
    assert caught.value.code == "programme_no_columns"


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("other", "Coffee", ProgrammeKind.OTHER),
        ("", "Coffee break", ProgrammeKind.BREAK),
        ("", "Keynote: hydrogen", ProgrammeKind.PLENARY),
        ("Pausa", "Sardinhas", ProgrammeKind.BREAK),
        ("", "Reception", ProgrammeKind.OTHER),
    ],
)
def test_kind_is_told_by_its_word_else_by_the_name(
    kind: str, name: str, found: ProgrammeKind
) -> None:
    assert kind_of(kind, name) is found
