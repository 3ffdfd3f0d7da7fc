"""Lists, the grid, calendars and the report, as other programs read them."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import UTC, datetime
from io import StringIO

import icalendar
import jsonschema
import pytest
from openpyxl import load_workbook

from matchdesk.cli.exporting import WHAT
from matchdesk.core import resources
from matchdesk.core.errors import Cancelled, FileFault, Invalid
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import AgreementType, DocumentKind, Rating, StoryKind
from matchdesk.interchange.writing import DELIMITERS
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import EditStory, RecordAgreement, RecordOutcome, TellStory
from matchdesk.services.transfer import EXPORTS, Wanted
from tests import factories


@pytest.fixture
def met(desk):
    """Ana of Photonik met Lin, who shares nothing, in slot 1, and waits for Bo in slot 2."""
    ana = factories.participant(desk, "Ana", organisation_id=factories.organisation(desk))
    ict = factories.organisation(desk, "Taiwan ICT", country="TW")
    lin = factories.participant(desk, "林 Lin", consent_sharing=False, organisation_id=ict)
    factories.request(desk, ana, lin, message="=1+1")
    factories.meeting(desk, ana, lin, 1, 2)
    factories.meeting(desk, ana, factories.participant(desk, "Bo"), 2, 1)
    agreement = RecordAgreement(AgreementType.OTHER, confidential=True)
    desk.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, note="Secret sauce", agreement=agreement))
    desk.run(CheckInParticipant(ana))
    desk.run(TellStory(StoryKind.TESTIMONIAL, "Well met", {"participant_id": ana}))
    return desk


def rows(path, encoding="utf-8-sig", delimiter=","):
    text = path.read_text(encoding)
    header, *found = csv.reader(StringIO(text), delimiter=delimiter)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_command_line_and_service_name_the_same_exports():
    assert WHAT == EXPORTS


def test_a_desk_keeps_how_it_writes_csv(met):
    assert met.transfer.csv_form() == ("comma", True)
    for delimiter in DELIMITERS:
        met.transfer.keep_csv_form(delimiter, bom=False)
        assert met.transfer.csv_form() == (delimiter, False)
    met.transfer.keep_csv_form("colon", bom=True)
    assert met.transfer.csv_form() == ("comma", True)


def test_testimonial_that_may_be_published_is_told_whole(met, tmp_path):
    met.run(EditStory(met.outcomes.stories()[0].key, {"consent": True}))
    written = met.transfer.write("stories", tmp_path / "s.csv")
    (row,) = rows(written.files[0])
    assert (row["Words"], row["Who"], row["May be published"]) == ("Well met", "Ana", "Yes")
    assert written.left_out == ()


@pytest.mark.parametrize("what", [w for w in EXPORTS if w not in ("agendas", "report", "grid")])
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_every_list_is_written_in_every_format(met, tmp_path, what, ending):
    (path,) = met.transfer.write(what, tmp_path / f"list{ending}").files
    if ending == ".csv":
        count = len(rows(path))
    elif ending == ".json":
        count = len(json.loads(path.read_text("utf-8")))
    else:
        sheet = load_workbook(path).active
        assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("A2", True)
        count = sheet.max_row - 1
    expected = {"participants": 3, "organisations": 2, "requests": 1, "meetings": 2, "outcomes": 1}
    expected |= {"agreements": 1, "check-ins": 1, "print-log": 0, "stories": 1}
    assert count == expected.get(what, count)
    assert what != "history" or count == len(met.history.page())


def test_who_shares_nothing_is_not_named_and_that_is_said(met, tmp_path):
    written = met.transfer.write("requests", tmp_path / "r.csv")
    (row,) = rows(written.files[0])
    assert (row["From"], row["To"], row["Message"]) == ("Ana", "(withheld)", "'=1+1")
    assert written.left_out == ("The name of 1 participant who does not share data is withheld.",)
    written = met.transfer.write("requests", tmp_path / "r.csv", Wanted(private=True))
    assert (rows(written.files[0])[0]["To"], written.left_out) == ("林 Lin", ())


def test_words_on_meetings_of_confidential_agreements_stay(met, tmp_path):
    (path,) = met.transfer.write("outcomes", tmp_path / "o.csv").files
    assert rows(path)[0]["Note"] == "(withheld)"
    (path,) = met.transfer.write("outcomes", tmp_path / "o.csv", Wanted(private=True)).files
    assert rows(path)[0]["Note"] == "Secret sauce"


def test_csv_takes_the_separator_and_mark_asked_for(met, tmp_path):
    wanted = Wanted(delimiter="semicolon", bom=False)
    (path,) = met.transfer.write("requests", tmp_path / "r.csv", wanted).files
    assert path.read_bytes()[:6] == b"Number"
    assert rows(path, "utf-8", ";")[0]["From"] == "Ana"
    with pytest.raises(Invalid):
        met.transfer.write("requests", tmp_path / "r.csv", Wanted(delimiter="colon"))


def test_grid_is_laid_out_by_table_and_by_participant(met, tmp_path):
    (path,) = met.transfer.write("grid", tmp_path / "grid.xlsx", Wanted(private=True)).files
    book = load_workbook(path)
    assert book.sheetnames == ["Tables", "Participants"]
    assert [page.freeze_panes for page in book.worksheets] == ["C2", "C2"]
    tables = list(book["Tables"].iter_rows(values_only=True))
    assert tables[0][2:4] == ("18.11. 09:00", "18.11. 09:25")
    assert (tables[1][3], tables[2][2]) == (
        "Photonik Cluster – Bo",
        "Photonik Cluster – Taiwan ICT [Held]",
    )
    ana = next(r for r in book["Participants"].iter_rows(values_only=True) if r[1] == "Ana")
    assert ana[4:6] == ("Taiwan ICT (table 2)", "Bo (table 1)")


def test_a_meeting_without_a_table_has_a_line_of_its_own_in_the_grid(met, tmp_path):
    first, second = (factories.participant(met, name) for name in ("Cho", "Dia"))
    factories.meeting(met, first, second, 1, None)
    (path,) = met.transfer.write("grid", tmp_path / "grid.xlsx").files
    tables = list(load_workbook(path)["Tables"].iter_rows(values_only=True))
    assert tables[-1][:3] == (None, "no table", "Cho – Dia")


def test_agendas_are_calendars_in_the_venues_time(met, tmp_path):
    (path,) = met.transfer.write("agendas", tmp_path / "a.zip", Wanted(private=True)).files
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == ["0001-Ana.ics", "0002-林-Lin.ics", "0003-Bo.ics"]
        calendar = icalendar.Calendar.from_ical(packed.read("0001-Ana.ics"))
    events = calendar.walk("VEVENT")
    starts = [event.decoded("DTSTART").astimezone(UTC) for event in events]
    assert starts == [
        datetime(2026, 11, 18, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 8, 25, tzinfo=UTC),
    ]
    assert [str(event["LOCATION"]) for event in events] == [
        "Table 2, Hall 4, Łódź",
        "Table 1, Hall 4, Łódź",
    ]


def test_agendas_need_a_zip(met, tmp_path):
    with pytest.raises(FileFault, match="write_agendas_format"):
        met.transfer.write("agendas", tmp_path / "a.ics")


def test_report_keeps_to_its_published_schema(met, tmp_path):
    (path,) = met.transfer.write("report", tmp_path / "r.json").files
    schema = json.loads((resources.path("schemas") / "report-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    figures = {f["code"]: f["value"] for f in document["figures"]}
    assert figures == {f.code: f.value for f in met.statistics.figures()}
    assert "林" not in path.read_text("utf-8")


def test_workbook_has_the_rows_behind_every_figure(met, tmp_path):
    (path,) = met.transfer.write("report", tmp_path / "r.xlsx").files
    book = load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        if sheet.title.startswith("Rows"):
            for row in sheet.iter_rows(min_row=2, values_only=True):
                for code in row[-1].split():
                    found[code] = found.get(code, 0) + 1
    figures = met.statistics.figures()
    assert found == {f.code: len(f.rows) for f in figures if f.rows}
    shown = list(book["Figures"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in shown] == [figure.value for figure in figures]
    assert all(row[7] in book.sheetnames for row in shown if found.get(row[6]))


def test_an_export_that_is_no_longer_wanted_leaves_no_file(met, tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        met.transfer.write("report", tmp_path / "r.json", progress=progress)
    assert list(tmp_path.glob("r.json")) == []


def test_print_log_names_what_went_out(met, tmp_path):
    from matchdesk.services.printing import PrintOrder  # the printing floor, only here

    met.printing.save(PrintOrder(DocumentKind.TABLE_SIGNS), tmp_path / "signs.pdf", Progress())
    (path,) = met.transfer.write("print-log", tmp_path / "p.csv").files
    assert [(row["Document"], row["Table"]) for row in rows(path)] == [
        ("Table signs", "1"), ("Table signs", "2"), ("Table signs", "3"), ("Table signs", "4"),
    ]  # fmt: skip
