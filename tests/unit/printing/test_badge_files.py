"""Badge designs as files: what was written is read again, what is wrong is told with its place."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from PIL import Image

from matchdesk.core.errors import Invalid
from matchdesk.printing.badge_files import from_plain, from_text, to_plain, to_text
from matchdesk.printing.badge_templates import (
    Area,
    Chip,
    Entry,
    Picture,
    Ribbon,
    Stack,
    Template,
    template_for,
)
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import colour
from matchdesk.printing.sheets import sheets


def logo() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(stream, "PNG")
    return stream.getvalue()


EVERYTHING = replace(
    template_for(105, 148),
    key="Ours",
    back=(
        Stack(
            Area(5, 5, 60, 40),
            (Entry("text", Limits(12, 8, 2), colour=colour("#102030"), text="Wi-Fi: guest"),),
            align="centre",
        ),
        Chip(Area(70, 5, 20, 10), "table", Limits(9, 6)),
        Ribbon(Area(0, 140, 105, 8), "", Limits(9, 6), fill=colour("#aa0000")),
        Picture(Area(5, 60, 40, 20), logo()),
    ),
)


@pytest.mark.parametrize("key", sheets())
def test_built_in_design_of_every_size_is_read_as_it_was_written(key: str) -> None:
    size = sheets()[key]
    made = template_for(size.badge_width, size.badge_height)
    assert from_text(to_text(made)) == made


def test_design_with_everything_is_read_as_it_was_written() -> None:
    assert from_text(to_text(EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "something else"}', "[" * 100_000])
def test_what_is_no_design_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        from_text(text)
    assert caught.value.code == "badge_file_wrong"


def test_design_of_a_later_version_is_told() -> None:
    later = to_plain(EVERYTHING) | {"version": 2}
    with pytest.raises(Invalid) as caught:
        from_text(json.dumps(later))
    assert (caught.value.code, caught.value.data) == ("badge_file_newer", {"version": "2"})


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("width",), "wide", "width"),
        (("height",), float("inf"), "height"),
        (("width",), True, "width"),
        (("front",), {}, "front"),
        (("front",), ["x"], "front"),
        (("front", 0, "kind"), "circle", "front 1, kind"),
        (("front", 0, "x"), 200, "front 1, x"),
        (("front", 0, "width"), 1e9, "front 1, width"),
        (("front", 0, "lines"), [], "front 1, lines"),
        (("front", 0, "lines", 1, "field"), "shoe_size", "front 1, lines 2, field"),
        (("front", 0, "lines", 0, "colour"), "red", "front 1, lines 1, colour"),
        (("front", 0, "lines", 0, "smallest"), 99, "front 1, lines 1, smallest"),
        (("front", 0, "lines", 0, "bold"), 1, "front 1, lines 1, bold"),
        (("front", 2, "lines", 1, "below"), 3, "front 3, lines 2, below"),
        (("back", 0, "lines", 0, "text"), "x" * 501, "back 1, lines 1, text"),
        (("back", 3, "data"), "%%%", "back 4, data"),
        (("back",), [{}] * 41, "back"),
    ],
)
def test_value_at_fault_is_told_with_its_place(path: tuple, value: object, where: str) -> None:
    plain = json.loads(to_text(EVERYTHING))
    inner = plain
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(Invalid) as caught:
        from_plain(plain)
    assert (caught.value.code, caught.value.data["where"]) == ("badge_design_wrong", where)


def test_code_smaller_than_scanners_read_is_refused() -> None:
    plain = {"width": 90, "height": 54, "name": "x"}
    plain["front"] = [{"kind": "qr", "x": 1, "y": 1, "width": 15, "height": 15}]
    with pytest.raises(Invalid) as caught:
        from_plain(plain)
    assert (caught.value.code, caught.value.data["least"]) == ("badge_qr_small", "16")


def test_empty_card_is_a_design() -> None:
    assert from_plain({"width": 90, "height": 54, "name": "x"}) == Template("x", 90.0, 54.0, ())
