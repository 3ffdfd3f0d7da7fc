"""What a print queue holds and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from matchdesk.core.vocabulary import DocumentKind, PrintState
from matchdesk.core.wording import fill
from matchdesk.services.printing import ENGLISH, PrintOrder, Subject

_OPEN = (PrintState.WAITING, PrintState.PRINTING)


@dataclass(frozen=True, slots=True)
class Printer:
    """Where pages can go. `address` is a scheme and a place: `system:Zebra`, `folder:/media/x`."""

    address: str
    name: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class DeskPrinting:
    """What this desk prints for whoever arrives, and where. Kept with the desk, not the event.

    Printers are addresses, empty while none is chosen. `badge_form` is the key of a sheet,
    `paper_form` of a paper size; `language` (BCP 47) that of the words on paper.
    """

    badge: bool = False
    agenda: bool = False
    badge_printer: str = ""
    paper_printer: str = ""
    badge_form: str = "a6"
    paper_form: str = "a4"
    language: str = ENGLISH

    def printer(self, kind: DocumentKind) -> str:
        """The address for documents of `kind`."""
        return self.badge_printer if kind is DocumentKind.BADGES else self.paper_printer

    def form(self, kind: DocumentKind) -> str:
        """The sheet or paper for documents of `kind`."""
        return self.badge_form if kind is DocumentKind.BADGES else self.paper_form

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """What an arrival prints, in the order of handing out."""
        wanted = {DocumentKind.BADGES: self.badge, DocumentKind.AGENDAS: self.agenda}
        return tuple(kind for kind, on in wanted.items() if on)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Documents of one kind for some people, on their way to one printer.

    `number` is the place in the queue. `subjects` are who it is for; after printing, with the
    versions that went out. `code` and `data` say why it waits or failed (see `why`), `next_try`
    when it is tried again. `reason` says why it is printed again. `recorded` tells that the event
    knows of it. Jobs that were wished for together have one `bundle`; each goes to its own printer.
    `place` is where it stands among the others, its number where it was not moved. `order` is what
    was chosen on the Print screen (who it is for stands in `subjects`), None for what a desk prints
    for an arrival; `setup` what its printer was told. `pages` are known once they were made;
    `from_page` is 0, or the page from which those same pages are printed again; `stopped_at` is the
    page the printer had come to when the job was stopped or failed, 0 where that is not known (at
    work and after a crash it lags behind by a few pages).
    `done` `of` so many pages or documents are ready while it is at work; that is not kept.
    """

    key: str
    number: int
    kind: DocumentKind
    subjects: tuple[Subject, ...]
    printer: str
    form: str
    language: str
    state: PrintState
    created_at: datetime
    changed_at: datetime
    code: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    attempts: int = 0
    next_try: datetime | None = None
    reason: str = ""
    recorded: bool = False
    bundle: str = ""
    place: float = 0.0
    order: PrintOrder | None = None
    setup: Mapping[str, str] = field(default_factory=dict)
    pages: int = 0
    from_page: int = 0
    stopped_at: int = 0
    done: int = 0
    of: int = 0

    @property
    def open(self) -> bool:
        """Whether it still has to come out."""
        return self.state in _OPEN

    @property
    def why(self) -> str:
        """Why it waits or failed, in the operator's language; empty if all is well."""
        return fill(self.code, self.data) if self.code else ""

    @property
    def printer_name(self) -> str:
        """What people call the printer."""
        return printer_name(self.printer)

    @property
    def file_name(self) -> str:
        """The name of its pages as a file: the same each time it is tried, and no other job's."""
        rest = f"-from-page-{self.from_page}" if self.from_page > 1 else ""
        return f"{self.number:05d}-{self.kind}-{self.key[:8]}{rest}.pdf"

    @property
    def moved_to(self) -> tuple[float, int]:
        """What jobs are sorted by."""
        return self.place or float(self.number), self.number


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What somebody holds already: when and at which desk it was printed."""

    key: str
    name: str
    kind: DocumentKind
    at: datetime
    desk: str
    operator: str


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of a wish to print.

    `jobs` are new. `already` lists what was left out because it is on paper and still true,
    `pending` the jobs under way that hold the rest.
    """

    jobs: tuple[PrintJob, ...] = ()
    already: tuple[OnPaper, ...] = ()
    pending: tuple[PrintJob, ...] = ()


def printer_name(address: str) -> str:
    """The place of an address: a printer's name, or a folder."""
    return address.partition(":")[2] or address
