"""Badges read back from the page: sizes, texts, codes, nothing on top of anything."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from matchdesk.core.errors import Cancelled, FileFault, Invalid, NotFound
from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Role
from matchdesk.printing.badges import write_badges
from matchdesk.printing.palette import RIBBONS
from matchdesk.printing.print_report import Shortened
from matchdesk.printing.sheets import sheet, sheets

from .reading import letters, page_sizes, page_texts, qr_texts
from .samples import LONG, NAMES, TOKEN, badge

ENGLISH = Catalogue("en")
SHEETS = sheets()


def write(badges: list, key: str = "a6") -> tuple[bytes, object]:
    stream = io.BytesIO()
    report = write_badges(stream, badges, SHEETS[key], ENGLISH, Progress())
    return stream.getvalue(), report


@pytest.mark.parametrize(
    ("key", "pages", "size"),
    [
        ("a6", 5, (105, 148)),
        ("a6-4up", 2, (210, 297)),
        ("a7", 5, (74, 105)),
        ("a7-8up", 1, (297, 210)),
        ("90x54-10up", 1, (210, 297)),
        ("cr80", 5, (86, 54)),
    ],
)
def test_sheet_is_filled_before_the_next(key: str, pages: int, size: tuple[int, int]) -> None:
    data, report = write([badge(str(i)) for i in range(5)], key)
    assert page_sizes(data) == [size] * pages
    assert (report.pages, report.documents) == (pages, 5)


@pytest.mark.parametrize("key", SHEETS)
def test_codes_decode_at_150_dpi_in_the_order_given(key: str) -> None:
    tokens = [TOKEN[i:] + TOKEN[:i] for i in range(SHEETS[key].per_page)]
    data, _ = write([badge(str(i), token=token) for i, token in enumerate(tokens)], key)
    assert qr_texts(data) == tokens


def test_badge_shows_own_script_first_then_name_organisation_country_role() -> None:
    data, _ = write([badge(native_name="陳美玲", languages=("EN", "ZH"), number="No. 7")])
    assert page_texts(data)[0].split("\n") == [
        "C2C Days",
        "陳美玲",
        "Chen Mei-Ling",
        "Taiwan Smart Machinery Cluster",
        "Taiwan",
        "EN · ZH",
        "No. 7",
        "Speaker",
    ]


def test_own_script_equal_to_the_name_is_printed_once() -> None:
    data, _ = write([badge(name="Ana Li", native_name="Ana Li")])
    assert page_texts(data)[0].split("\n").count("Ana Li") == 1


@pytest.mark.parametrize("key", ["a6", "a7", "90x54-10up", "cr80"])
@pytest.mark.parametrize("name", [*NAMES.values(), *LONG.values()])
def test_nothing_overlaps_and_nothing_leaves_the_card(name: str, key: str) -> None:
    full = badge(
        name=name,
        native_name=NAMES["thai"],
        organisation=LONG["organisation"],
        delegation="Delegation of the United States of America",
        partnership="NANO4SPACE – European Strategic Cluster Partnership",
        languages=("EN", "TH"),
        number="No. 0007",
    )
    data, _ = write([full], key)
    found = letters(data)
    clashes = [
        (a.text, b.text)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if abs(a.baseline - b.baseline) > 2 and a.overlaps(b)
    ]
    assert clashes == []
    form = SHEETS[key]
    left, right = form.left / 25.4 * 72, (form.left + form.badge_width) / 25.4 * 72
    assert [a.text for a in found if a.left < left or a.right > right] == []


@pytest.mark.parametrize("key", ["a6", "90x54-10up"])
def test_name_of_eighty_letters_is_not_cut(key: str) -> None:
    _, report = write([badge(name=LONG["name"])], key)
    assert report.shortened == ()


def test_what_is_cut_is_reported_with_its_badge() -> None:
    _, report = write([badge("p7", organisation=LONG["organisation"] * 3)], "cr80")
    assert report.shortened == (Shortened("p7", "organisation", LONG["organisation"] * 3),)


def test_every_role_has_a_ribbon_that_white_letters_stand_on() -> None:
    assert set(RIBBONS) == set(Role)
    assert min(_contrast_to_white(colour) for colour in RIBBONS.values()) > 5


def test_badge_without_optional_texts_prints() -> None:
    bare = badge(organisation="", country="", country_code="", event_name="", role_label="")
    data, _ = write([bare])
    assert page_texts(data) == ["Chen\nMei-Ling"]


@pytest.mark.parametrize(
    ("belonging", "lines"),
    [
        ({"delegation": "EACP ABROAD", "partnership": "eACP Abroad"}, ["EACP ABROAD"]),
        ({"delegation": "taiwan", "partnership": "PHOENIX"}, ["PHOENIX"]),
        ({"delegation": "Asia", "partnership": "PHOENIX"}, ["Asia", "PHOENIX"]),
    ],
)
def test_what_a_badge_says_already_is_not_said_again(belonging: dict, lines: list) -> None:
    data, _ = write([badge(organisation="", role_label="", **belonging)])
    assert page_texts(data)[0].split("\n") == ["C2C Days", "Chen", "Mei-Ling", "Taiwan", *lines]


def test_short_name_stands_big_on_lines_of_its_own() -> None:
    data, _ = write([badge(name="Ana Li")])
    assert max(letter.top - letter.bottom for letter in letters(data)) > 32


@pytest.mark.parametrize("key", ["a6", "a7", "90x54-10up", "avery-l7418"])
def test_short_name_is_never_much_smaller_than_a_longer_one(key: str) -> None:
    """One line that just fitted the card once stood at 0.72 of what two lines were given."""

    def size(name: str) -> float:
        found = letters(write([badge(name=name)], key)[0])
        return max(x.top - x.bottom for x in found if x.text in "TMJE")

    long = size("Jussara Evangelista Ma")
    shorts = ("Tiberiu Munteanu", "Tom Meurer", "Mette Jensen-Toft", "Tim Ma")
    assert [name for name in shorts if size(name) < 0.84 * long] == []


@pytest.mark.parametrize("key", ["a6-4up", "a6"])
def test_small_print_is_seven_points_at_least(key: str) -> None:
    full = badge(
        event_name="European Cluster Matchmaking Days of All Regions",
        event_line="21–22 Nov 2026 · Centro de Encontros do Tejo, Lisboa",
        delegation="Delegation of the United States of America",
        partnership="NANO4SPACE – European Strategic Cluster Partnership",
        languages=("Finnish", "Swedish", "English", "Spanish"),
        number="No. 0007",
    )
    data, report = write([full], key)
    figures = [x.top - x.bottom for x in letters(data) if x.text in "0123456789"]
    assert report.shortened == ()
    assert min(figures) > 7 * 0.7  # figures are 0.714 of the type size high


def test_unknown_sheet_is_named_with_the_known_ones() -> None:
    with pytest.raises(NotFound) as caught:
        sheet("a9")
    assert caught.value.data == {"sheet": "a9", "known": ", ".join(SHEETS)}


def test_nothing_selected_is_refused() -> None:
    with pytest.raises(Invalid):
        write([])


def test_missing_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "badges.pdf"
    with pytest.raises(FileFault) as caught:
        write_badges(target, [badge()], SHEETS["a6"], ENGLISH, Progress())
    assert caught.value.code == "file_folder_closed"


def test_cancelled_print_keeps_the_older_file(tmp_path: Path) -> None:
    target = tmp_path / "badges.pdf"
    target.write_bytes(b"older")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_badges(target, [badge()], SHEETS["a6"], ENGLISH, progress)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("badges.pdf", b"older")]


def _contrast_to_white(colour: tuple[float, float, float]) -> float:
    """Contrast ratio after WCAG 2.1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
