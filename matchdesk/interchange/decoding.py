"""Bytes to text: Unicode by its marks, else the legacy code page whose letters make sense.

Charset detectors go by whole texts; a list of names is too short for them (a Polish list in
cp1250 was read as cp1252), so the pages are compared by how their accented letters sit in words.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from matchdesk.interchange.text import key
from matchdesk.interchange.words import rows, split

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = {
    "cp1252": "äöüÄÖÜßéèêëàâîïôûùçÉÀÇñÑáíóúÁÍÓÚ¡¿ãõåÅøØæÆœ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďéěíňřšťúůýžČĎÉĚÍŇŘŠŤÚŮÝŽáÁäöüÄÖÜßőűŐŰăâîşţĂÂÎŞŢđĐ",
    "iso8859_2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďéěíňřšťúůýžČĎÉĚÍŇŘŠŤÚŮÝŽáÁäöüÄÖÜßőűŐŰăâîşţĂÂÎŞŢđĐ",
    "cp1251": "",
    "cp1253": "",
    "cp1257": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ",
    "cp1254": "çğıöşüÇĞİÖŞÜâîû",
    "mac_roman": "äöüÄÖÜßéèêëàâîïôûùçÉñáíóú",
    "cp850": "äöüÄÖÜßéèêëàâîïôûùçÉñáíóú",
}
_PAGES_OF = {
    "cp1250": ("pl", "cs/sk", "hu/ro", "hr/sl"),
    "cp1251": ("bg/ru/uk",),
    "cp1253": ("el",),
    "cp1257": ("lv/lt",),
}
_HEADERS_SPEAK = 2
"""How much a header in one of a page's languages weighs, in accented letters."""
_PUNCTUATION = "’‘“”„«»–—…€°´ºª№§·•\u00a0"
_VOWELS = set("aeiouyäöüáéíóúýàèìòùâêîôûåøæœãõëïěůąęőűăāēīūėįųı")
_SAMPLE = 200_000


def decode(data: bytes) -> str | None:
    """The text in `data`, or None if it is no text in any encoding known here."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if (wide := _unmarked_utf16(data)) is not None:
        return _strict(data, wide)
    if b"\0" in data:
        return None
    text = _strict(data, "utf-8")
    return text if text is not None else _legacy(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in every second byte of ASCII text."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _legacy(data: bytes) -> str | None:
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in data[:_SAMPLE])
    if control:
        return None
    accented = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    best, best_score = None, float("-inf")
    hint = _header_page(data)
    for page, letters in _PAGES.items():
        sample = _strict(accented, page)
        if sample is None:
            continue
        score = _plausible(sample, set(letters)) + (_HEADERS_SPEAK if page == hint else 0)
        if score > best_score:
            best, best_score = page, score
    return data.decode(best, errors="replace") if best else data.decode("cp1252", errors="replace")


def _header_page(data: bytes) -> str | None:
    """The page of the language most words of the first lines are headers in, if it has its own.

    It settles ties only: `ő` and `õ` are one byte, and both stand in words alike.
    """
    head = b"\n".join(data.splitlines()[:5])
    readings = [
        {key(word) for word in re.split(r"[,;\t|\"\n]", head.decode(page, "replace"))}
        for page in _PAGES
    ]
    hits = {
        language: max(len(words & _headers_of(language)) for words in readings)
        for language in {row["source"] for row in rows("synonyms")}
    }
    best, count = max(hits.items(), key=lambda item: item[1])
    alike = [language for language, number in hits.items() if number == count]
    if not count or len(alike) > 1:
        return None
    return next((page for page, languages in _PAGES_OF.items() if best in languages), None)


@cache
def _headers_of(language: str) -> set[str]:
    found = (split(row["headers"]) for row in rows("synonyms") if row["source"] == language)
    return {key(header) for headers in found for header in headers if key(header)}


def _plausible(text: str, letters: set[str]) -> int:
    """The higher, the more `text` looks like words of the languages that use `letters`."""
    score = 0
    padded = f" {text} "
    for at in range(1, len(padded) - 1):
        if not padded[at].isascii():
            score += _fits(padded[at - 1], padded[at], padded[at + 1], letters)
    return score


def _fits(before: str, letter: str, after: str, letters: set[str]) -> int:
    if not letter.isalpha():
        inside = before.isalpha() and after.isalpha()
        return 0 if letter in _PUNCTUATION and not (inside and letter != "’") else -4
    score = -2
    if letter in letters or (not letters and _script(letter) in ("CYRILLIC", "GREEK")):
        score = 1
    neighbours = [n for n in (before, after) if n.isalpha()]
    if any(_script(n) != _script(letter) for n in neighbours):
        score -= 4
    if letter.isupper() and before.islower():
        score -= 3
    vowel = letter.lower() in _VOWELS
    if _script(letter) == "LATIN" and len(neighbours) == 2:
        alike = all((n.lower() in _VOWELS) == vowel for n in neighbours)
        score -= (2 if vowel else 1) if alike else 0
    return score


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]
