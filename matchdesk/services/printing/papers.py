"""The working papers of an event day: which there are, what stands on them, what writes them.

Each kind is one row of `PAPERS`: a builder that turns a state of the event into data, and the
worker that makes pages of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.core.wording import label
from matchdesk.printing.pages import PaperSize
from matchdesk.services.printing import books, day_papers, people_lists
from matchdesk.services.printing.more_reading import Whole, read_whole
from matchdesk.services.printing.reading import Snapshot
from matchdesk.services.printing.selecting import selected
from matchdesk.services.printing.speech import Speech
from matchdesk.services.printing.views import PrintOrder

if TYPE_CHECKING:
    from matchdesk.printing.print_report import PrintReport

Papers = Callable[[Speech], Sequence[Any]]
"""The documents in the words of one speech, each with a `key`."""

Write = Callable[[Path | BinaryIO, Sequence[Any], PaperSize, Catalogue, Progress], "PrintReport"]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of paper comes about; `of_people` ones can be asked for some people only."""

    build: Callable[[Whole, Speech], Sequence[Any]]
    write: Write
    of_people: bool = False


def _lists(target: Any, data: Any, sheet: Any, words: Any, progress: Any) -> PrintReport:
    from matchdesk.printing.lists import write_lists  # ReportLab is slow to load; so below

    return write_lists(target, data, sheet, words, progress)


def _wall_plan(target: Any, data: Any, sheet: Any, words: Any, progress: Any) -> PrintReport:
    from matchdesk.printing.wall_plan import write_wall_plan  # see `_lists`

    return write_wall_plan(target, data, sheet, words, progress)


def _forms(target: Any, data: Any, sheet: Any, words: Any, progress: Any) -> PrintReport:
    from matchdesk.printing.meeting_forms import write_meeting_forms  # see `_lists`

    return write_meeting_forms(target, data, sheet, words, progress)


def _booklets(target: Any, data: Any, sheet: Any, words: Any, progress: Any) -> PrintReport:
    from matchdesk.printing.booklets import write_booklets  # see `_lists`

    return write_booklets(target, data, sheet, words, progress)


def _catalogue(target: Any, data: Any, sheet: Any, words: Any, progress: Any) -> PrintReport:
    from matchdesk.printing.catalogue_book import write_catalogue  # see `_lists`

    return write_catalogue(target, data, sheet, words, progress)


PAPERS: dict[DocumentKind, Kind] = {
    DocumentKind.SLOT_SHEETS: Kind(day_papers.slot_sheets, _lists),
    DocumentKind.ROOM_SHEETS: Kind(day_papers.room_sheets, _lists),
    DocumentKind.WALL_PLAN: Kind(day_papers.wall_plans, _wall_plan),
    DocumentKind.MEETING_FORMS: Kind(day_papers.meeting_forms, _forms),
    DocumentKind.INTERPRETER_LIST: Kind(day_papers.interpreter_list, _lists),
    DocumentKind.DAILY_LIST: Kind(people_lists.daily_lists, _lists, of_people=True),
    DocumentKind.DELEGATION_LISTS: Kind(people_lists.delegation_lists, _lists, of_people=True),
    DocumentKind.MISSING_PEOPLE: Kind(people_lists.missing_people, _lists, of_people=True),
    DocumentKind.DELEGATION_BOOKLETS: Kind(books.by_delegation, _booklets, of_people=True),
    DocumentKind.ORGANISATION_BOOKLETS: Kind(books.by_organisation, _booklets, of_people=True),
    DocumentKind.PARTICIPANT_CATALOGUE: Kind(books.profiles, _catalogue, of_people=True),
}


def papers(session: Session, order: PrintOrder, taken: Snapshot, now: datetime) -> Papers:
    """The documents of `order`; raises `Invalid` for conditions its kind knows nothing of."""
    kind = PAPERS[order.kind]
    if order.only_new or order.only_changed:
        raise Invalid("print_lists_whole", kind=label(order.kind))
    if not kind.of_people and (order.people or order.delegation):
        raise Invalid("print_lists_of_all", kind=label(order.kind))
    whole = read_whole(session, taken, selected(order, taken), now)
    return lambda speech: kind.build(whole, speech)
