"""Only what changed is printed again, with a slip that says what."""

from __future__ import annotations

import io
import json
import re
from datetime import date, time

from pypdf import PdfReader
from sqlalchemy import select

from matchdesk.core.vocabulary import DocumentKind, MeetingStatus, ProgrammeKind
from matchdesk.models import (
    Agenda,
    Break,
    Interpreter,
    Meeting,
    Participant,
    ProfileLine,
    Slot,
    Table,
)
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


def change(desk, edit) -> None:
    """Carry out `edit(session)` as one change of the event."""

    def make(context):
        edit(context.session)
        return []

    desk.run(factories.Put(make))


def held_break(session, name: str) -> Break:
    return session.scalars(select(Break).where(Break.name == name)).one()


def test_slip_says_that_a_break_moved_though_no_meeting_did(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")

    def later(session):
        lunch = held_break(session, "Lunch")
        lunch.starts, lunch.ends, lunch.place = time(11), time(13, 45), "Foyer"

    change(desk, later)
    assert slip(desk, cast.ana) == (
        "Changed since version 1 Moved Lunch Wed 11:00 – 13:45, Foyer (before: Wed 10:40 – 13:30)"
    )


def test_slip_says_which_plenary_is_new_and_which_is_gone(desk, cast, tmp_path):
    plenary = Break(day=date(2026, 11, 18), starts=time(8), ends=time(8, 45), name="Opening",
                    kind=ProgrammeKind.PLENARY, place="Hall A")  # fmt: skip
    factories.put(desk, plenary)
    desk.printing.save(ALL, tmp_path / "all.pdf")

    def other(session):
        opening = held_break(session, "Opening")
        opening.name, opening.starts = "Welcome", time(8, 15)

    change(desk, other)
    assert slip(desk, cast.ana) == (
        "Changed since version 1 Gone Opening Wed 08:00 – 08:45, Hall A"
        " New Welcome Wed 08:15 – 08:45, Hall A"
    )


def test_slip_says_who_interprets_a_meeting_that_stands(desk, cast, tmp_path):
    (helper,) = factories.put(desk, Interpreter(participant_id=cast.bo))
    desk.printing.save(ALL, tmp_path / "all.pdf")
    change(desk, lambda session: setattr(
        session.get_one(Meeting, cast.early), "interpreter_id", helper))  # fmt: skip
    text = slip(desk, cast.ana)
    assert text.startswith("Changed since version 1 Changed Taiwan ICT · Chen Wei-Lin")
    assert text.endswith("Wed 09:25, table 3 · Interpreter: Bo Guest")


def test_slip_says_that_a_partner_offers_something_else(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")
    optics = select(ProfileLine).where(ProfileLine.text == "Optics")
    change(desk, lambda session: setattr(session.scalars(optics).one(), "text", "Lasers"))
    assert slip(desk, cast.ana).endswith("Wed 09:25, table 3 · Offers and needs")


def test_slip_is_never_silent_about_an_agenda_that_differs(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")
    change(desk, lambda session: setattr(session.get_one(Participant, cast.ana), "name", "Ana K."))
    assert slip(desk, cast.ana) == (
        "Changed since version 1 Changed Names, places or other details"
    )


def test_paper_of_the_earlier_version_is_compared_by_its_meetings(desk, cast, tmp_path):
    desk.printing.save(ALL, tmp_path / "all.pdf")

    def as_before(session):
        for agenda in session.scalars(select(Agenda)):
            kept = json.loads(agenda.content)["meetings"]
            names = ("start", "table", "partner")
            agenda.content = json.dumps([{name: one[name] for name in names} for one in kept])

    change(desk, as_before)
    move(desk, {cast.early: 3})
    text = slip(desk, cast.chen)
    assert re.findall(r"\d\d:\d\d", text) == ["09:50", "09:25"]
