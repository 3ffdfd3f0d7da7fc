"""Workbooks show in other programs what they were written of; nothing in them is calculated."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from matchdesk.core.vocabulary import AgreementType, DocumentKind, Rating, StoryKind
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import RecordAgreement, RecordOutcome, TellStory
from matchdesk.services.transfer import EXPORTS, Wanted
from tests import factories

OFFICE = shutil.which("soffice")
SHEETS = tuple(what for what in EXPORTS if what != "agendas")
ALL_SHEETS_AS_STORED = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
)
"""Comma, double quotes, UTF-8, every sheet a file of its own, values not as they look."""

HARD = ('=HYPERLINK("x")', "@SUM(A1)", "+48 600 100 200", "-1+1", "'quoted", "0049", "1E5", "TRUE",
        "2026-11-18", "two\nlines", "陳 威霖; \"q\"", "a;b,c\td")  # fmt: skip


@pytest.fixture
def lived(desk):
    """People with hard names met, agreed, came and were printed for."""
    body = factories.organisation(desk, "=1+1 GmbH", sme_count=120, sectors=["-x", "ICT"])
    other = factories.organisation(desk, "台灣 ICT", country="TW", city="0049")
    keys = [
        factories.participant(
            desk, f"{text} {n}", job_title=text, phone=text, organisation_id=(body, other)[n % 2]
        )
        for n, text in enumerate(HARD)
    ]
    for slot in range(1, 6):
        first, second = keys[2 * slot - 2 : 2 * slot]
        factories.request(desk, first, second, message=HARD[slot])
        factories.meeting(desk, first, second, slot, slot % 4 + 1)
        agreement = RecordAgreement(
            AgreementType.JOINT_PROJECT, topic=HARD[slot], confidential=slot == 2, anyway=True
        )
        agreed = agreement if slot < 4 else None
        best = Rating.AGREEMENT_REACHED
        desk.run(RecordOutcome(slot, best, note=HARD[slot], agreement=agreed, score=4))
    desk.run(CheckInParticipant(keys[0]))
    desk.run(TellStory(StoryKind.TESTIMONIAL, HARD[0], {"consent": True}))
    from matchdesk.services.printing import PrintOrder  # the printing floor, only here

    desk.printing.save(PrintOrder(DocumentKind.TABLE_SIGNS), Path(desk.address).with_suffix(".pdf"))
    return desk


def expected(desk, folder: Path, what: str) -> dict[str, list[list[str]]]:
    """The rows of each of its sheets, from the export as CSV with what disarms formulas off."""
    first, *more = desk.transfer.write(what, folder / f"{what}.csv", Wanted(private=True)).files
    found = {}
    for path in (first, *more):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[_rearmed(cell) for cell in row] for row in csv.reader(file)]
        found[path.stem.removeprefix(f"{what}-")] = rows
    return found


def _rearmed(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@'\t\r") else cell


def alike(one: str, other: str) -> bool:
    """The same text, or the same number however many digits it is shown with."""
    if one == other:
        return True
    try:
        return float(one) == pytest.approx(float(other), rel=1e-12)
    except ValueError:
        return False


def compare(wanted: list[list[list[str]]], shown: list[list[list[str]]]) -> None:
    assert len(wanted) == len(shown)
    for rows, found in zip(wanted, shown, strict=True):
        assert len(rows) == len(found)
        for row, cells in zip(rows, found, strict=True):
            padded = [*cells, *[""] * (len(row) - len(cells))]
            assert [pair for pair in zip(row, padded, strict=True) if not alike(*pair)] == []


def by_calamine(path: Path) -> list[list[list[str]]]:
    book = CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return [[[_told(cell) for cell in row] for row in sheet.to_python()] for sheet in sheets]


def _told(cell: object) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def by_office(paths: list[Path], folder: Path) -> dict[str, list[list[list[str]]]]:
    """Every sheet of every workbook as LibreOffice reads it, by the workbook's stem."""
    made = _converted(paths, folder)
    found = {}
    for path in paths:
        names = CalamineWorkbook.from_path(path).sheet_names
        found[path.stem] = [_rows(made / f"{path.stem}-{name}.csv") for name in names]
    return found


def _converted(paths: list[Path], folder: Path, *more: str) -> Path:
    made = folder / "office"
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *(*more, "--convert-to", ALL_SHEETS_AS_STORED, "--outdir", str(made), *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return made


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [[_clock(cell) for cell in row] for row in csv.reader(file)]


def _clock(cell: str) -> str:
    """A time of day as LibreOffice's American writes it, by 24 hours."""
    try:
        return datetime.strptime(cell, "%I:%M:%S %p").time().isoformat()
    except ValueError:
        return cell


@pytest.fixture
def written(lived, tmp_path):
    """Each workbook with the rows its sheets are to show, by what it holds."""
    found = {}
    for what in SHEETS:
        (path,) = lived.transfer.write(what, tmp_path / f"{what}.xlsx", Wanted(private=True)).files
        found[what] = (path, list(expected(lived, tmp_path, what).values()))
    return found


def test_another_reader_finds_the_same_values_in_every_workbook(written):
    assert len(written) == 12
    for path, wanted in written.values():
        compare(wanted, by_calamine(path))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_shows_the_same_values_in_every_workbook(written, tmp_path):
    shown = by_office([path for path, _wanted in written.values()], tmp_path)
    for what, (_path, wanted) in written.items():
        compare(wanted, shown[what])


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_calculates_nothing_in_a_csv_file(lived, tmp_path):
    (path,) = lived.transfer.write("participants", tmp_path / "people.csv").files
    (tmp_path / "armed.csv").write_text("=1+1\n")
    utf8 = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
    made = _converted([path, tmp_path / "armed.csv"], tmp_path, utf8)
    assert _rows(made / "armed-armed.csv") == [["2"]]  # it would calculate
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *wanted = csv.reader(file)
    for name in ("Full name", "Organisation", "Organisation type"):
        place = header.index(name)
        shown = [row[place] for row in _rows(made / "people-people.csv")[1:]]
        assert shown == [row[place] for row in wanted]
