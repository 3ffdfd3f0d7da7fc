from __future__ import annotations

import json
import tempfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from matchdesk.core.errors import Cancelled, FileFault
from matchdesk.core.progress import Progress
from matchdesk.interchange.reading import raw_sheets, read
from matchdesk.interchange.text import clean
from matchdesk.interchange.writing import Sheet, write, write_refused

SHEET = Sheet(
    "People: all",
    ("Name", "Count", "When", "Day", "Clock", "Here"),
    (("=1+1", 3, datetime(2026, 11, 18, 9, 30), date(2026, 11, 18), time(9, 30), True),),
)
HOSTILE = ["=1+1", "+49 30 1", "-2", "@x", "'=x", "a\nb", 'q"q', "semi;colon, comma", "Ω 林 שלום"]


def test_workbook_is_typed_and_formulas_stay_text(tmp_path):
    (file,) = write(tmp_path / "out.xlsx", [SHEET])

    page = load_workbook(file)["People  all"]
    assert [c.value for c in page[2]] == [
        "=1+1", 3, datetime(2026, 11, 18, 9, 30), datetime(2026, 11, 18), time(9, 30), "Yes",
    ]  # fmt: skip
    assert page["A2"].data_type == "s"
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:F2")


def test_csv_is_disarmed_for_spreadsheets(tmp_path):
    (file,) = write(tmp_path / "out.csv", [SHEET])

    assert file.read_bytes() == (
        b"\xef\xbb\xbfName,Count,When,Day,Clock,Here\r\n"
        b"'=1+1,3,2026-11-18 09:30:00,2026-11-18,09:30:00,Yes\r\n"
    )


def test_json_keeps_types(tmp_path):
    (file,) = write(tmp_path / "out.json", [SHEET])

    assert json.loads(file.read_text("utf-8")) == [
        {"Name": "=1+1", "Count": 3, "When": "2026-11-18T09:30:00", "Day": "2026-11-18",
         "Clock": "09:30:00", "Here": True}
    ]  # fmt: skip


def test_further_csv_sheets_go_beside(tmp_path):
    second = Sheet("By country", ("Country",), (("DE",),))

    files = write(tmp_path / "report.csv", [SHEET, second])

    assert [f.name for f in files] == ["report.csv", "report-by-country.csv"]


def test_hostile_cells_come_back_whole_from_csv(tmp_path):
    write(
        tmp_path / "x.csv",
        [Sheet("x", ("Name", "Email"), tuple((c, "a@x.example") for c in HOSTILE))],
    )

    (sheet,) = raw_sheets(tmp_path / "x.csv", Progress())

    assert [clean(row.cells[0]) for row in sheet.rows[1:]] == HOSTILE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_cleaned_text_comes_back_from_csv(texts):
    names = [clean(text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.csv"
        write(file, [Sheet("x", ("Name", "Email"), tuple((n, "a@x.example") for n in names))])

        (sheet,) = raw_sheets(file, Progress())

    assert [clean(row.cells[0]) for row in sheet.rows[1:]] == names


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1))
def test_any_text_comes_back_from_a_workbook(texts):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.xlsx"
        write(file, [Sheet("x", ("Name", "Email"), tuple((t, "a@x.example") for t in texts))])

        (sheet,) = raw_sheets(file, Progress())

    assert [row.cells[0] for row in sheet.rows[1:]] == texts


@pytest.mark.parametrize(
    ("name", "code"), [("out.pdf", "write_format"), ("none/out.csv", "write_no_folder")]
)
def test_where_it_cannot_be_written_is_said(tmp_path, name, code):
    with pytest.raises(FileFault) as caught:
        write(tmp_path / name, [SHEET])

    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_folder_of_that_name_is_named(tmp_path):
    (tmp_path / "out.csv").mkdir()

    with pytest.raises(FileFault) as caught:
        write(tmp_path / "out.csv", [SHEET])

    assert caught.value.code == "file_is_folder"
    assert [f.name for f in tmp_path.iterdir()] == ["out.csv"]


def test_failed_writing_leaves_the_old_file(tmp_path, monkeypatch):
    def held_open(_self, _target):
        raise PermissionError

    (tmp_path / "out.csv").write_text("older")
    monkeypatch.setattr(Path, "replace", held_open)

    with pytest.raises(FileFault) as caught:
        write(tmp_path / "out.csv", [SHEET])

    assert caught.value.code == "write_failed"
    assert [f.read_text() for f in tmp_path.iterdir()] == ["older"]


def test_refused_rows_can_be_mended_and_read_again(read_text, tmp_path):
    reading = read_text(
        'Name;Email;Phone\nAnn;a@x.example;1\nBo;b at x;"\'+49 30 5550101"\n;c@x.example;\n'
    )

    (file,) = write_refused(tmp_path / "refused.csv", [reading])

    assert file.read_text("utf-8-sig").splitlines() == [
        "Name,Email,Phone,Line,Reason",
        "Bo,b at x,'+49 30 5550101,3,Email: “b at x” is not an e-mail address",
        ",c@x.example,,4,Name: No name",
    ]
    file.write_text(file.read_text("utf-8-sig").replace("b at x,", "b@x.example,"), "utf-8")
    mended = read(file)
    assert [(r.name, r.email, r.phone) for r in mended.records] == [
        ("Bo", "b@x.example", "+49 30 5550101")
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_file_that_is_no_longer_wanted_is_not_begun(tmp_path, ending):
    progress = Progress()
    progress.cancel()
    sheets = (Sheet("One", ("A",), ((1,),)), Sheet("Two", ("A",), ((2,),)))
    with pytest.raises(Cancelled):
        write(tmp_path / f"lists.{ending}", sheets, progress=progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_file_that_is_stopped_halfway_leaves_the_older_one(tmp_path, ending):
    path = tmp_path / f"lists.{ending}"
    path.write_text("older")
    progress = Progress(lambda done, _total, _text: progress.cancel(), interval=0)
    sheets = (Sheet("One", ("A",), ((1,),)), Sheet("Two", ("A",), ((2,),)))
    with pytest.raises(Cancelled):
        write(path, sheets, progress=progress)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(path.name, "older")]


def test_workbook_is_laid_out_for_reading_and_for_paper(tmp_path):
    words = ("one\ntwo", "x" * 200)
    (path,) = write(tmp_path / "a.xlsx", (Sheet("A", ("Name", "Words"), (words,), kept=1),))
    page = load_workbook(path).active
    assert page.freeze_panes == "B2"
    assert [page[cell].alignment.wrap_text for cell in ("A2", "B2")] == [True, True]
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.print_title_rows == "$1:$1"
    assert page.row_dimensions[2].height == 60  # four lines of 58 signs
    assert page.column_dimensions["B"].width < 62
