"""Only what changed is printed again, with a slip that says what."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader
from sqlalchemy import select

from matchdesk.core.vocabulary import DocumentKind, MeetingStatus
from matchdesk.models import Meeting, Slot, Table
from matchdesk.services.printing import PrintOrder
from tests import factories

ALL = PrintOrder(DocumentKind.AGENDAS)
CHANGED = PrintOrder(DocumentKind.AGENDAS, only_changed=True)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages]


def said(desk) -> dict[str, str]:
    """What each agenda's pages say now, but for version, time of printing and the slip."""
    printed = desk.printing.preview(ALL)
    texts = pages(printed.pdf)
    assert len(texts) == printed.documents  # one page each in these tests
    plain = [re.sub(r"Version \d+ · printed .*? Page", "Page", text) for text in texts]
    plain = [re.sub(r"Changed since version \d+.*?(?=\w+day, \d)", "", text) for text in plain]
    return {s.key: text for s, text in zip(printed.subjects, plain, strict=True)}


def move(desk, wanted: dict[str, int]) -> None:
    """Put meetings (by key) into slots (by number)."""

    def make(context):
        slots = {slot.number: slot.id for slot in context.session.scalars(select(Slot))}
        for key, number in wanted.items():
            context.session.get_one(Meeting, key).slot_id = slots[number]
        return []

    desk.run(factories.Put(make))


def test_after_a_twentieth_of_the_meetings_moved_exactly_the_differing_are_printed(desk, tmp_path):
    factories.put(desk, *(Table(number=number) for number in range(5, 16)))
    people = factories.people(desk, 30)
    meetings = []
    for slot in (1, 2, 3, 5):  # slot 4 stays free
        for place in range(15):
            first, second = people[place], people[15 + (place + slot) % 15]
            meetings.append(factories.meeting(desk, first, second, slot, place + 1))
    before = said(desk)
    desk.printing.save(ALL, tmp_path / "all.pdf")
    move(desk, {meetings[place]: 4 for place in (2, 7 + 15, 11 + 30)})  # three of sixty
    after = said(desk)
    differing = {key for key in before if before[key] != after[key]}
    printed = desk.printing.save(CHANGED, tmp_path / "changed.pdf")
    assert {subject.key for subject in printed.subjects} == differing
    assert len(differing) == 6
    assert desk.printing.still_outdated() == ()


def slip(desk, person: str) -> str:
    printed = desk.printing.preview(PrintOrder(DocumentKind.AGENDAS, people=(person,)))
    (text,) = pages(printed.pdf)
    found = re.search(r"Changed since version \d+.*?(?=Wednesday, \d)", text)
    return found.group().strip() if found else ""


def test_slip_says_what_moved_from_where_to_where(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")
    move(desk, {cast.early: 3})
    assert slip(desk, cast.dora) == ""
    text = slip(desk, cast.chen)
    assert text.startswith("Changed since version 1 Moved Łódź Agro · Ana Kovač Wed ")
    assert re.findall(r"\d\d:\d\d", text) == ["09:50", "09:25"]


def test_slip_says_what_is_new_and_what_is_gone(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")
    factories.meeting(desk, cast.chen, cast.dora, 1, 2)

    def make(context):
        context.session.get_one(Meeting, cast.early).status = MeetingStatus.CANCELLED
        return []

    desk.run(factories.Put(make))
    text = slip(desk, cast.chen)
    assert re.findall(r"New|Moved|Gone", text) == ["New", "Gone"]
    assert re.findall(r"\d\d:\d\d", text) == ["09:00", "09:25"]


def test_agenda_printed_anew_has_no_slip_and_the_next_slip_counts_from_it(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")
    move(desk, {cast.early: 3})
    desk.printing.save(CHANGED, tmp_path / "changed.pdf")
    assert slip(desk, cast.chen) == ""
    move(desk, {cast.early: 1})
    text = slip(desk, cast.chen)
    assert text.startswith("Changed since version 2 Moved")
    assert re.findall(r"\d\d:\d\d", text) == ["09:00", "09:50"]


def test_each_agenda_in_its_participants_language_and_by_the_twelve_hour_clock(desk, cast):
    order = PrintOrder(DocumentKind.AGENDAS, language="own", twelve_hour=True)
    printed = desk.printing.preview(order)
    texts = dict(zip((s.key for s in printed.subjects), pages(printed.pdf), strict=False))
    assert ["środa, 18 listopada" in texts[cast.ana], "Stolik" in texts[cast.ana]] == [True, True]
    assert "Wednesday, 18 November" in texts[cast.chen]
    assert "AM" in texts[cast.ana] or "am" in texts[cast.ana]


def test_page_in_another_language_or_clock_is_the_same_agenda(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")
    other = PrintOrder(DocumentKind.AGENDAS, language="fa", twelve_hour=True)
    assert desk.printing.tally(other).changed == 0
    assert desk.printing.outdated(other) == frozenset()
