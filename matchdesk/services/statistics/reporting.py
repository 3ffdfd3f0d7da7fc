"""The whole report: figures for the event and by day, what its words mean, what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from matchdesk.core.i18n import _, count
from matchdesk.services.statistics import (
    combining,
    cooperation,
    encounters,
    meanings,
    meetings,
    participation,
    summary,
)
from matchdesk.services.statistics.encounters import Encounters
from matchdesk.services.statistics.figures import Figure, FigureRow
from matchdesk.services.statistics.meanings import Definition
from matchdesk.services.statistics.snapshot import Snapshot

UNSAID = (
    "What came of a meeting does not stand beside its parties: it would say who made a confidential"
    " agreement."
)


@dataclass(frozen=True, slots=True)
class DayReport:
    """The figures that can be told for one day alone."""

    day: date
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """One of the events a report is about."""

    name: str
    place: str
    first_day: date
    last_day: date
    timezone: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says. `made_at` is the wall clock of the first event's venue.

    `left_out` are sentences on what is withheld from the rows; none in a `private` report.
    """

    events: tuple[ReportEvent, ...]
    made_at: datetime
    figures: tuple[Figure, ...]
    days: tuple[DayReport, ...]
    definitions: tuple[Definition, ...]
    left_out: tuple[str, ...]
    private: bool
    encounters: Encounters

    @property
    def title(self) -> str:
        """The event's name, or how many events."""
        if len(self.events) == 1:
            return self.events[0].name
        return count("{n} event", "{n} events", len(self.events))


def report(snapshots: Sequence[Snapshot], *, private: bool) -> Report:
    """The report on one event or several together; see `combining` for what that means."""
    whole = combining.together(snapshots)
    found = [(s.event.name, meanings.definitions(s.terms)) for s in snapshots]
    days = sorted({day for s in snapshots for day in s.event.days} | _days_of(whole))
    return Report(
        events=tuple(_event(s) for s in snapshots),
        made_at=snapshots[0].now,
        figures=figures(whole, private=private),
        days=tuple(_day(whole, day, private) for day in days),
        definitions=meanings.together(found),
        left_out=() if private else _left_out(whole),
        private=private,
        encounters=encounters.of_snapshot(whole, private=private),
    )


def figures(snapshot: Snapshot, *, private: bool) -> tuple[Figure, ...]:
    """All figures of `snapshot`, in the order in which a report shows them."""
    found = (
        *participation.figures(snapshot, private=private),
        *meetings.figures(snapshot, private=private),
        *cooperation.figures(snapshot, private=private),
    )
    every = (*summary.figures(found), *found)
    return tuple(_with_origin(f, snapshot.origins) for f in every) if snapshot.origins else every


def _day(whole: Snapshot, day: date, private: bool) -> DayReport:
    return DayReport(day, figures(combining.on_day(whole, day), private=private))


def _days_of(whole: Snapshot) -> set[date]:
    """Days outside the sessions on which something happened all the same."""
    arrivals = {p.arrived_on for p in whole.arrived if p.arrived_on}
    return arrivals | {agreement.opened_on for agreement in whole.agreements}


def _event(snapshot: Snapshot) -> ReportEvent:
    event = snapshot.event
    place = ", ".join(filter(None, (event.venue, event.city, event.country)))
    return ReportEvent(event.name, place, event.days[0], event.days[-1], event.timezone)


def _left_out(whole: Snapshot) -> tuple[str, ...]:
    shut = sum(agreement.confidential for agreement in whole.agreements)
    silent = len(whole.withheld)
    sentences = []
    if shut:
        text = "Parties and topic of {n} confidential agreement are withheld."
        texts = "Parties and topics of {n} confidential agreements are withheld."
        sentences.append(count(text, texts, shut))
    if whole.facts.secrets:
        sentences.append(_(UNSAID))
    hidden = sum(not story.publishable for story in whole.stories)
    if hidden:
        text = "The words of {n} testimonial without consent are withheld."
        texts = "The words of {n} testimonials without consent are withheld."
        sentences.append(count(text, texts, hidden))
    if silent:
        text = "The name of {n} participant who does not share data is withheld."
        texts = "The names of {n} participants who do not share data are withheld."
        sentences.append(count(text, texts, silent))
    return tuple(sentences)


def _with_origin(figure: Figure, origins: dict[str, str]) -> Figure:
    """The figure with the event of each record behind it."""
    if not any(row.key in origins for row in figure.rows):
        return figure
    rows = tuple(
        FigureRow(row.kind, row.key, (*row.cells, origins.get(row.key, ""))) for row in figure.rows
    )
    return replace(figure, columns=(*figure.columns, _("Event")), rows=rows)
