"""Table signs read back from the page."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.agenda_data import Partner
from matchdesk.printing.pages import PAPERS
from matchdesk.printing.table_signs import SignDay, SignMeeting, TableSignData, write_table_signs

from .reading import letters, page_texts
from .samples import PARTNER, moment

OTHER = Partner("Chen Mei-Ling", "陳美玲", "TSMC Cluster", "Taiwan", "TW")


def sign(meetings: int, **changes: object) -> TableSignData:
    start = moment(12, 9)
    held = tuple(
        SignMeeting(
            start + timedelta(minutes=25 * i),
            start + timedelta(minutes=25 * i + 20),
            PARTNER,
            OTHER,
        )
        for i in range(meetings)
    )
    values: dict[str, object] = {
        "key": "t17",
        "number": "17",
        "event_name": "C2C Days",
        "timezone": "Europe/Prague",
        "printed_at": moment(11, 19, 5),
        "zone": "Hall A",
        "days": (SignDay(date(2026, 5, 12), held),),
    }
    return TableSignData(**(values | changes))  # type: ignore[arg-type]  # keywords of a test


def write(*signs: TableSignData) -> bytes:
    stream = io.BytesIO()
    write_table_signs(stream, signs, PAPERS["a4"], Catalogue("en"), Progress())
    return stream.getvalue()


def test_number_reads_at_two_metres() -> None:
    digits = [x for x in letters(write(sign(3))) if x.text in "17" and x.top - x.bottom > 100]
    assert sorted(x.text for x in digits) == ["1", "7"]
    assert min(x.top - x.bottom for x in digits) / 72 * 25.4 > 50  # millimetres


LONG = "Fédération européenne des pôles de compétitivité de l’agroalimentaire et de l’eau"


def sizes_of(data: bytes, organisation: str) -> float:
    """Type size of the first line of `organisation`, from the height of its capitals (0.714)."""
    first = organisation[0]
    marks = [x for x in letters(data) if x.text == first and abs(x.bottom - x.baseline) < 1]
    return max(x.top - x.baseline for x in marks) / 0.714


def test_next_meetings_organisations_read_at_two_metres() -> None:
    second = Partner("Chen Mei-Ling", "", "Kaohsiung Maritime Technology Cluster", "Taiwan", "TW")
    meeting = SignMeeting(moment(12, 9), moment(12, 9, 20), PARTNER, second)
    data = write(sign(0, days=(SignDay(date(2026, 5, 12), (meeting,)),)))
    assert min(sizes_of(data, "Clúster Norte"), sizes_of(data, "Kaohsiung")) >= 28


def test_long_names_of_the_next_meeting_are_whole() -> None:
    party = Partner("Zoë Lefèvre", "", LONG, "France", "FR")
    meeting = SignMeeting(moment(12, 9), moment(12, 9, 20), party, party)
    stream = io.BytesIO()
    data = sign(0, days=(SignDay(date(2026, 5, 12), (meeting,) * 5),))
    report = write_table_signs(stream, [data], PAPERS["a4"], Catalogue("en"), Progress())
    assert (report.shortened, report.pages) == ((), 1)


def test_meetings_name_time_and_both_parties() -> None:
    (text,) = page_texts(write(sign(1)))
    assert re.findall(r"\d\d:\d\d", text)[:2] == ["09:00", "09:20"]
    wanted = ["Clúster Norte", "Ana Gómez · Spain", "TSMC Cluster", "Chen Mei-Ling · Taiwan"]
    assert [line for line in wanted if line in text] == wanted


def test_more_meetings_than_a_page_holds_go_on_the_next() -> None:
    texts = page_texts(write(sign(14)))
    starts = [t for text in texts for t in re.findall(r"^\d\d:\d\d(?= *$)", text, re.MULTILINE)]
    assert len(texts) == 2
    assert len(starts) == len(set(starts)) == 14


def test_meetings_that_were_over_when_it_was_printed_are_left_out() -> None:
    (text,) = page_texts(write(sign(3, printed_at=moment(12, 9, 30))))
    assert [time for time in ("09:00", "09:25", "09:50") if time in text] == ["09:25", "09:50"]


def test_table_without_meetings_still_gets_its_number() -> None:
    (text,) = page_texts(write(sign(0, days=())))
    assert "17" in text.split()


def test_each_day_has_its_page() -> None:
    days = tuple(SignDay(date(2026, 5, day), ()) for day in (12, 13))
    texts = page_texts(write(sign(0, days=days)))
    assert [re.findall(r"\d+ May 2026", t)[0] for t in texts] == ["12 May 2026", "13 May 2026"]
