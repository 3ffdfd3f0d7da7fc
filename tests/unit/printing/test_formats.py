"""The file of badge formats: what stands in it can be printed, what cannot is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.core.errors import FileFault, Invalid
from matchdesk.printing.sheets import Face, Sheet, sheet, sheets, sheets_of

GOOD = """
[[sheet]]
key = "two"
title = "Two on a page"
group = "plain"
page = [100, 60]
badge = [50, 60]
grid = [2, 1]
"""


def faults(tmp_path: Path, text: str) -> tuple[str, object, object]:
    file = tmp_path / "formats.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        sheets_of(file)
    return caught.value.code, caught.value.data["sheet"], caught.value.data["value"]


def test_format_is_read_with_its_usual_values(tmp_path: Path) -> None:
    file = tmp_path / "formats.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert sheets_of(file) == {
        "two": Sheet("two", "Two on a page", 100, 60, 50, 60, 2, 1, 0, 0, 50, 60)
    }


@pytest.mark.parametrize(
    ("change", "at_fault"),
    [
        (("page = [100, 60]", "page = [99, 60]"), "page"),
        (("page = [100, 60]", "page = [100, 0]"), "page"),
        (("badge = [50, 60]", 'badge = "50 x 60"'), "badge"),
        (("badge = [50, 60]", "badge = [50, 60, 70]"), "badge"),
        (("grid = [2, 1]", "grid = [0, 1]"), "grid"),
        (("grid = [2, 1]", "grid = [2, 1]\npitch = [40, 60]"), "pitch"),
        (('group = "plain"', 'group = "round"'), "group"),
        (('title = "Two on a page"', 'title = ""'), "title"),
        (("grid = [2, 1]", 'faces = [[0, 0, "side", false]]'), "faces"),
        (("grid = [2, 1]", 'faces = [[0, 0, "back", false]]'), "faces"),
        (("grid = [2, 1]", "folds = [[1, 2, 3]]"), "folds"),
    ],
)
def test_value_that_cannot_be_printed_is_named(
    tmp_path: Path, change: tuple[str, str], at_fault: str
) -> None:
    code, where, value = faults(tmp_path, GOOD.replace(*change))
    assert (code, where, value) == ("badge_formats_wrong", "two", at_fault)


def test_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD + GOOD) == ("badge_formats_wrong", "two", "key")


def test_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "[[sheet")[0] == "badge_formats_wrong"


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileFault):
        sheets_of(tmp_path / "formats.toml")


def test_sheets_that_are_bought_lie_as_published() -> None:
    """The figures of LibreOffice's and gLabels' label files."""
    l7418, l4785, us = sheet("avery-l7418"), sheet("avery-l4785"), sheet("avery-5395")
    assert (l7418.per_page, l7418.corner(0), l7418.corner(7)) == (8, (19, 38.5), (105, 203.5))
    assert (l4785.per_page, l4785.corner(0), l4785.corner(9)) == (10, (18, 13), (113, 233))
    assert (us.page_width, us.page_height, us.per_page) == (215.9, 279.4, 8)


def test_margins_of_bought_sheets_are_even_on_both_sides() -> None:
    for one in sheets().values():
        if one.group == "bought":
            right = one.page_width - one.corner(one.columns - 1)[0] - one.badge_width
            assert abs(right - one.left) < 1.5, one.key


def test_sheets_without_published_margins_are_centred_and_say_so() -> None:
    assumed = [one for one in sheets().values() if one.assumed]
    assert [(one.key, one.per_page) for one in assumed] == [
        ("durable-1453", 12), ("durable-1455", 10), ("durable-1456", 8),
    ]  # fmt: skip
    for one in assumed:
        right = one.page_width - one.corner(one.columns - 1)[0] - one.badge_width
        below = one.page_height - one.corner(one.per_page - 1)[1] - one.badge_height
        assert (right, below) == (one.left, one.top)


def test_what_hangs_below_the_fold_stands_upright_and_what_folds_over_on_its_head() -> None:
    assert sheet("a4-fold").faces == (
        Face(0, 148.5, "front", turned=False),
        Face(105, 148.5, "agenda", turned=False),
        Face(105, 0, "agenda", turned=True),
        Face(0, 0, "back", turned=True),
    )
    assert {face.turned for face in sheet("a5-fold").faces} == {False}


def test_back_lies_behind_its_front_when_the_page_is_turned_sideways() -> None:
    four_up = sheet("a6-4up")
    assert [four_up.back_of(position) for position in range(4)] == [1, 0, 3, 2]
