"""What may stand in each field of an agreement, a rule a field; see `services.people.fields`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementType
from matchdesk.models import Partnership
from matchdesk.services.people.fields import (
    Rule,
    free_text,
    one_line,
    reference,
    text_list,
    word,
)
from matchdesk.services.places import countries

MOST = 10**15
"""No agreement is worth more; a typing slip may be."""

_GROUPED = re.compile(r"\d{1,3}(?:([ .,'\u00a0\u202f])\d{3})(?:\1\d{3})*")
_CURRENCY = re.compile(r"[A-Z]{3}")


def amount(session: Session, field: str, value: Any) -> int | None:
    """Empty, or a whole number from 0; thousands may be grouped (`1 200 000`, `50.000`)."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    digits = re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text
    if not (digits.isascii() and digits.isdigit()) or int(digits) > MOST:
        raise Invalid("field_amount", field=field, value=text)
    return int(digits)


def smes(session: Session, field: str, value: Any) -> int | None:
    """Empty, or how many SMEs are concerned."""
    number = amount(session, field, value)
    if number is not None and number > 10**6:
        raise Invalid("field_amount", field=field, value=value)
    return number


def currency(session: Session, field: str, value: Any) -> str:
    """Empty, or three letters of ISO 4217 in capitals."""
    code = one_line(session, field, value).upper()
    code = {"€": "EUR", "$": "USD", "£": "GBP"}.get(code, code)
    if code and not _CURRENCY.fullmatch(code):
        raise Invalid("field_currency", field=field, value=code)
    return code


def places(session: Session, field: str, value: Any) -> list[str]:
    """Country codes in capitals; a country's English name becomes its code, a region stays."""
    known = _codes()
    found = []
    for one in text_list(session, field, value):
        code = one.upper() if len(one) == 2 else known.get(fold(one), one)
        if len(one) == 2 and code not in countries():
            raise Invalid("field_country", field=field, value=one)
        found.append(code)
    return list(dict.fromkeys(found))


def day(session: Session, field: str, value: Any) -> date | None:
    """Empty, or a day (also written as `2027-05-31` or `31.05.2027`)."""
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if "." in text:
            return datetime.strptime(text, "%d.%m.%Y").date()
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("field_day", field=field, value=value) from error


def flag(session: Session, field: str, value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise Invalid("field_choice", field=field, value=str(value))
    return value


AGREEMENT: Mapping[str, Rule] = {
    "type": word(AgreementType),
    "topic": one_line,
    "partnership_id": reference(Partnership, "partnership"),
    "sectors": text_list,
    "target_countries": places,
    "expected_value": amount,
    "currency": currency,
    "sme_count": smes,
    "next_step": one_line,
    "owner": one_line,
    "follow_up_on": day,
    "confidential": flag,
    "note": free_text,
}


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, name in countries().items()}
