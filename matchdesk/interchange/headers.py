"""Which field a column header names: a look-up in the tables of synonyms and qualifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import cache

from matchdesk.interchange.text import key, one_line, words
from matchdesk.interchange.words import rows, split

IGNORED = "ignored"
LIST_FIELDS = frozenset(
    ("interests", "languages", "sectors", "target_countries", "offers", "needs", "sessions")
).union(("unavailable", "dietary"))
_CONTACT = frozenset(
    ("name", "name_reversed", "given_name", "family_name", "email", "phone")
).union(("organisation", "country", "city", "job_title"))
_NAMES = ("name", "given_name", "family_name")
_PART = re.compile(r"\s+[–—-]\s+|:\s*|\s*–\s*")


class FileKind(StrEnum):
    """What the rows of a file are."""

    REQUESTS = "requests"
    MEETINGS = "meetings"
    PARTNERSHIPS = "partnerships"
    PARTICIPANTS = "participants"
    OUTCOMES = "outcomes"
    FOLLOW_UPS = "follow_ups"


class Block(IntEnum):
    """Whose particulars a column holds; the lower wins."""

    ATTENDEE = 0
    PLAIN = 1
    ORDER = 2
    INVOICE = 3


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A header's field. `rank`: the row of the table it came from; `choice`: see `match`."""

    block: Block
    rank: int
    field: str
    choice: str = ""


@cache
def fields(kind: FileKind) -> tuple[str, ...]:
    """Every field that a column of a file of this kind can be mapped to."""
    return tuple(dict.fromkeys(r["field"] for r in rows("synonyms") if r["kind"] == kind))


@cache
def match(kind: FileKind, header: str) -> Match | None:
    """The field that `header` names in a file of this kind, or None.

    A header of the form `Dietary requirements – Vegan` is one choice of a question: the field of
    the question with `choice` set.
    """
    return (
        _exact(kind, header)
        or _choice(kind, header)
        or _parted(kind, header)
        or _qualified(kind, header)
        or _bracketed(kind, header)
        or _bilingual(kind, header)
    )


def title(kind: FileKind, field: str) -> str:
    """The first English header of `field`."""
    return next(
        split(r["headers"])[0]
        for r in rows("synonyms")
        if r["kind"] == kind and r["field"] == field and r["source"] in ("en", "any", "b2match")
    )


@cache
def _table(kind: FileKind) -> dict[str, Match]:
    table: dict[str, Match] = {}
    for rank, row in enumerate(rows("synonyms")):
        if row["kind"] == kind:
            found = Match(Block[row["block"].upper()], rank, row["field"])
            for header in split(row["headers"]):
                table.setdefault(key(header), found)
    return table


def _exact(kind: FileKind, header: str) -> Match | None:
    folded = key(header)
    return _table(kind).get(folded) if folded else None


def _choice(kind: FileKind, header: str) -> Match | None:
    prefix, choice = _halves(header)
    question = _exact(kind, prefix) if choice else None
    if question and question.field in LIST_FIELDS:
        return Match(question.block, question.rank, question.field, choice)
    return None


def _parted(kind: FileKind, header: str) -> Match | None:
    """`Attendee name: Given name`: the first half says whose, the second says what."""
    prefix, rest = _halves(header)
    inner = _exact(kind, rest) if rest else None
    if inner is None:
        return None
    block, left = _whose(prefix)
    head = _exact(kind, prefix) or (_table(kind).get(left) if left else None)
    if left and (head is None or head.field not in ("organisation", *_NAMES)):
        return None
    if head and head.field in _NAMES and inner.field == "name":
        inner = replace(inner, field="given_name")  # “Nome partecipante: Nome”
    return _owned(inner, head.block if head and block is None else block)


def _qualified(kind: FileKind, header: str) -> Match | None:
    block, left = _whose(header)
    inner = _table(kind).get(left) if left else None
    return _owned(inner, block) if inner else None


def _bracketed(kind: FileKind, header: str) -> Match | None:
    """`E-mail (required) *`: what stands in brackets only explains."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", header).strip()
    return match(kind, bare) if bare and bare != header else None


def _bilingual(kind: FileKind, header: str) -> Match | None:
    """`Vorname / First name`: all known parts must agree."""
    parts = [part for part in re.split(r"[/|\n]", header) if part.strip()]
    if len(parts) < 2:
        return None
    found = [m for m in (match(kind, part.strip()) for part in parts) if m]
    return found[0] if found and len({m.field for m in found}) == 1 else None


def _owned(inner: Match, block: Block | None) -> Match | None:
    if block is None:
        return inner
    if block > Block.PLAIN and inner.field not in _CONTACT:
        return None
    return Match(block, inner.rank, inner.field)


def _halves(header: str) -> tuple[str, str]:
    found = _PART.search(one_line(header))
    if not found or not found.start():
        return header, ""
    text = one_line(header)
    return text[: found.start()], text[found.end() :].strip()


@cache
def _qualifiers() -> tuple[tuple[str, Block | None], ...]:
    """All qualifying words, the longest first; noise has no block."""
    found = [
        (words(word), None if row["block"] == "noise" else Block[row["block"].upper()])
        for row in rows("qualifiers")
        for word in split(row["words"])
    ]
    return tuple(sorted(set(found), key=lambda item: (-len(item[0]), item[0])))


def _whose(header: str) -> tuple[Block | None, str]:
    """Whose the header's column is, and the key of what is left without the words that say so."""
    text = f" {words(header)} "
    blocks: list[Block] = []
    for word, block in _qualifiers():
        if f" {word} " in text:
            text = text.replace(f" {word} ", " ")
        elif block is not None and len(word) >= 6 and f" {word}" in text:
            text = re.sub(rf" {re.escape(word)}s?(?=\w)", " ", text)
        else:
            continue
        if block is not None:
            blocks.append(block)
    return (max(blocks) if blocks else None), text.replace(" ", "")
