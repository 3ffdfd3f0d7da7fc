"""Badge designs as plain data, for the event and for files; what comes in is checked throughout."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping
from typing import Any

from matchdesk.core.errors import Invalid
from matchdesk.printing.badge_fields import FIELDS, FREE_TEXT
from matchdesk.printing.badge_templates import (
    SMALLEST_QR,
    Area,
    Chip,
    Element,
    Entry,
    Flag,
    Picture,
    QrCode,
    Ribbon,
    Stack,
    Template,
)
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import INK, Colour, colour, written

FORMAT, VERSION = "matchdesk-badge", 1
MOST_ELEMENTS, MOST_LINES, MOST_LETTERS = 40, 12, 500
SMALLEST_TYPE, LARGEST_TYPE = 4.0, 200.0
LARGEST_CARD = 420.0
LARGEST_PICTURE = 1_500_000
"""Bytes of a logo; a larger one makes every badge wait."""
_ALIGN = ("left", "centre", "right")
_SLACK = 0.05


def to_text(template: Template) -> str:
    """`template` as the text of a file."""
    return json.dumps(to_plain(template), ensure_ascii=False, indent=1) + "\n"


def from_text(text: str) -> Template:
    """The template of a file; raises `Invalid` saying what is wrong and where."""
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Invalid("badge_file_wrong") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Invalid("badge_file_wrong")
    if found.get("version") != VERSION:
        raise Invalid("badge_file_newer", version=str(found.get("version"))[:20])
    return from_plain(found)


def to_plain(template: Template) -> dict[str, Any]:
    """`template` as JSON-ready values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": template.key,
        "width": template.width,
        "height": template.height,
        "front": [_plain(element) for element in template.elements],
        "back": [_plain(element) for element in template.back],
    }


def from_plain(values: Mapping[str, Any]) -> Template:
    """The template that `values` describe; raises `Invalid` naming the first value at fault."""
    whole = _Values(dict(values), "")
    width = whole.number("width", 20, LARGEST_CARD)
    height = whole.number("height", 20, LARGEST_CARD)
    return Template(
        whole.text("name", MOST_LETTERS) or "–",
        width,
        height,
        _elements(whole, "front", width, height),
        _elements(whole, "back", width, height),
    )


def _plain(element: Element) -> dict[str, Any]:
    area = element.area
    place = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    match element:
        case Stack():
            rest: dict[str, Any] = {
                "align": element.align,
                "at": element.at,
                "lines": [_plain_entry(entry) for entry in element.entries],
            }
        case Chip():
            rest = {"field": element.field, **_plain_limits(element.limits)}
        case Ribbon():
            rest = {
                "field": element.field,
                "padding": element.padding,
                "align": element.align,
                "fill": written(element.fill) if element.fill else "",
                **_plain_limits(element.limits),
            }
        case Picture():
            rest = {"data": base64.b64encode(element.data).decode("ascii")}
        case _:
            rest = {}
    return {"kind": _KINDS[type(element)], **place, **rest}


def _plain_entry(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "field": entry.field,
        **_plain_limits(entry.limits),
        "bold": entry.bold,
        "colour": written(entry.colour),
        "gap": entry.gap,
        "whole": entry.whole,
    }
    if entry.second:
        plain["below"] = _plain_limits(entry.second)
    if entry.text:
        plain["text"] = entry.text
    return plain


def _plain_limits(limits: Limits) -> dict[str, Any]:
    return {
        "largest": limits.biggest,
        "smallest": limits.smallest,
        "rows": limits.lines,
        "keep": limits.keep,
    }


def _elements(whole: _Values, side: str, width: float, height: float) -> tuple[Element, ...]:
    return tuple(_element(one, width, height) for one in whole.several(side, MOST_ELEMENTS))


def _element(values: _Values, width: float, height: float) -> Element:
    kind = values.one_of("kind", tuple(_KINDS.values()))
    area = values.area(width, height)
    if kind == "texts":
        lines = tuple(_entry(one) for one in values.several("lines", MOST_LINES))
        if not lines:
            raise values.wrong("lines")
        return Stack(area, lines, values.number("at", 0, 1, 0.0), values.one_of("align", _ALIGN))
    if kind == "box":
        return Chip(area, values.one_of("field", tuple(FIELDS)), values.limits())
    if kind == "bar":
        field = values.one_of("field", ("", *FIELDS))
        fill = values.colour("fill") if values.text("fill", 7) else None
        padding = values.number("padding", 0, 100, 3.0)
        align = values.one_of("align", _ALIGN, "left")
        return Ribbon(area, field, values.limits(), padding, fill, align)
    if kind == "qr":
        if min(area.width, area.height) < SMALLEST_QR - _SLACK:
            raise Invalid("badge_qr_small", where=values.where, least=f"{SMALLEST_QR:g}")
        return QrCode(area)
    return Flag(area) if kind == "flag" else Picture(area, values.picture())


def _entry(values: _Values) -> Entry:
    below = values.part("below")
    return Entry(
        values.one_of("field", (*FIELDS, FREE_TEXT)),
        values.limits(),
        bold=values.flag("bold"),
        colour=values.colour("colour", INK),
        gap=values.number("gap", 0, 100, 2.0),
        second=below.limits() if below else None,
        whole=values.flag("whole"),
        text=values.text("text", MOST_LETTERS),
    )


_KINDS: dict[type[Element], str] = {
    Stack: "texts",
    Chip: "box",
    Ribbon: "bar",
    QrCode: "qr",
    Flag: "flag",
    Picture: "picture",
}
"""The names of the elements in files."""


class _Values:
    """One object of the file, asked for its values; `where` names it in complaints."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._values, self.where = values, where

    def number(self, name: str, low: float, high: float, usual: float | None = None) -> float:
        value = self._values.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name)
        if not math.isfinite(value) or not low <= value <= high:
            raise self.wrong(name)
        return float(value)

    def text(self, name: str, most: int) -> str:
        value = self._values.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise self.wrong(name)
        return value

    def flag(self, name: str) -> bool:
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def one_of(self, name: str, known: tuple[str, ...], usual: str | None = None) -> str:
        value = self._values.get(name, usual)
        if value not in known:
            raise self.wrong(name)
        return str(value)

    def several(self, name: str, most: int) -> list[_Values]:
        found = self._values.get(name, [])
        if not isinstance(found, list) or len(found) > most:
            raise self.wrong(name)
        made = []
        for number, one in enumerate(found, 1):
            if not isinstance(one, dict):
                raise self.wrong(name)
            made.append(_Values(one, self._inside(f"{name} {number}")))
        return made

    def part(self, name: str) -> _Values | None:
        found = self._values.get(name)
        if found is not None and not isinstance(found, dict):
            raise self.wrong(name)
        return _Values(found, self._inside(name)) if found else None

    def limits(self) -> Limits:
        largest = self.number("largest", SMALLEST_TYPE, LARGEST_TYPE)
        smallest = self.number("smallest", SMALLEST_TYPE, largest)
        rows = self.number("rows", 1, 8, 1)
        return Limits(largest, smallest, int(rows), self.number("keep", 0.1, 1, 0.8))

    def area(self, width: float, height: float) -> Area:
        across = self.number("width", 1, width + _SLACK)
        down = self.number("height", 1, height + _SLACK)
        x = self.number("x", -_SLACK, width - across + _SLACK)
        return Area(x, self.number("y", -_SLACK, height - down + _SLACK), across, down)

    def colour(self, name: str, usual: Colour | None = None) -> Colour:
        if usual is not None and name not in self._values:
            return usual
        value = self.text(name, 7)
        digits = value[1:]
        if not value.startswith("#") or len(digits) != 6 or not _is_hex(digits):
            raise self.wrong(name)
        return colour(value)

    def picture(self) -> bytes:
        value = self._values.get("data")
        if not isinstance(value, str) or len(value) > LARGEST_PICTURE * 4 // 3 + 4:
            raise self.wrong("data")
        try:
            return base64.b64decode(value, validate=True)
        except binascii.Error as error:
            raise self.wrong("data") from error

    def wrong(self, name: str) -> Invalid:
        value = str(self._values.get(name, "–"))[:40]
        return Invalid("badge_design_wrong", where=self._inside(name), value=value)

    def _inside(self, name: str) -> str:
        return f"{self.where}, {name}" if self.where else name


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdefABCDEF" for letter in text)
