"""Designs in the event: kept, undone, one for each role and size, and used by the printer."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from matchdesk.core.errors import Conflict, FileFault, Invalid, NotFound
from matchdesk.core.vocabulary import DocumentKind, Role
from matchdesk.core.wording import sentence
from matchdesk.printing.badge_files import to_plain
from matchdesk.printing.badge_templates import Area, Entry, Stack, template_for
from matchdesk.printing.fitting import Limits
from matchdesk.services.designs import RemoveDesign, SaveDesign
from matchdesk.services.printing import PrintOrder
from tests import factories

CARD = template_for(90, 54)
WELCOME = Stack(Area(5, 5, 80, 12), (Entry("text", Limits(20, 8), text="Welcome"),))
OURS = to_plain(replace(CARD, key="Ours", elements=(WELCOME, *CARD.elements[2:])))
TWO_SIDED = to_plain(replace(CARD, key="Two", back=(WELCOME,)))
ON_CARDS = PrintOrder(DocumentKind.BADGES, form="90x54-10up")


def kept(desk) -> list[tuple[str, tuple[Role, ...]]]:
    return [(one.name, one.roles) for one in desk.designs.all()]


def pages(desk, order: PrintOrder = ON_CARDS) -> list[str]:
    made = desk.printing.preview(order)
    return [page.extract_text() for page in PdfReader(io.BytesIO(made.pdf)).pages]


def test_design_is_kept_told_and_undone(both_desk):
    both_desk.run(SaveDesign(" Ours ", OURS, (Role.SPEAKER, Role.DELEGATE)))
    assert kept(both_desk) == [("Ours", (Role.DELEGATE, Role.SPEAKER))]
    assert both_desk.history.page(limit=1)[0].what == "Added the badge design “Ours”"
    both_desk.history.undo()
    assert kept(both_desk) == []
    both_desk.history.redo()
    assert kept(both_desk) == [("Ours", (Role.DELEGATE, Role.SPEAKER))]


def test_design_saved_again_replaces_itself(desk):
    key = desk.run(SaveDesign("Ours", OURS)).result
    assert desk.run(SaveDesign("Mine", TWO_SIDED, (Role.GUEST,), key)).result == key
    assert kept(desk) == [("Mine", (Role.GUEST,))]
    assert desk.designs.all()[0].content["name"] == "Mine"


def test_role_has_one_design_of_a_size(desk):
    desk.run(SaveDesign("First", OURS, (Role.DELEGATE, Role.SPEAKER)))
    a6 = to_plain(template_for(105, 148))
    desk.run(SaveDesign("Large", a6, (Role.DELEGATE,)))
    desk.run(SaveDesign("Second", OURS, (Role.DELEGATE,)))
    assert kept(desk) == [
        ("First", (Role.SPEAKER,)),
        ("Large", (Role.DELEGATE,)),
        ("Second", (Role.DELEGATE,)),
    ]


def test_badges_of_a_role_are_printed_in_its_design(desk):
    factories.participant(desk, "Ana Kovač")
    factories.participant(desk, "Sam Speaker", role=Role.SPEAKER)
    desk.run(SaveDesign("Ours", OURS, (Role.SPEAKER,)))
    assert [page.count("Welcome") for page in pages(desk)] == [1]
    large = PrintOrder(DocumentKind.BADGES, form="a6-4up")
    assert [page.count("Welcome") for page in pages(desk, large)] == [0]


def test_design_with_a_back_doubles_the_pages_and_they_are_counted_when_made(desk):
    factories.participant(desk, "Ana Kovač")
    desk.run(SaveDesign("Two", TWO_SIDED, (Role.DELEGATE,)))
    assert [page.count("Welcome") for page in pages(desk)] == [0, 1]
    assert desk.printing.tally(ON_CARDS).pages is None
    assert desk.printing.tally(replace(ON_CARDS, form="a5-fold")).pages == 1


def test_design_removed_leaves_the_built_in_one(desk):
    factories.participant(desk, "Ana Kovač")
    key = desk.run(SaveDesign("Ours", OURS, (Role.DELEGATE,))).result
    desk.run(RemoveDesign(key))
    assert (kept(desk), [page.count("Welcome") for page in pages(desk)]) == ([], [0])


@pytest.mark.parametrize(
    ("command", "kind", "code"),
    [
        (SaveDesign("  ", OURS), Invalid, "badge_design_nameless"),
        (SaveDesign("Taken", OURS), Conflict, "badge_design_name"),
        (SaveDesign("Other", OURS, (), "nobody"), NotFound, "not_found"),
        (SaveDesign("Other", {**OURS, "width": 1}), Invalid, "badge_design_wrong"),
        (RemoveDesign("nobody"), NotFound, "not_found"),
    ],
)
def test_design_that_cannot_be_kept_is_refused(desk, command, kind, code):
    desk.run(SaveDesign("Taken", OURS))
    with pytest.raises(kind) as caught:
        desk.run(command)
    assert caught.value.code == code
    assert kept(desk) == [("Taken", ())]


def test_sizes_are_told_once_however_many_sheets_have_them(desk):
    sizes = [(size.width, size.height) for size in desk.designs.sizes()]
    assert sizes[:3] == [(105, 148), (74, 105), (90, 54)]
    assert (105, 148.5) not in sizes
    assert len(set(sizes)) == len(sizes)


def test_picture_is_the_true_one_of_a_real_person(desk):
    key = factories.participant(desk, "Ana Kovač", country="PL")
    badge = desk.designs.badge_of(key, "en")
    drawn = desk.designs.picture(CARD, badge, "front", 254)
    assert (badge.name, badge.country, len(badge.token)) == ("Ana Kovač", "Poland", 24)
    assert drawn.width == 900
    assert abs(drawn.height - 540) <= 1
    assert len(set(desk.designs.picture(CARD, badge, "back", 50).pixels[::4])) == 1


def test_design_goes_out_to_a_file_and_comes_back(desk, tmp_path):
    desk.designs.export(CARD, tmp_path / "ours.json")
    assert desk.designs.read_file(tmp_path / "ours.json") == CARD


def test_file_that_cannot_be_used_is_told_in_one_sentence(desk, tmp_path):
    wrong = tmp_path / "photo.jpg"
    wrong.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(Invalid) as caught:
        desk.designs.read_file(wrong)
    assert sentence(caught.value) == (
        "This file is no badge design of MatchDesk. Choose one that was exported from the badge "
        "designer."
    )
    with pytest.raises(FileFault):
        desk.designs.read_file(tmp_path / "nowhere.json")


def test_logo_is_read_and_what_is_none_is_refused(desk, tmp_path):
    good, bad = tmp_path / "logo.png", tmp_path / "logo.txt"
    Image.new("RGB", (9, 9), "blue").save(good)
    bad.write_text("no picture")
    assert desk.designs.read_picture(good) == good.read_bytes()
    with pytest.raises(Invalid) as caught:
        desk.designs.read_picture(bad)
    assert caught.value.code == "picture_wrong"
