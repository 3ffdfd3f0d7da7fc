"""Printing for a desk: choosing, counting, previewing, saving, recording."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sqlalchemy import select

from matchdesk.core import badge_token
from matchdesk.core.clock import Clock
from matchdesk.core.errors import Invalid
from matchdesk.core.files import restoring
from matchdesk.core.i18n import Catalogue, _
from matchdesk.core.progress import Progress
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import DocumentKind, ParticipantStatus
from matchdesk.models import Delegation, Participant
from matchdesk.printing import pages, sheets
from matchdesk.printing.press import Press
from matchdesk.printing.pressing import KINDS, PageOrder, make_pages
from matchdesk.services.badges import IssueBadges
from matchdesk.services.bus import Done
from matchdesk.services.printing import print_log
from matchdesk.services.printing.contents import Contents, contents
from matchdesk.services.printing.design_choice import two_sided
from matchdesk.services.printing.meeting_marks import MeetingPaper, read_papers
from matchdesk.services.printing.papers import PAPERS
from matchdesk.services.printing.recording import RecordPrinted
from matchdesk.services.printing.speech import catalogue, speech
from matchdesk.services.printing.views import (
    ENGLISH,
    OWN,
    Cut,
    DelegationChoice,
    Form,
    Forms,
    LoggedRun,
    OutdatedAgenda,
    PrintChoices,
    Printed,
    PrintOrder,
    PrintRun,
    Subject,
    Tally,
)
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from matchdesk.printing.print_report import PrintReport
    from matchdesk.printing.raster import PagePicture

_LAST_RUNS = 20


class Printing:
    """Thread-safe. Pages are made outside of any transaction; only `record` writes."""

    def __init__(self, database: Database, clock: Clock, run: Callable[..., Done]) -> None:
        self._database, self._clock, self._run = database, clock, run
        self._press: Press | None = None

    def work_apart(self) -> None:
        """Make the pages for printers in a process of their own from now on.

        For a program with a window. The process starts with the first pages, or `warm`.
        """
        if self._press is None:
            self._press = Press()

    def warm(self) -> None:
        """Start the process for pages, if there is to be one; for a working thread."""
        if self._press is not None:
            self._press.warm()

    def close(self) -> None:
        """End the process for pages; what is being made is not finished."""
        if self._press is not None:
            self._press.close()

    # --- asking

    def choices(self) -> PrintChoices:
        """What can be chosen, and what was printed last."""
        return PrintChoices(
            forms=self.forms(),
            delegations=self._delegations(),
            runs=self.runs(_LAST_RUNS),
        )

    @staticmethod
    def forms() -> Forms:
        """The sheets and papers there are."""
        return Forms(
            tuple(Form(s.key, _(s.title), s.per_page, s.assumed) for s in sheets.sheets().values()),
            tuple(Form(p.key, p.key.capitalize(), 1) for p in pages.PAPERS.values()),
        )

    def tally(self, order: PrintOrder) -> Tally:
        """How much `order` holds; raises `NotFound` or `Invalid` where it names nobody."""
        whole = self._contents(order)
        documents = len(whole.keys)
        badges = order.kind is DocumentKind.BADGES
        sheet = sheets.sheet(_form(order)) if badges else None
        backs = sheet is not None and not sheet.folded and two_sided(whole.designs)
        return Tally(
            documents=documents,
            pages=-(-documents // sheet.per_page) if sheet and not backs else None,
            again=whole.again,
            changed=whole.changed,
        )

    def still_outdated(self) -> tuple[OutdatedAgenda, ...]:
        """The agendas out there that no longer hold, in the order of handing out."""
        order = PrintOrder(DocumentKind.AGENDAS, only_changed=True)
        whole = self._contents(order)
        return tuple(
            OutdatedAgenda(
                key=person.key,
                number=person.number,
                name=person.name,
                organisation=person.organisation,
                version=whole.taken.agendas[person.key].number,
                printed_at=whole.taken.agendas[person.key].printed_at,
            )
            for person in whole.people
        )

    def outdated(self, order: PrintOrder) -> frozenset[str]:
        """Keys of those of `order` whose agenda on paper is no longer true."""
        return self._contents(order).differing

    def paper_of_meetings(self) -> dict[str, MeetingPaper]:
        """By meeting, whose agenda on paper says it as it stands, and whose says otherwise."""
        with self._database.reading() as session:
            return read_papers(session, self._clock.now())

    def runs(self, limit: int = _LAST_RUNS) -> tuple[PrintRun, ...]:
        """What went out on paper, newest first; what one command recorded is one run."""
        with self._database.reading() as session:
            return print_log.runs(session, limit)

    def log(self) -> tuple[LoggedRun, ...]:
        """Everything that went out on paper, newest first, with whose it is."""
        with self._database.reading() as session:
            return print_log.logged(session)

    # --- making pages

    def preview(
        self, order: PrintOrder, progress: Progress | None = None, first: int | None = None
    ) -> Printed:
        """The pages as they would come out; nothing is stored.

        Badges without a code show one that is not valid yet. With `first`, only so many documents
        are made (but `again` is the whole order's). Raises `Invalid` if there is nothing to print.
        """
        whole = self._contents(order)
        for key in whole.without_code():
            whole.taken.tokens[key] = badge_token.make(whole.taken.secret)
        again = whole.again
        if first is not None:
            whole.only(first)
        return replace(self._made(whole, progress or Progress()), again=again)

    def produce(self, order: PrintOrder, progress: Progress | None = None) -> Printed:
        """The pages for a printer, badges with valid codes. Call `record` once they are out."""
        return self._made(self._coded(order), progress or Progress(), press=self._press)

    def whom(self, order: PrintOrder) -> tuple[PrintOrder, tuple[Subject, ...]]:
        """For whom `order` is now, and the same order for just these, however long it waits.

        What is not for people (lists, signs) stays as it was asked for. Raises `Invalid` if there
        is nothing to print.
        """
        whole = self._contents(order)
        of_people = bool(whole.people)
        if of_people or whole.tables:
            found = whole.named()
        else:
            words = catalogue(ENGLISH if order.language == OWN else order.language)
            found = whole.subjects(whole.data(speech(words, twelve_hour=order.twelve_hour)))
        if not found:
            raise Invalid("nothing_to_print", what=_noun(order.kind))
        settled = replace(order, people=(), delegation="", only_new=False, only_changed=False,
                          pile="", coming_only=True)  # fmt: skip
        return (settled if of_people else order), found

    def save(self, order: PrintOrder, path: Path, progress: Progress | None = None) -> Printed:
        """Write the pages to `path` in one step and record them.

        Raises `FileFault`, `Invalid` if there is nothing to print, `Cancelled`; then no file is
        left behind, or the older one put back, and nothing is recorded. So it is where recording
        fails: paper nobody knows of would be printed twice.
        """
        with restoring(path):
            printed = self._made(self._coded(order), progress or Progress(), path)
            self.record(printed, printer=path.name)
        return printed

    def record(
        self, printed: Printed, *, reason: str = "", job: str | None = None, printer: str = ""
    ) -> int:
        """Keep that these documents are on paper; returns how many.

        `reason` says why they were printed again, `printer` where: a printer, folder or file by the
        name people know. What one `job` printed is recorded once, however
        often this is called for it; 0 then.
        """
        command = RecordPrinted(printed.kind, printed.subjects, reason, printer, printed.pages)
        return self._run(command, None, job).result or 0

    @staticmethod
    def margins_assumed(form: str) -> bool:
        """Whether the maker of this badge sheet does not publish where its badges lie."""
        return sheets.sheet(form or sheets.DEFAULT).assumed

    @staticmethod
    def sheet_size(form: str) -> tuple[float, float]:
        """Width and height in points of the badge sheet of this key; raises `NotFound`."""
        sheet = sheets.sheet(form or sheets.DEFAULT)
        return sheet.page_width * 72 / 25.4, sheet.page_height * 72 / 25.4

    @staticmethod
    def test_page(form: str, language: str = ENGLISH) -> bytes:
        """A page with rulers for the badge sheet of this key; raises `NotFound`. Not recorded.

        It is nobody's, so in English where people's own languages (`OWN`) are asked for.
        """
        from matchdesk.printing.rulers import write_test_page  # loads ReportLab, which is slow

        stream = io.BytesIO()
        words = catalogue(ENGLISH if language == OWN else language)
        write_test_page(stream, sheets.sheet(form or sheets.DEFAULT), words)
        return stream.getvalue()

    # --- looking at pages

    @staticmethod
    def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points."""
        from matchdesk.printing import raster  # loads PDFium, which only previews need

        return raster.page_sizes(pdf)

    @staticmethod
    def pages_from(pdf: bytes, first: int) -> bytes:
        """The pages of `pdf` from `first` (1 is the first) on."""
        from matchdesk.printing import raster  # see `page_sizes`

        return raster.pages_from(pdf, first) if first > 1 else pdf

    @staticmethod
    def page_picture(pdf: bytes, index: int, dpi: float) -> PagePicture:
        """The page at `index` as a picture of four bytes a pixel."""
        from matchdesk.printing import raster  # see `page_sizes`

        return raster.page_picture(pdf, index, dpi)

    # --- inside

    def _contents(self, order: PrintOrder) -> Contents:
        _form(order)
        with self._database.reading() as session:
            return contents(session, order, self._clock.now())

    def _coded(self, order: PrintOrder) -> Contents:
        """The order's contents, every badge with a valid code."""
        whole = self._contents(order)
        if order.kind is DocumentKind.BADGES and (without := whole.without_code()):
            whole.taken.tokens.update(self._run(IssueBadges(tuple(without))).result)
        return whole

    def _made(
        self,
        whole: Contents,
        progress: Progress,
        path: Path | None = None,
        press: Press | None = None,
    ) -> Printed:
        order = whole.order
        words = catalogue(ENGLISH if order.language == OWN else order.language)
        data = whole.data(speech(words, twelve_hour=order.twelve_hour))
        if not data:
            raise Invalid("nothing_to_print", what=_noun(order.kind))
        if press is not None and order.kind in KINDS:
            report, pdf = press.make(_page_order(data, whole, words), progress)
        else:
            stream = io.BytesIO()
            report = _written(path or stream, data, whole, words, progress)
            pdf = stream.getvalue()
        subjects = whole.subjects(data)
        names = {subject.key: subject.name for subject in subjects}
        return Printed(
            kind=whole.order.kind,
            pages=report.pages,
            subjects=subjects,
            again=whole.again,
            cuts=_cuts(report, names),
            unprintable=report.unprintable,
            pdf=pdf,
        )

    def _delegations(self) -> tuple[DelegationChoice, ...]:
        query = select(Delegation.id, Delegation.name)
        expected = select(Participant.delegation_id).where(
            Participant.status == ParticipantStatus.REGISTERED
        )
        with self._database.reading() as session:
            people = Counter(session.scalars(expected))
            rows = sorted(session.execute(query), key=lambda row: name_order(row.name))
        return tuple(DelegationChoice(key, name, people[key]) for key, name in rows)


def _form(order: PrintOrder) -> str:
    """The key of the order's sheet or paper; raises `NotFound` for one that does not exist."""
    if order.kind is DocumentKind.BADGES:
        return sheets.sheet(order.form or sheets.DEFAULT).key
    return pages.paper_size(order.form or pages.DEFAULT).key


def _written(
    target: Path | BinaryIO,
    data: Sequence[Any],
    whole: Contents,
    words: Catalogue,
    progress: Progress,
) -> PrintReport:
    order = whole.order
    if order.kind in KINDS:
        return make_pages(_page_order(data, whole, words), target, progress)
    paper = pages.paper_size(_form(order))
    if order.kind in PAPERS:
        return PAPERS[order.kind].write(target, data, paper, words, progress)
    from matchdesk.printing.table_signs import write_table_signs  # ReportLab is slow to load

    return write_table_signs(target, data, paper, words, progress)


def _page_order(data: Sequence[Any], whole: Contents, words: Catalogue) -> PageOrder:
    order = whole.order
    return PageOrder(order.kind, tuple(data), _form(order), words.language, whole.designs)


def _cuts(report: PrintReport, names: Mapping[str, str]) -> tuple[Cut, ...]:
    """What was shortened, the same text on many pages told once, the rarest first."""
    whose: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in report.shortened:
        whose[one.field, one.text].append(names.get(one.document, ""))
    found = [Cut(field, text, tuple(who)) for (field, text), who in whose.items()]
    return tuple(sorted(found, key=lambda cut: len(cut.who)))


def _noun(kind: DocumentKind) -> str:
    return _(_NOUNS.get(kind, "meetings or people"))


_NOUNS = {
    DocumentKind.BADGES: "badges",
    DocumentKind.AGENDAS: "agendas",
    DocumentKind.TABLE_SIGNS: "tables",
}
"""What the sentence “there is nothing to print” calls them."""
