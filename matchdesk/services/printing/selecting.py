"""Who is printed for, in the order in which paper is handed out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from anyascii import anyascii

from matchdesk.core.errors import Invalid, MatchDeskError, NotFound
from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import DocumentKind, Role
from matchdesk.services.printing.reading import Person, Snapshot
from matchdesk.services.printing.views import HandOut, PrintOrder

_PILE = re.compile(r"([A-Z])\s*[-–]\s*([A-Z])")
_RANGE = re.compile(r"(\d{1,6})\s*[-–]\s*(\d{1,6})")

MEETS = (Role.DELEGATE, Role.HEAD_OF_DELEGATION)
"""Roles that get an agenda before they have a meeting."""


def selected(order: PrintOrder, taken: Snapshot) -> list[Person]:
    """Everybody `order` names, before asking what was printed already.

    Raises `NotFound` for a name that is nobody's, `Invalid` for somebody who no longer comes.
    """
    if order.people:
        found = _named(order.people, taken.people, forgiving=order.coming_only)
    else:
        found = [person for person in taken.people.values() if person.expected]
        if order.kind is DocumentKind.AGENDAS:
            busy = {key for one in taken.appointments for key in (*one.parties, one.interpreter)}
            found = [p for p in found if p.role in MEETS or p.key in busy or p.key in taken.agendas]
    if order.delegation:
        key = _delegation(order.delegation, taken.people.values())
        found = [person for person in found if person.delegation_key == key]
    if order.pile:
        low, high = _pile(order.pile)
        of = (lambda p: p.organisation) if order.sort is HandOut.ORGANISATION else _name_of
        found = [person for person in found if low <= initial(of(person)) <= high]
    return sorted(found, key=_ORDERS[order.sort])


def initial(text: str) -> str:
    """The letter from A to Z under which `text` is looked for; other scripts by their sound.

    What begins with no letter at all is looked for at the end.
    """
    first = next((letter for letter in fold(text) if letter.isalpha()), "")
    sound = next((letter for letter in anyascii(first).upper() if "A" <= letter <= "Z"), "")
    return sound or "Z"


def _pile(text: str) -> tuple[str, str]:
    """First and last letter of a pile; raises `Invalid` for what is none."""
    match = _PILE.fullmatch(text.strip().upper())
    if not match or match[1] > match[2]:
        raise Invalid("print_pile", value=text)
    return match[1], match[2]


def _name_of(person: Person) -> str:
    return person.name


def handed_out(person: Person) -> tuple[bool, str, str, str, int]:
    """Delegation by delegation, those without one last; then by name and organisation."""
    return (
        not person.delegation,
        fold(person.delegation),
        person.name_key,
        fold(person.organisation),
        person.number,
    )


def _by_name(person: Person) -> tuple[object, ...]:
    return person.name_key, fold(person.organisation), person.number


def _by_organisation(person: Person) -> tuple[object, ...]:
    return not person.organisation, fold(person.organisation), person.name_key, person.number


_ORDERS: dict[HandOut, Callable[[Person], tuple[Any, ...]]] = {
    HandOut.DELEGATION: handed_out,
    HandOut.NAME: _by_name,
    HandOut.ORGANISATION: _by_organisation,
}


def _named(
    names: Sequence[str], people: Mapping[str, Person], *, forgiving: bool = False
) -> list[Person]:
    everybody = list(people.values())
    found: dict[str, Person] = {}
    refused: MatchDeskError | None = None
    for name in names:
        exact = people.get(name)
        hits = [exact] if exact else _hits(name.strip(), everybody)
        coming = [person for person in hits if person.expected]
        found.update((person.key, person) for person in coming)
        if not coming and refused is None:
            refused = (
                Invalid("print_not_expected", name=hits[0].name)
                if hits
                else NotFound("print_nobody", name=name)
            )
    if refused is not None and not (forgiving and found):
        raise refused
    return list(found.values())


def _hits(name: str, everybody: list[Person]) -> list[Person]:
    """By badge number, range of numbers, or the words of a name or organisation."""
    if match := _RANGE.fullmatch(name):
        low, high = sorted((int(match[1]), int(match[2])))
        return [person for person in everybody if low <= person.number <= high]
    if name.isdecimal():
        return [person for person in everybody if person.number == int(name)]
    words = fold(name).split()
    return [person for person in everybody if words and _speaks_of(person, words)]


def _speaks_of(person: Person, words: Iterable[str]) -> bool:
    """Whether each word begins a word of the person's name or organisation.

    Scripts without blanks between words are searched inside, too.
    """
    text = " ".join((person.name_key, fold(person.native_name), fold(person.organisation)))
    return all(f" {word}" in f" {text}" or (not word.isascii() and word in text) for word in words)


def _delegation(name: str, people: Iterable[Person]) -> str:
    known = {p.delegation_key: p.delegation for p in people if p.delegation_key}
    if name in known:
        return name
    wanted = fold(name)
    exact = [key for key, title in known.items() if fold(title) == wanted]
    close = exact or [key for key, title in known.items() if wanted and wanted in fold(title)]
    if not close:
        raise NotFound(what=_("delegation"), key=name)
    if len(close) > 1:
        names = ", ".join(sorted(known[key] for key in close))
        raise Invalid("print_delegations", name=name, known=names)
    return close[0]
