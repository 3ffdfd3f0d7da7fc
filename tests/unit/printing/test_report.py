"""The report's pages, read back."""

from __future__ import annotations

import io

import pypdf

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.pages import paper_size
from matchdesk.printing.palette import ACCENT, INK, WASH, WHITE, contrast, readable
from matchdesk.printing.report import write_report
from matchdesk.printing.report_data import Arc, Bars, Quote, ReportData, Result
from matchdesk.printing.report_data import Progress as Reached


def data(**values):
    given = {
        "title": "Cluster Days Łódź 台灣",
        "subtitle": "Hall 4",
        "made": "made 18.11.2026",
        "results": (Result("Bilateral meetings held", "33"), Result("Others", "1", "Taiwan")),
        "people": {"PL": 3, "TW": 2},
        "regions": {"PL": "eu", "TW": "third"},
        "arcs": (Arc("PL", "TW", 5, 1), Arc("PL", "XX", 1, 0), Arc("PL", "PL", 2, 0)),
        "pairs": Bars("Most meetings", (("Poland – Taiwan", 5.0, "5"),)),
        "charts": (Bars("By country", (("Poland", 3.0, "3"),)), Bars("Empty", ())),
        "sectors": ("Health",),
        "matrix": ((7,),),
        "partnerships": (Reached("LIGHT", "1 / 2", (("Taiwan", True), ("Japan", False))),),
        "groups": (("Meetings", tuple((f"Figure {n}", str(n)) for n in range(200))),),
        "definitions": (("Held", "A meeting marked as held", "since 2016"),),
        "left_out": ("The name of 1 participant is withheld.",),
    }
    return ReportData(**{**given, **values})


def read(given):
    stream = io.BytesIO()
    report = write_report(stream, given, paper_size("a4"), Catalogue("en"), Progress())
    pages = [page.extract_text() for page in pypdf.PdfReader(stream).pages]
    assert report.pages == len(pages)
    return report, pages


def test_results_stand_on_the_first_page_and_what_is_left_out_too():
    report, pages = read(data())
    first = " ".join(pages[0].split())
    for text in ("Hall 4", "Bilateral meetings held", "33", "withheld."):
        assert first.count(text) == 1
    assert first.count("Cluster Days Łódź 台灣") == 2  # as title, and at the foot
    assert report.unprintable == ()


def test_every_figure_and_definition_is_on_paper():
    _report, pages = read(data())
    words = " ".join("\n".join(pages).split())
    assert [n for n in range(200) if f"Figure {n} {n}" not in words] == []
    assert words.count("A meeting marked as held") == 1


def test_result_table_stands_by_day_where_there_are_several():
    days = tuple(f"{day}.11.2026" for day in range(11, 18))
    lines = (("Meetings held", tuple(str(100 + n) for n in range(7))),)
    _report, pages = read(data(days=days, by_day=lines))
    (page,) = (" ".join(page.split()) for page in pages if "By day" in page)
    assert [day for day in days if page.count(day) != 1] == []
    assert [n for n in range(100, 107) if page.count(str(n)) != 1] == []
    assert not any("By day" in page for page in read(data(days=days[:1], by_day=lines))[1])


def test_an_event_without_anything_makes_a_report_all_the_same():
    empty = Bars("Pairs", ())
    nothing = data(
        people={}, regions={}, arcs=(), pairs=empty, charts=(), sectors=(), matrix=(),
        partnerships=(), left_out=(),
    )  # fmt: skip
    report, _pages = read(nothing)
    assert (report.documents, report.shortened) == (1, ())


def test_numbers_in_the_matrix_can_be_read_on_every_shade():
    shades = [
        tuple(low + (high - low) * n / 50 for low, high in zip(WASH, ACCENT, strict=True))
        for n in range(51)
    ]
    low = [shade for shade in shades if contrast(readable(shade, (INK, WHITE)), shade) < 4.5]
    assert low == []


def test_testimonials_stand_whole_with_who_told_them():
    quotes = (Quote("We met here. " * 40, "Testimonial", "Ana Żak, Łódź ICT"),)
    _report, pages = read(data(quotes=quotes))
    words = " ".join("\n".join(pages).split())
    assert words.count("We met here.") == 40
    assert words.count("Ana Żak, Łódź ICT · Testimonial") == 1
    assert words.count("In their own words") == 1


def test_nothing_is_drawn_over_the_columns_of_figures():
    """What follows the figures begins on another page where their left column went to the foot."""
    groups = (("Meetings", tuple((f"Figure {n}", str(n)) for n in range(40))),)
    _report, pages = read(data(groups=groups))
    page = next(page for page in pages if "Figure 39" in page)
    assert "Figure 0" in page  # both columns stand on it
    assert "What the words mean" not in page


def test_what_has_nothing_in_it_has_no_heading():
    given = data(pairs=Bars("Most meetings", ()), charts=(), sectors=(), matrix=())
    words = " ".join("\n".join(read(given)[1]).split())
    assert [text for text in ("Most meetings", "In charts") if text in words] == []
