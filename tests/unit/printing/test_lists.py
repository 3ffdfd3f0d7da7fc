"""Lists, wall plan and catalogue as measured from the page: nothing cut, nothing touching."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import Partner
from matchdesk.printing.catalogue_book import CatalogueData, ProfileData, ranges, write_catalogue
from matchdesk.printing.lists import Cell, Column, ColumnKind, ListData, Section, write_lists
from matchdesk.printing.pages import PAPERS
from matchdesk.printing.paper import PrintReport
from matchdesk.printing.wall_plan import PlanRow, WallPlanData, write_wall_plan

from .reading import letters, page_texts
from .samples import LONG, NAMES, moment

ENGLISH = Catalogue("en")
PRINTED = datetime(2026, 5, 11, 17, 5, tzinfo=UTC)
EMAIL = "konstantina.papadopoulou-christodoulopoulou@interregionale-vereinigung.example"


def made_list(*rows: tuple[Cell, ...]) -> tuple[bytes, PrintReport]:
    columns = (
        Column("No.", 0.5, ColumnKind.LARGE),
        Column("Name", 2.0),
        Column("Contact", 2.6),
        Column("Reached", 0.7, ColumnKind.TICK),
    )
    one = ListData("missing", "Missing people", "C2C Days", "Europe/Prague", PRINTED, columns,
                   (Section("", rows),))  # fmt: skip
    stream = io.BytesIO()
    report = write_lists(stream, [one], PAPERS["a4"], ENGLISH, Progress())
    return stream.getvalue(), report


def row(name: str, below: str = "", contact: str = "", email: str = "") -> tuple[Cell, ...]:
    return Cell("7"), Cell(name, below, bold=True), Cell(contact, email), Cell()


def test_long_address_goes_on_in_the_next_line_and_is_never_cut() -> None:
    data, report = made_list(row("Ana Kovač", "Croatia", "+385 55 555 1234", EMAIL))
    assert report.shortened == ()
    assert EMAIL in "".join(page_texts(data)[0].split())  # parted where no hyphen is added


@pytest.mark.parametrize("name", [*NAMES.values(), LONG["name"], LONG["organisation"]])
def test_text_and_the_one_below_it_do_not_touch(name: str) -> None:
    data, report = made_list(row(name, "below it"), row("after"))
    assert report.shortened == ()
    found = letters(data)
    clashes = [
        (a.text, b.text)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if abs(a.baseline - b.baseline) > 4 and a.overlaps(b)
    ]
    assert clashes == []


def test_rows_of_a_short_list_are_roomier_than_those_of_a_full_page() -> None:
    def step(count: int) -> float:
        data, _ = made_list(*(row(f"P{n}") for n in range(count)))
        lines = sorted({x.baseline for x in letters(data) if x.text == "P"}, reverse=True)
        return lines[0] - lines[1]

    assert [round(step(5), 1), round(step(24), 1)] == [35.1, 27.9]


def test_organisations_of_a_wall_plan_are_set_in_type_that_reads() -> None:
    start = moment(12, 9)
    names = ["Cluster Mikroelektronik Aachen", "Stavanger Trade and Innovation Office"]
    parties = tuple(Partner(n, "", n, "", "DE") for n in names)
    slots = tuple((start + timedelta(minutes=25 * n), start + timedelta(minutes=25 * n + 20))
                  for n in range(16))  # fmt: skip
    rows = tuple(PlanRow(str(n + 1), "Hall", (parties,) * 16) for n in range(18))
    plan = WallPlanData("d", date(2026, 5, 12), "C2C Days", "Europe/Prague", PRINTED, slots, rows)
    stream = io.BytesIO()
    report = write_wall_plan(stream, [plan], PAPERS["a4"], ENGLISH, Progress())
    assert (report.pages, report.shortened) == (6, ())
    heights = [x.top - x.bottom for x in letters(stream.getvalue()) if x.text in "MST"]
    assert min(heights) > 7.5 * 0.71  # capitals are 0.714 of the type size high


def test_index_of_the_catalogue_leads_to_the_page_of_each_entry() -> None:
    profiles = tuple(
        ProfileData(str(n), n, f"Person {n}", organisation=f"House {n:02d}", country="Spain",
                    sectors=("Water",), offers=("Test beds for all that swims",) * 6)
        for n in range(1, 41)
    )  # fmt: skip
    book = CatalogueData("c", "C2C Days", "Europe/Prague", PRINTED, profiles)
    stream = io.BytesIO()
    write_catalogue(stream, [book], PAPERS["a4"], ENGLISH, Progress())
    *pages, index = page_texts(stream.getvalue())
    lines = index.split("\n")
    for number in (1, 20, 40):
        (told,) = [line.removeprefix(f"House {number:02d} ") for line in lines
                   if line.startswith(f"House {number:02d}")]  # fmt: skip
        if not told.isdecimal():  # the reader gives the page in a line of its own
            told = lines[lines.index(f"House {number:02d}") + 1]
        assert f"Person {number}\n" in pages[int(told) - 1]


def test_pages_in_a_row_are_one_range() -> None:
    assert ranges({3, 1, 2, 7, 9, 10}) == "1–3, 7, 9–10"
