"""A strict reader of calendar files: RFC 5545's rules by hand, knowing nothing of the writer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<params>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)"
)
_TEXT = frozenset(("SUMMARY", "DESCRIPTION", "LOCATION", "TZNAME", "X-WR-CALNAME", "UID"))
_SOUND_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_OFFSET = re.compile(r"[+-]\d{4}(?:\d{2})?")
_ONCE = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION"),
}
_ALLOWED = {
    "VCALENDAR": {"VERSION", "PRODID", "CALSCALE"},
    "VEVENT": {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS"),
        *("SEQUENCE", "TRANSP"),
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_INSIDE = {
    "VCALENDAR": {"VEVENT", "VTIMEZONE"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
    "VEVENT": {"VALARM"},
}


@dataclass
class Part:
    """A component: its properties as (name, parameters, value), and what lies in it."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[dict[str, str], str]]:
        return [(params, value) for key, params, value in self.properties if key == name]

    def one(self, name: str) -> tuple[dict[str, str], str]:
        (found,) = self.all(name)
        return found

    def walk(self, name: str) -> list[Part]:
        found = [self] if self.name == name else []
        return found + [one for part in self.parts for one in part.walk(name)]


def read(data: bytes) -> Part:
    """The calendar; raises AssertionError with the rule that is broken."""
    lines = _unfolded(data)
    whole = _nested(lines)
    for part in [one for name in _ONCE for one in whole.walk(name)]:
        _check(part)
    _check_zones(whole)
    keys = Counter(event.one("UID")[1] for event in whole.walk("VEVENT"))
    assert [key for key, count in keys.items() if count > 1] == [], "a UID twice"
    return whole


def moments(whole: Part) -> list[tuple[datetime, datetime]]:
    """Start and end of every event with a clock time, in UTC, by the file's own zone rules."""
    zones = {zone.one("TZID")[1]: zone for zone in whole.walk("VTIMEZONE")}
    found = []
    for event in whole.walk("VEVENT"):
        (params, start), (_same, end) = event.one("DTSTART"), event.one("DTEND")
        zone = zones[params["TZID"]] if params else None
        found.append((_in_utc(zone, start), _in_utc(zone, end)))
    return found


def _unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n"), "the last line does not end"
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert b"\r" not in line, "CR alone"
        assert b"\n" not in line, "LF alone"
        assert 0 < len(line) <= 75, "a line of more than 75 octets, or an empty one"
        line.decode("utf-8")  # folded between characters, never within one
    lines: list[str] = []
    for line in physical:
        text = line.decode("utf-8")
        if text[0] in " \t":
            lines[-1] += text[1:]
        else:
            lines.append(text)
    for text in lines:
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text), "a control sign"
    return lines


def _nested(lines: list[str]) -> Part:
    stack: list[Part] = []
    whole: Part | None = None
    for line in lines:
        match = _LINE.fullmatch(line)
        assert match, f"no content line: {line}"
        name, value = match["name"], match["value"]
        assert whole is None, "something after the end"
        if name == "BEGIN":
            part = Part(value)
            if stack:
                assert value in _INSIDE.get(stack[-1].name, set()), f"{value} misplaced"
                stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            ended = stack.pop()
            assert ended.name == value, f"{value} ends {ended.name}"
            whole = ended if not stack else None
        else:
            pairs = (text.split("=", 1) for text in match["params"].split(";") if text)
            stack[-1].properties.append((name, {k: v.strip('"') for k, v in pairs}, value))
    assert whole is not None, "no end"
    assert whole.name == "VCALENDAR", "no calendar"
    return whole


def _check(part: Part) -> None:
    for name in _ONCE[part.name]:
        assert len(part.all(name)) == 1, f"{part.name} needs {name} once"
    for name, _params, value in part.properties:
        assert name in _ALLOWED[part.name] or name.startswith("X-"), f"{name} in {part.name}"
        assert len(part.all(name)) == 1, f"{name} twice in {part.name}"
        if name in _TEXT:
            assert _SOUND_TEXT.fullmatch(value), f"{name} not escaped: {value}"
        if name.startswith("TZOFFSET"):
            assert _OFFSET.fullmatch(value), f"{name} is no offset: {value}"
    if part.name == "VEVENT":
        _check_event(part)
    if part.name in ("STANDARD", "DAYLIGHT"):
        params, value = part.one("DTSTART")
        assert params == {}, "a rule of a zone begins by its own clock"
        datetime.strptime(value, "%Y%m%dT%H%M%S")
    if part.name == "VCALENDAR":
        assert part.one("VERSION")[1] == "2.0"
        assert part.parts, "an empty calendar"


def _check_event(event: Part) -> None:
    stamp = event.one("DTSTAMP")[1]
    assert re.fullmatch(r"\d{8}T\d{6}Z", stamp), f"DTSTAMP not in UTC: {stamp}"
    (params, start), (end_params, end) = event.one("DTSTART"), event.one("DTEND")
    assert params == end_params, "start and end of different kinds"
    assert start < end, "it ends before it begins"
    if params.get("VALUE") == "DATE":
        assert re.fullmatch(r"\d{8}", start), "no date"
    elif "TZID" in params:
        assert re.fullmatch(r"\d{8}T\d{6}", start), "no local time"
    else:
        assert re.fullmatch(r"\d{8}T\d{6}Z", start), "a floating time"
    for _params, value in event.all("STATUS"):
        assert value in ("TENTATIVE", "CONFIRMED", "CANCELLED")
    for _params, value in event.all("SEQUENCE"):
        assert value.isdigit()


def _check_zones(whole: Part) -> None:
    known = [zone.one("TZID")[1] for zone in whole.walk("VTIMEZONE")]
    assert len(set(known)) == len(known), "a zone twice"
    for zone in whole.walk("VTIMEZONE"):
        assert zone.parts, "a zone without rules"
    used = {
        params["TZID"]
        for event in whole.walk("VEVENT")
        for _name, params, _value in event.properties
        if "TZID" in params
    }
    assert used <= set(known), "a time in a zone that is not described"
    first = [part.name for part in whole.parts]
    assert first == sorted(first, key="VEVENT".__eq__), "zones stand before events"


def _in_utc(zone: Part | None, text: str) -> datetime:
    """A local time by the last rule whose onset is not after it; without a zone it is UTC."""
    if zone is None:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    local = datetime.strptime(text, "%Y%m%dT%H%M%S")
    onsets = sorted(
        (datetime.strptime(rule.one("DTSTART")[1], "%Y%m%dT%H%M%S"), rule.one("TZOFFSETTO")[1])
        for rule in zone.parts
    )
    held = [offset for onset, offset in onsets if onset <= local]
    assert held, "a time before the zone's first rule"
    sign = -1 if held[-1][0] == "-" else 1
    shift = timedelta(hours=int(held[-1][1:3]), minutes=int(held[-1][3:5]))
    return (local - sign * shift).replace(tzinfo=UTC)
