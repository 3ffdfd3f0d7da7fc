"""What may stand in each field of a participant, an organisation, a delegation: one rule a row.

A rule takes what was typed and gives what is stored, or raises `Invalid` with `field` set, so that
the screen can show the sentence where it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.models import Delegation, Organisation, Participant, Partnership, Record
from matchdesk.services.places import countries

Rule = Callable[[Session, str, Any], Any]

_PLAUSIBLE_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
_PAIR = re.compile(r"[a-z]{2,3}-[a-z]{2,3}")
MOST_LETTERS = 4000
MOST_MEETINGS = 500


def one_line(session: Session, field: str, value: Any) -> str:
    """A text without line breaks and needless blanks."""
    return " ".join(_text(field, value).split())


def free_text(session: Session, field: str, value: Any) -> str:
    """A text of any number of lines."""
    return _text(field, value).strip()


def name(session: Session, field: str, value: Any) -> str:
    """A name: one line with at least one letter or digit."""
    text = one_line(session, field, value)
    if not fold(text):
        raise Invalid("field_required", field=field, value=text)
    return text


def email(session: Session, field: str, value: Any) -> str:
    """Empty, or something@somewhere.tld in lower case; whether it exists nobody can say."""
    text = one_line(session, field, value).lower()
    if text and not _PLAUSIBLE_EMAIL.fullmatch(text):
        raise Invalid("field_email", field=field, value=text)
    return text


def country(session: Session, field: str, value: Any) -> str:
    """Empty, or a code of ISO 3166-1 alpha-2 in capitals."""
    code = one_line(session, field, value).upper()
    if code and code not in countries():
        raise Invalid("field_country", field=field, value=code)
    return code


def country_list(session: Session, field: str, value: Any) -> list[str]:
    """Country codes in capitals; regions ("Africa", "ASEAN") stay as they are written."""
    found = []
    for one in _items(field, value):
        found.append(country(session, field, one) if len(one) == 2 else one)
    return list(dict.fromkeys(found))


def text_list(session: Session, field: str, value: Any) -> list[str]:
    """Short texts, each once."""
    return list(dict.fromkeys(_items(field, value)))


def language_list(session: Session, field: str, value: Any) -> list[str]:
    """Language codes of ISO 639 in lower case, each once."""
    codes = [item.lower() for item in _items(field, value)]
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            raise Invalid("field_language", field=field, value=code)
    return list(dict.fromkeys(codes))


def whole_number(session: Session, field: str, value: Any) -> int | None:
    """Empty, or a whole number from 0."""
    if value in (None, ""):
        return None
    try:
        number = int(str(value).strip())
    except ValueError as error:
        raise Invalid("field_number", field=field, value=value) from error
    if number < 0:
        raise Invalid("field_number", field=field, value=value)
    return number


def language_pairs(session: Session, field: str, value: Any) -> list[str]:
    """Pairs of language codes such as `en-zh`, lower case, each once."""
    pairs = [item.lower().replace("–", "-").replace("/", "-") for item in _items(field, value)]
    for pair in pairs:
        if not _PAIR.fullmatch(pair):
            raise Invalid("field_language_pair", field=field, value=pair)
    return list(dict.fromkeys(pairs))


def meeting_limit(session: Session, field: str, value: Any) -> int | None:
    """Empty (no limit), or how many meetings somebody wants at most."""
    number = whole_number(session, field, value)
    if number is not None and number > MOST_MEETINGS:
        raise Invalid("field_number", field=field, value=value)
    return number


def run_limit(session: Session, field: str, value: Any) -> int | None:
    """Empty (no limit), or how many meetings in a row somebody takes: at least one."""
    number = meeting_limit(session, field, value)
    if number == 0:
        raise Invalid("field_run", field=field, value=value)
    return number


def consent(session: Session, field: str, value: Any) -> bool | None:
    """Yes, no, or not asked."""
    if value is not None and not isinstance(value, bool):
        raise Invalid("field_choice", field=field, value=str(value))
    return value


def word(kind: type[StrEnum]) -> Rule:
    """One of the words of `kind`."""

    def rule(session: Session, field: str, value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError as error:
            raise Invalid("field_choice", field=field, value=str(value)) from error

    return rule


def reference(kind: type[Record], what: str) -> Rule:
    """Empty, or the key of a record of `kind`."""

    def rule(session: Session, field: str, value: Any) -> str | None:
        if value in (None, ""):
            return None
        if session.get(kind, value) is None:
            raise NotFound(what=what, key=value)
        return str(value)

    return rule


PARTICIPANT: Mapping[str, Rule] = {
    "name": name,
    "native_name": one_line,
    "given_name": one_line,
    "family_name": one_line,
    "email": email,
    "phone": one_line,
    "job_title": one_line,
    "country": country,
    "organisation_id": reference(Organisation, "organisation"),
    "delegation_id": reference(Delegation, "delegation"),
    "role": word(Role),
    "languages": language_list,
    "attention": free_text,
    "max_meetings": meeting_limit,
    "most_in_a_row": run_limit,
    "free_slots": meeting_limit,
    "consent_photo": consent,
    "consent_sharing": consent,
}

ORGANISATION: Mapping[str, Rule] = {
    "name": name,
    "type": word(OrganisationType),
    "country": country,
    "city": one_line,
    "website": one_line,
    "description": free_text,
    "sectors": text_list,
    "target_countries": country_list,
    "sme_count": whole_number,
}

DELEGATION: Mapping[str, Rule] = {"name": name, "country": country, "note": free_text}

PARTNERSHIP: Mapping[str, Rule] = {
    "acronym": name,
    "name": one_line,
    "kind": one_line,
    "strand": one_line,
    "status": one_line,
    "industry_focus": one_line,
    "target_countries": country_list,
}


def checked(
    session: Session, rules: Mapping[str, Rule], values: Mapping[str, Any]
) -> dict[str, Any]:
    """`values` as they are stored; raises `Invalid` for the first that will not do."""
    found = {}
    for field, value in values.items():
        if field not in rules:
            raise Invalid("field_unknown", field=field, value=str(value))
        found[field] = rules[field](session, field, value)
    return found


def write(
    record: Participant | Organisation | Delegation | Partnership, values: Mapping[str, Any]
) -> list[str]:
    """Store checked `values`; the answer names the fields that changed."""
    changed = [field for field, value in values.items() if getattr(record, field) != value]
    for field in changed:
        setattr(record, field, values[field])
    if "name" in changed and isinstance(record, Participant | Organisation):
        record.name_key = fold(record.name)
    return changed


def _text(field: str, value: Any) -> str:
    text = "" if value is None else str(value)
    if len(text) > MOST_LETTERS:
        raise Invalid("field_too_long", field=field, value=text[:40] + "…", limit=MOST_LETTERS)
    return text.replace("\x00", "")


def _items(field: str, value: Any) -> list[str]:
    parts = re.split(r"[,;\n]", value) if isinstance(value, str) else list(value or ())
    return [text for part in parts if (text := " ".join(_text(field, part).split()))]
