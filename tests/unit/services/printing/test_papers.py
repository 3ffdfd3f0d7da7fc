"""The working papers of the day read back: who, where, when, and codes that can be scanned."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from matchdesk.core import meeting_token
from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.core.wording import intent
from matchdesk.models import Event, Interpreter, Meeting, Participant
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.printing import PrintOrder
from matchdesk.services.printing.papers import PAPERS
from tests import factories
from tests.unit.printing.reading import page_sizes, qr_texts


def texts(desk, kind: DocumentKind, **order: object) -> list[str]:
    printed = desk.printing.preview(PrintOrder(kind, **order))
    pages = PdfReader(io.BytesIO(printed.pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def held(text: str, *words: str) -> list[int]:
    return [text.count(word) for word in words]


def change(desk, model, key: str, **values: object) -> None:
    def make(context):
        record = context.session.get_one(model, key)
        for name, value in values.items():
            setattr(record, name, value)
        return []

    desk.run(factories.Put(make))


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_counted_saved_and_recorded(desk, cast, tmp_path, kind):
    factories.put(desk, Interpreter(participant_id=cast.bo, language_pairs=["en-zh"]))
    order = PrintOrder(kind)
    tally = desk.printing.tally(order)
    printed = desk.printing.save(order, tmp_path / "paper.pdf")
    assert tally.documents == printed.documents > 0
    assert printed.unprintable == ()
    (run,) = desk.printing.runs()
    assert (run.kind, run.documents) == (kind, printed.documents)
    newest = desk.history.page(limit=1)[0]
    assert (newest.undoable, newest.what[:8]) == (False, "Printed ")


def test_history_says_which_paper_went_out():
    assert intent("print_other", {"what": "Wall plan", "count": 2}) == "Printed Wall plan (2)"


def test_slot_sheet_shows_tables_and_both_parties_of_its_slot_only(desk, cast):
    first, second = texts(desk, DocumentKind.SLOT_SHEETS)
    words = ("Łódź Agro", "Taiwan ICT", "Chen Wei-Lin", "Dora Íñiguez")
    assert held(first, *words) == [1, 1, 1, 0]
    assert held(second, *words) == [1, 0, 0, 1]


def test_room_sheet_goes_table_by_table(desk, cast):
    text = " ".join(texts(desk, DocumentKind.ROOM_SHEETS))
    assert text.index("Table 1") < text.index("Dora Íñiguez")
    assert text.index("Dora Íñiguez") < text.index("Table 3") < text.index("Chen Wei-Lin")


def test_wall_plan_lies_across_and_names_both_parties(desk, cast):
    printed = desk.printing.preview(PrintOrder(DocumentKind.WALL_PLAN))
    assert page_sizes(printed.pdf)[0] == (297, 210)
    text = " ".join(texts(desk, DocumentKind.WALL_PLAN))
    assert held(text, "PL · Łódź Agro", "TW · Taiwan ICT", "ES · Dora Íñiguez") == [2, 1, 1]


def test_wall_plan_says_above_the_tables_when_nobody_meets(desk, cast):
    text = " ".join(texts(desk, DocumentKind.WALL_PLAN))
    assert held(text, "10:40 – 13:30 Lunch · 18:00 – 22:00 Dinner") == [2]  # on each sheet


def test_forms_code_names_the_meeting_it_is_scanned_for(desk, cast):
    printed = desk.printing.preview(PrintOrder(DocumentKind.MEETING_FORMS))
    with desk._database.reading() as session:
        secret = session.query(Event).one().secret
        numbers = [session.get_one(Meeting, key).number for key in (cast.early, cast.late)]
    found = [code for page in range(printed.pages) for code in qr_texts(printed.pdf, page)]
    assert [meeting_token.read(secret, code) for code in found] == numbers


def test_daily_list_gives_everybody_their_times_and_tables(desk, cast):
    first, *_others = texts(desk, DocumentKind.DAILY_LIST)
    assert held(first, "Ana Kovač", "Chen Wei-Lin", "Dora Íñiguez", "Bo Guest") == [1, 1, 1, 1]
    assert "T3" in first


def test_delegation_list_has_its_people_and_the_rest_come_last(desk, cast):
    taiwan, alone = texts(desk, DocumentKind.DELEGATION_LISTS)
    assert held(taiwan, "Chen Wei-Lin", "陳威霖", "Ana Kovač", "Signature") == [1, 1, 0, 1]
    assert held(alone, "Chen Wei-Lin", "Ana Kovač", "Without a delegation") == [0, 1, 1]


def test_who_has_arrived_is_not_missing(desk, cast):
    desk.run(CheckInParticipant(cast.ana))
    (text,) = texts(desk, DocumentKind.MISSING_PEOPLE)
    assert held(text, "Ana Kovač", "Chen Wei-Lin", "3 people") == [0, 1, 1]


def test_interpreter_list_says_languages_and_where_they_are_needed(desk, cast):
    (key,) = factories.put(desk, Interpreter(participant_id=cast.bo, language_pairs=["en-zh"]))
    change(desk, Meeting, cast.early, interpreter_id=key)
    (text,) = texts(desk, DocumentKind.INTERPRETER_LIST)
    assert held(text, "Bo Guest", "English – Chinese", "Taiwan ICT", "Dora") == [1, 1, 1, 0]


def test_booklets_hold_the_agendas_of_their_people_behind_a_cover(desk, cast):
    pages = texts(desk, DocumentKind.ORGANISATION_BOOKLETS)
    covers = [page for page in pages if page.startswith("Agendas")]
    assert [held(page, "Łódź Agro", "Taiwan ICT") for page in covers] == [[2, 0], [0, 2]]
    assert len(pages) == 4


def test_catalogue_shows_contact_only_of_those_who_agreed(desk, cast):
    change(desk, Participant, cast.ana, email="ana@agro.example", consent_sharing=True)
    change(desk, Participant, cast.chen, email="chen@ict.example", consent_sharing=None)
    change(desk, Participant, cast.dora, email="dora@one.example", consent_sharing=False)
    text = " ".join(texts(desk, DocumentKind.PARTICIPANT_CATALOGUE))
    mails = ("ana@agro.example", "chen@ict.example", "dora@one.example")
    assert held(text, *mails) == [1, 0, 0]
    assert held(text, "Sensors; Optics", "By country", "By organisation") == [1, 1, 1]


def test_some_people_can_be_asked_for_where_a_paper_is_of_people(desk, cast):
    text = " ".join(texts(desk, DocumentKind.PARTICIPANT_CATALOGUE, people=("1", "2")))
    assert held(text, "Ana Kovač", "Chen Wei-Lin", "Dora Íñiguez") == [1, 1, 0]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (PrintOrder(DocumentKind.WALL_PLAN, people=("1",)), "print_lists_of_all"),
        (PrintOrder(DocumentKind.DAILY_LIST, only_new=True), "print_lists_whole"),
        (PrintOrder(DocumentKind.MEETING_FORMS, only_changed=True), "print_lists_whole"),
    ],
)
def test_condition_a_paper_knows_nothing_of_is_refused(desk, cast, order, code):
    with pytest.raises(Invalid) as error:
        desk.printing.tally(order)
    assert error.value.code == code


def test_paper_without_content_is_told(desk, cast):
    with pytest.raises(Invalid) as error:
        desk.printing.preview(PrintOrder(DocumentKind.INTERPRETER_LIST))
    assert error.value.code == "nothing_to_print"


def test_quick_look_makes_the_first_documents_only(desk, cast):
    order = PrintOrder(DocumentKind.MEETING_FORMS)
    assert desk.printing.preview(order, None, 1).documents == 1
