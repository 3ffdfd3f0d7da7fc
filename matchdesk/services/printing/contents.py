"""An order turned into the data of its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.core.wording import label
from matchdesk.models import Organisation
from matchdesk.printing import sheets
from matchdesk.services.events import TableView
from matchdesk.services.printing.agendas import AgendaWriter
from matchdesk.services.printing.badges import badges
from matchdesk.services.printing.design_choice import Designs, designs_of
from matchdesk.services.printing.papers import PAPERS, Papers, papers
from matchdesk.services.printing.reading import Person, Snapshot, read
from matchdesk.services.printing.selecting import selected
from matchdesk.services.printing.signs import signs
from matchdesk.services.printing.speech import PLAIN, Speech, Speeches
from matchdesk.services.printing.views import OWN, PrintOrder, Subject


@dataclass(slots=True)
class Contents:
    """Everything that is needed to print an order, read from one state of the event."""

    order: PrintOrder
    taken: Snapshot
    people: list[Person]
    tables: list[TableView]
    differing: frozenset[str]
    writer: AgendaWriter | None
    reserved: dict[str, str]
    printed_at: datetime
    designs: Designs = field(default_factory=dict)
    papers: Papers | None = None
    first: int | None = None

    @property
    def keys(self) -> list[str]:
        """Keys of the participants or tables, in the order of the paper."""
        if self.papers is not None:
            return [paper.key for paper in self._papers(PLAIN)]
        return [person.key for person in self.people] + [table.key for table in self.tables]

    @property
    def again(self) -> int:
        """How many were printed before as they are."""
        return sum(key in self.taken.printed and key not in self.differing for key in self.keys)

    @property
    def changed(self) -> int:
        """How many agendas differ from the page their participant holds."""
        return sum(key in self.differing for key in self.keys)

    def without_code(self) -> list[str]:
        """Keys of those whose badge has no code yet."""
        return [person.key for person in self.people if person.key not in self.taken.tokens]

    def only(self, first: int) -> None:
        """Keep the first so many documents."""
        del self.people[first:], self.tables[first:]
        self.first = first

    def data(self, speech: Speech) -> Sequence[Any]:
        """What the worker of the order's kind prints."""
        if self.papers is not None:
            return self._papers(speech)
        if self.order.kind is DocumentKind.BADGES:
            return badges(self.people, self.taken, speech, self.order.language, self.writer)
        if self.writer is not None:
            speeches = Speeches(speech)
            own = self.order.language == OWN
            return [
                self.writer.agenda(person, speeches.of(person.languages) if own else speech)
                for person in self.people
            ]
        return signs(self.tables, self.taken, self.reserved, speech, self.printed_at)

    def named(self) -> tuple[Subject, ...]:
        """For whom or which table it is, before anything is made."""
        name = _("Table {number}")
        tables = (Subject(t.key, name.format(number=t.number)) for t in self.tables)
        return (*(Subject(person.key, person.name) for person in self.people), *tables)

    def subjects(self, data: Sequence[Any]) -> tuple[Subject, ...]:
        """For whom `data` is, with the agendas' versions."""
        if self.papers is not None:
            return tuple(Subject(one.key, label(self.order.kind)) for one in data)
        if self.writer is not None:
            agendas = data if self.order.kind is DocumentKind.AGENDAS else [b.agenda for b in data]
            return tuple(
                Subject(
                    person.key,
                    person.name,
                    one.version,
                    self.writer.mark(person),
                    self.writer.remembered(person),
                )
                for person, one in zip(self.people, agendas, strict=True)
            )
        return self.named()

    def _papers(self, speech: Speech) -> Sequence[Any]:
        return self.papers(speech)[: self.first] if self.papers is not None else ()


def contents(session: Session, order: PrintOrder, now: datetime) -> Contents:
    """Read what `order` asks for; raises as `selecting.selected` does.

    The lists are empty if everything asked for has been printed already.
    """
    on_back = order.kind is DocumentKind.BADGES and with_agenda(order.form)
    named = () if order.delegation else order.people
    taken = read(session, order.kind, named, agendas=on_back)
    whole = Contents(order, taken, [], [], frozenset(), None, {}, now)
    if order.kind is DocumentKind.TABLE_SIGNS:
        _refuse_people(order)
        names = select(Organisation.id, Organisation.name)
        whole.reserved = {row[0]: row[1] for row in session.execute(names)}
        whole.tables = [t for t in taken.event.tables if _wanted(whole, t.key)]
        return whole
    if order.kind in PAPERS:
        whole.papers = papers(session, order, taken, now)
        return whole
    people = selected(order, taken)
    if order.kind is DocumentKind.AGENDAS:
        whole.writer = AgendaWriter(taken, now)
        whole.differing = frozenset(p.key for p in people if whole.writer.differs(p))
    elif order.only_changed:
        raise Invalid("print_changed_agendas")
    elif on_back:
        whole.writer = AgendaWriter(taken, now)
    if order.kind is DocumentKind.BADGES:
        form = sheets.sheet(order.form or sheets.DEFAULT)
        whole.designs = designs_of(session, form.badge_width, form.badge_height)
    whole.people = [person for person in people if _wanted(whole, person.key)]
    return whole


def with_agenda(form: str) -> bool:
    """Whether badges on the sheet of this key have the agenda on their back."""
    return any(face.shows == "agenda" for face in sheets.sheet(form or sheets.DEFAULT).faces)


def _refuse_people(order: PrintOrder) -> None:
    if order.people or order.delegation:
        raise Invalid("print_signs_of_people")
    if order.only_changed:
        raise Invalid("print_changed_agendas")


def _wanted(whole: Contents, key: str) -> bool:
    """Whether the paper out there does not yet show what the order asks for."""
    order = whole.order
    if not (order.only_new or order.only_changed):
        return True
    new = key not in whole.taken.printed
    return (order.only_new and new) or (order.only_changed and key in whole.differing)
