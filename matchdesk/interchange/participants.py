"""Rows to participants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.interchange import contents, countries, languages, phones, profiles, scans
from matchdesk.interchange.columns import Plan
from matchdesk.interchange.dates import DateReader
from matchdesk.interchange.naming import full_name, turned
from matchdesk.interchange.records import ParticipantRecord, Remark
from matchdesk.interchange.rowreading import Fields, Outcome, organisation_type
from matchdesk.interchange.tables import SourceTable
from matchdesk.interchange.text import key, one_line
from matchdesk.interchange.words import meaning

_STAYS = frozenset(("ready", "checked_in", "unpaid", "approval"))
_EXTRAS = ("product", "participation_type", "interpreter", "accessibility", "tshirt", "website")

_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
"""Nobody guesses such an id; a number of the list lets nobody in."""


@dataclass(frozen=True, slots=True)
class Person:
    """A row's name in its parts, and its e-mail addresses (`own` and the order's)."""

    name: str
    given: str
    family: str
    email: str
    typed_email: str
    spare_email: str


def read(table: SourceTable, plan: Plan, progress: Progress) -> Outcome:
    """What the rows of a participant list, order list, check-in list or check-in log come to."""
    outcome = Outcome()
    rows = [Fields(plan, row) for row in table.rows]
    people = [person(row) for row in rows]
    reader = _Reader(plan, rows, people)
    for number, (row, who) in enumerate(zip(rows, people, strict=True), 1):
        if number % 200 == 0 or number == len(rows):
            progress.step(number, len(rows))
        reader.take(row, who, outcome)
    return outcome


def person(row: Fields) -> Person:
    """The person of a row; everything may be empty."""
    name, given, family = _names(row)
    typed = row.text("email")
    spare = next((_cell(row, c) for c in row.plan.spare_email if _cell(row, c)), "")
    email = contents.email_in(typed).lower()
    if typed and not email:
        email = next(
            (
                e.lower()
                for part in typed.replace(";", ",").split(",")
                if (e := contents.email_in(part))
            ),
            "",
        )
    return Person(name, given, family, email, typed, contents.email_in(spare).lower())


def _known_by(row: Fields, who: Person) -> str:
    """What tells whose row it is where the name is missing."""
    said = (who.email, who.typed_email, who.spare_email, row.text("organisation"))
    return next(filter(None, said), "")


class _Reader:
    """What must be known of all rows before one can be read."""

    def __init__(self, plan: Plan, rows: list[Fields], people: list[Person]) -> None:
        self._addons = _addon_lines(plan, rows, people)
        self._scans = scans.first_admissions(rows) if scans.is_log(plan) else None
        self._spare = Counter(w.spare_email for w in people if w.name and not w.typed_email)
        self._shared = Counter(e for e, _ in {(w.email, key(w.name)) for w in people if w.email})
        self._dates = {
            name: DateReader.for_column(one_line(c) for row in rows for c in row.cells(name))
            for name in ("checked_in", "checked_in_at")
        }

    def take(self, row: Fields, who: Person, outcome: Outcome) -> None:
        """Put the row where it belongs: records, left out or refused."""
        if reason := self._left_out(row, who):
            outcome.left_out.append(reason)
        elif not key(who.name):
            outcome.refused.append(row.remark("row_no_name", "name", who=_known_by(row, who)))
        elif who.typed_email and not who.email:
            bad = row.remark("row_bad_email", "email", value=who.typed_email, who=who.name)
            outcome.refused.append(bad)
        else:
            outcome.records.append(self._record(row, who, outcome.notes))

    def _left_out(self, row: Fields, who: Person) -> Remark | None:
        if self._scans is not None:
            return scans.left_out(row, self._scans)
        if row.text("addon_of") or row.row.line in self._addons:
            return row.remark("left_addon", "product", value=row.text("product"))
        code, field = _not_coming(row)
        if not code:
            return None
        person = {"name": who.name, "email": who.email, "organisation": row.text("organisation")}
        return row.remark(code, field, value=row.text(field), **person)

    def _record(self, row: Fields, who: Person, notes: list[Remark]) -> ParticipantRecord:
        say = notes.append
        profile = profiles.read(row)
        country = self._country(row, notes)
        arrived, at = self._checked_in(row)
        for remark in self._remarks(row, who):
            say(remark)
        role = row.meaning("role", "role")
        return ParticipantRecord(
            line=row.row.line,
            name=who.name,
            given_name=who.given,
            family_name=who.family,
            native_name=_other(row.text("native_name"), who.name),
            email=self._email(who),
            phone=self._phone(row, country, notes),
            organisation=row.text("organisation"),
            organisation_type=self._organisation_type(row, notes),
            country=country,
            city=row.text("city"),
            job_title=row.text("job_title"),
            delegation=row.text("delegation"),
            role=Role(role) if role else None,
            languages=self._languages(row, notes),
            sectors=row.list("sectors"),
            target_countries=row.countries("target_countries"),
            offers=profile.offers,
            needs=profile.needs,
            interests=row.list("interests"),
            sme_count=_count(row.text("sme_count")),
            max_meetings=_count(row.text("max_meetings")),
            consent_photo=row.flag("consent_photo"),
            consent_sharing=row.flag("consent_sharing"),
            partnerships=row.list("partnership"),
            status=row.text("status"),
            unpaid=_open(row),
            external_id=_external_id(row),
            order_code=row.text("order_code"),
            codes=_codes(row),
            checked_in=arrived,
            checked_in_at=at,
            sessions=row.list("sessions"),
            unavailable=row.list("unavailable"),
            table=row.text("table"),
            attention=_attention(row),
            extras=_extras(row) | ({"profile": profile.rest} if profile.rest else {}),
        )

    def _email(self, who: Person) -> str:
        """The person's own address; the order's only if no second person depends on it."""
        alone = self._spare[who.spare_email] == 1
        return who.email or (who.spare_email if alone and not who.typed_email else "")

    def _country(self, row: Fields, notes: list[Remark]) -> str | None:
        text = row.text("country")
        found = countries.code(text) if text else None
        if text and found is None:
            notes.append(row.remark("note_country_unknown", "country", value=text))
        return found

    def _phone(self, row: Fields, country: str | None, notes: list[Remark]) -> str:
        text = row.text("phone")
        if phones.lost_its_digits(text):
            notes.append(row.remark("note_phone_lost", "phone", value=text))
            return ""
        return phones.restore(text, country)

    def _organisation_type(self, row: Fields, notes: list[Remark]) -> OrganisationType | None:
        text = row.text("organisation_type")
        found = organisation_type(text) if text else None
        if text and found is None:
            notes.append(row.remark("note_type_unknown", "organisation_type", value=text))
        return found

    def _languages(self, row: Fields, notes: list[Remark]) -> tuple[str, ...]:
        named = {text: languages.code(text) for text in row.list("languages")}
        for text, found in named.items():
            if found is None:
                notes.append(row.remark("note_language_unknown", "languages", value=text))
        return tuple(dict.fromkeys(found for found in named.values() if found))

    def _checked_in(self, row: Fields) -> tuple[bool, datetime | None]:
        if self._scans is not None:
            return True, self._scans.at.get(row.row.line)
        said = row.flag("checked_in")
        for name in ("checked_in_at", "checked_in"):
            text = row.text(name)
            moment = self._dates[name].read(text) if text and said is not False else None
            if moment and moment.day:
                return True, moment.at()
        return bool(said) or row.meaning("status", "status") == "checked_in", None

    def _remarks(self, row: Fields, who: Person) -> Iterable[Remark]:
        status = row.text("status")
        if _open(row):
            said = f"{row.plan.header_of('paid')}: {row.text('paid')}"
            yield row.remark("note_open", "status", value=status or said)
        if status and meaning("status", status) is None and self._scans is None:
            yield row.remark("note_status_unknown", "status", value=status)
        if row.flag("validated") is False:
            yield row.remark("note_not_validated", "validated")
        if row.flag("blocked"):
            yield row.remark("note_blocked", "blocked")
        if who.email and self._shared[who.email] > 1:
            yield row.remark("note_shared_email", "email", value=who.email)
        if any(cell.strip() for cell in row.row.cells[len(row.plan.header) :]):
            yield row.remark("note_extra_cells")


def _not_coming(row: Fields) -> tuple[str, str]:
    """The reason why the person of a row is not expected, and the field that says so."""
    if row.flag("cancelled"):
        return "left_cancelled", "cancelled"
    if row.flag("attending") is False:
        return "left_not_attending", "attending"
    status = row.meaning("status", "status")
    return (f"left_{status}", "status") if status and status not in _STAYS else ("", "")


def _names(row: Fields) -> tuple[str, str, str]:
    """Full name, given name, family name; whichever of them the columns hold, put together."""
    name, given, family = (row.text(n) for n in ("name", "given_name", "family_name"))
    if reversed_name := row.text("name_reversed"):
        last, comma, first = reversed_name.partition(",")
        if comma:
            given, family = given or first.strip(), family or last.strip()
        else:
            name = name or reversed_name
    if name and not given and not family and (parts := turned(name)):
        given, family = parts
        name = full_name(given, family, countries.code(row.text("country")))
    if name and given and not family and key(given) not in key(name):
        name, family = "", name  # German and French lists: “Name” beside “Vorname”
    elif name and family and not given and key(family) not in key(name):
        name, given = "", name  # Italian lists: “Nome” beside “Cognome”
    if not name:
        name = full_name(given, family, countries.code(row.text("country")))
    return name, given, family


def _addon_lines(plan: Plan, rows: list[Fields], people: list[Person]) -> set[int]:
    """Lines that repeat a person of the same order: check-in lists show add-ons so.

    Of the repeated rows the one with the commoner product is the person, the first if alike.
    """
    if "order_code" not in plan.columns or "product" not in plan.columns:
        return set()
    products = Counter(row.text("product") for row in rows)
    groups: dict[tuple[str, str, str], list[Fields]] = {}
    for row, who in zip(rows, people, strict=True):
        order = row.text("order_code")
        if order and key(who.name):
            groups.setdefault((order, key(who.name), who.email), []).append(row)
    repeated: set[int] = set()
    for group in groups.values():
        main = max(group, key=lambda row: products[row.text("product")])
        repeated.update(row.row.line for row in group if row is not main)
    return repeated


def _cell(row: Fields, column: int) -> str:
    return one_line(row.row.cells[column]) if column < len(row.row.cells) else ""


def _count(text: str) -> int | None:
    digits = "".join(text.split()).replace(".", "").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None


def _open(row: Fields) -> bool:
    """Whether payment or approval is still open: the desk will want to know."""
    return row.meaning("status", "status") in ("unpaid", "approval") or row.flag("paid") is False


def _external_id(row: Fields) -> str:
    """The other system's id; an order's positions are only numbered within the order."""
    order, position = row.text("order_code"), row.text("position")
    return row.text("external_id") or (f"{order}-{position}" if order and position else "")


def _codes(row: Fields) -> tuple[str, ...]:
    """What lets its holder in: secrets, and an id of chance, which the ticket itself shows."""
    given = [one_line(cell) for cell in row.cells("secret")]
    ids = [row.text("external_id").lower()] if _UUID.fullmatch(row.text("external_id")) else []
    return tuple(dict.fromkeys([*given, *ids]))


def _attention(row: Fields) -> str:
    """What the desk should read before it admits the person."""
    texts = [row.text("attention")]
    if row.flag("attention_flag"):
        texts += [row.text("checkin_text"), row.text("comment")]
        if not any(texts):
            texts.append(row.plan.header_of("attention_flag"))
    return " · ".join(dict.fromkeys(text for text in texts if text))


def _extras(row: Fields) -> dict[str, str]:
    found = {name: row.text(name) for name in _EXTRAS}
    found["dietary"] = "; ".join(row.list("dietary"))
    found["tags"] = "; ".join(row.list("tags"))
    found["comment"] = row.lines("comment")
    found["checkin_text"] = row.lines("checkin_text")
    return {name: text for name, text in found.items() if text}


def _other(native: str, name: str) -> str:
    """The name in own script, unless it is the name itself: nobody is shown twice."""
    return "" if native == name else native
