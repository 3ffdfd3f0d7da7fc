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


def test_meetings_name_time_and_both_parties() -> None:
    (text,) = page_texts(write(sign(1)))
    assert re.findall(r"\d\d:\d\d – \d\d:\d\d", text) == ["09:00 – 09:20"]
    wanted = ["Clúster Norte", "Ana Gómez · Spain", "TSMC Cluster", "Chen Mei-Ling · Taiwan"]
    assert [line for line in wanted if line in text] == wanted


def test_more_meetings_than_a_page_holds_go_on_the_next() -> None:
    texts = page_texts(write(sign(30)))
    times = [t for text in texts for t in re.findall(r"\d\d:\d\d – \d\d:\d\d", text)]
    assert len(texts) == 3
    assert len(times) == len(set(times)) == 30


def test_table_without_meetings_still_gets_its_number() -> None:
    (text,) = page_texts(write(sign(0, days=())))
    assert "17" in text.split()


def test_each_day_has_its_page() -> None:
    days = tuple(SignDay(date(2026, 5, day), ()) for day in (12, 13))
    texts = page_texts(write(sign(0, days=days)))
    assert [re.findall(r"\d+ May 2026", t)[0] for t in texts] == ["12 May 2026", "13 May 2026"]
