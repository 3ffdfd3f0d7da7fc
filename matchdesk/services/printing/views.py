"""What is asked to be printed, and what came of it. Keys are those of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matchdesk.core.vocabulary import DocumentKind

OWN = "own"
"""Instead of a language: each agenda in its participant's own, if the documents speak it."""

ENGLISH = "en"
"""The working language of these events, in which paper speaks unless told otherwise."""


class HandOut(StrEnum):
    """What paper is sorted by first, so that it can be handed out from a pile."""

    DELEGATION = "delegation"
    NAME = "name"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """Which documents to print, and on what.

    `form` is the key of a badge sheet or of a paper size, empty for the usual one. `people` are
    keys, badge numbers, ranges of them ("12-20") or parts of names and organisations; empty means
    everybody expected. `delegation` is a key or a name. `only_new` leaves out what was printed
    before, `only_changed` (agendas) what still says what was printed; both together leave what the
    paper out there does not show yet. `language` (BCP 47) is that of the words on the paper, or
    `OWN`; `twelve_hour` the clock that tells its times. `sort` is the order of handing out; `pile`
    keeps only those whose name, or whose organisation
    where they are sorted by it, begins with one of these letters ("A-K"). `coming_only` leaves out
    those of `people` who are not expected any more, instead of refusing them, as long as one is.
    """

    kind: DocumentKind
    form: str = ""
    people: tuple[str, ...] = ()
    delegation: str = ""
    only_new: bool = False
    only_changed: bool = False
    language: str = ENGLISH
    sort: HandOut = HandOut.DELEGATION
    pile: str = ""
    twelve_hour: bool = False
    coming_only: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A badge sheet or paper size that can be chosen; `assumed` as in `printing.sheets.Sheet`."""

    key: str
    title: str
    per_page: int
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """What can be printed on; the first of each is the usual one."""

    badge_sheets: tuple[Form, ...]
    papers: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class DelegationChoice:
    """A delegation with the number of its people who are expected."""

    key: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class PrintRun:
    """What went out at once: so many documents of a kind."""

    kind: DocumentKind
    at: datetime
    desk: str
    operator: str
    documents: int
    printer: str = ""
    pages: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LoggedRun:
    """A run with whose it is: participants and tables by name, those erased since left out.

    `key` names it among the others. `pages` is 0 for what was printed before they were counted.
    """

    key: str
    run: PrintRun
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintChoices:
    """What a desk can choose from, and the last runs, newest first."""

    forms: Forms
    delegations: tuple[DelegationChoice, ...]
    runs: tuple[PrintRun, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much an order holds. `pages` is None where only the finished pages can tell.

    `again` counts those printed before as they are, `changed` the agendas printed before with
    another content.
    """

    documents: int
    pages: int | None
    again: int
    changed: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that did not fit and ends in an ellipsis: in which field, on whose paper."""

    field: str
    text: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what one document is for; agendas with the version and fingerprint they carry.

    `key` is a participant's, or a table's for table signs. `content` keeps the agenda's meetings,
    see `changes.remembered`.
    """

    key: str
    name: str
    number: int = 0
    fingerprint: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Finished pages. `pdf` is empty if they were written to a file.

    `again` counts the documents printed before; `unprintable` letters stand as a mark.
    """

    kind: DocumentKind
    pages: int
    subjects: tuple[Subject, ...]
    again: int
    cuts: tuple[Cut, ...]
    unprintable: tuple[str, ...]
    pdf: bytes = b""

    @property
    def documents(self) -> int:
        """How many badges, agendas or signs."""
        return len(self.subjects)


@dataclass(frozen=True, slots=True)
class OutdatedAgenda:
    """An agenda whose participant holds a page that is no longer true."""

    key: str
    number: int
    name: str
    organisation: str
    version: int
    printed_at: datetime
