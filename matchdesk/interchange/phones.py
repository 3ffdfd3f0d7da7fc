"""Telephone numbers that lost their plus sign on the way."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers

_LOOKS_LIKE = re.compile(r"^[+(\d][\d\s()./+\-–]{4,}\d(\s*(ext|x|#)\.?\s*\d+)?$", re.IGNORECASE)
_LOST_DIGITS = re.compile(r"^\d[.,]\d+E\+?\d+$", re.IGNORECASE)


def restore(text: str, country: str | None) -> str:
    """`text` with the plus sign of an international number put back.

    That is done where the digits begin with the calling code of `country` (alpha-2) and are as
    long as a number with it; without a country, only where they make a valid number of a country.
    Everything else stays as it was typed.
    """
    if text.startswith("00") and len(_digits(text)) > 9:
        return "+" + text[2:].lstrip()
    if text.startswith(("+", "0")) or not text[:1].isdigit():
        return text
    digits = _digits(text)
    if country is None:
        return f"+{text}" if len(digits) >= 10 and _valid(digits) else text
    calling = str(phonenumbers.country_code_for_region(country))
    fits = digits.startswith(calling) and 8 <= len(digits) <= 15
    national = len(digits) - len(calling)
    return f"+{text}" if fits and national >= 6 and not _national(digits, country) else text


def looks_like_one(text: str) -> bool:
    """Whether `text` could be a telephone number (and not a date, a price or a count)."""
    return bool(_LOOKS_LIKE.match(text)) and len(_digits(text)) >= 7 and not _dated(text)


def lost_its_digits(text: str) -> bool:
    """Whether a spreadsheet turned the number into `4.93E+10`: its digits are gone."""
    return bool(_LOST_DIGITS.match(text))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _dated(text: str) -> bool:
    return bool(re.match(r"^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})", text))


@cache
def _valid(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _national(digits: str, country: str) -> bool:
    """Whether the digits are a valid number inside `country` but none with its calling code."""
    try:
        inside = phonenumbers.is_valid_number(phonenumbers.parse(digits, country))
    except phonenumbers.NumberParseException:
        return False
    return (
        inside
        and not _valid(digits)
        and not digits.startswith(str(phonenumbers.country_code_for_region(country)))
    )
