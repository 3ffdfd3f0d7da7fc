"""The report's pages: which figures are drawn, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from matchdesk.core.i18n import Catalogue, _
from matchdesk.core.progress import Progress
from matchdesk.printing.pages import DEFAULT, paper_size
from matchdesk.printing.report import write_report
from matchdesk.printing.report_data import Arc, Bars, Quote, ReportData, Result
from matchdesk.printing.report_data import Progress as Reached
from matchdesk.services.places import country_name
from matchdesk.services.statistics import Figure, Report

_MOST_BARS, _MOST_PAIRS = 14, 12

_CHARTS = (
    ("Participants by country, arrived", ("participants.arrived.country.",)),
    ("Organisations by type, arrived", ("organisations.arrived.type.",)),
    ("From request to meeting", ("meetings.requested", "requests.accepted", "meetings.scheduled",
                                 "meetings.held", "meetings.no_show")),
    ("Meetings held by form", ("meetings.held.C",  "meetings.held.B")),
    ("Meetings held by region", ("meetings.held.europe", "meetings.held.third")),
    ("Meetings held by day", ("meetings.held.day.",)),
    ("What came of the meetings", ("outcomes.rating.",)),
    ("Cooperation cases by topic", ("cases.topic.",)),
    ("Agreements by type", ("agreements.type.",)),
    ("Agreements by status", ("agreements.status.",)),
)  # fmt: skip
"""Charts: title, and the codes of their figures (or how these begin)."""


def write_pdf(report: Report, path: Path, progress: Progress) -> tuple[Path, ...]:
    """Write the report as PDF; raises `FileFault`, `Cancelled`."""
    write_report(path, _data(report), paper_size(DEFAULT), Catalogue("en"), progress)
    return (path,)


def _data(report: Report) -> ReportData:
    met = report.encounters
    figures = [f for f in report.figures if not f.code.startswith("summary.")]
    return ReportData(
        title=report.title,
        subtitle=_subtitle(report),
        made=_("made {moment}").format(moment=f"{report.made_at:%d.%m.%Y %H:%M}"),
        results=tuple(
            Result(f.label, f.shown, f.definition)
            for f in report.figures
            if f.code.startswith("summary.")
        ),
        people=met.people,
        regions=_regions(figures),
        arcs=tuple(Arc(n.first, n.second, n.held, n.agreements) for n in met.links if n.held),
        pairs=_pairs(report),
        charts=tuple(_bars(_(title), codes, figures) for title, codes in _CHARTS),
        sectors=met.sectors,
        matrix=met.matrix,
        partnerships=tuple(
            Reached(f.label, f.shown, tuple((r.cells[0], bool(r.cells[1])) for r in f.rows))
            for f in figures
            if f.code.startswith("partnerships.")
        ),
        groups=_groups(figures),
        definitions=tuple(
            (d.word, d.meaning, _source(d.since, d.basis)) for d in report.definitions
        ),
        left_out=report.left_out,
        days=tuple(f"{day.day:%d.%m.%Y}" for day in report.days),
        by_day=_by_day(report),
        quotes=_quotes(figures),
    )


def _quotes(figures: Sequence[Figure]) -> tuple[Quote, ...]:
    """Told with consent; for own use, too, the pages are made to be handed on."""
    rows = (
        row for figure in figures if figure.code == "stories.publishable" for row in figure.rows
    )
    return tuple(
        Quote(text, kind, ", ".join(filter(None, (who, body))))
        for _number, kind, who, body, text, *_event in (row.cells for row in rows)
    )


def _by_day(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The result table's figures, each with its value on every day."""
    found = [{figure.code: figure.shown for figure in day.figures} for day in report.days]
    return tuple(
        (figure.label, tuple(day.get(figure.code, "–") for day in found))
        for figure in report.figures
        if figure.code.startswith("summary.")
    )


def _subtitle(report: Report) -> str:
    if len(report.events) > 1:
        return " · ".join(event.name for event in report.events)
    event = report.events[0]
    days = f"{event.first_day:%d.%m.} – {event.last_day:%d.%m.%Y}"
    return " · ".join(filter(None, (event.place, days)))


def _regions(figures: Sequence[Figure]) -> Mapping[str, str]:
    """Each country's region, from the rows behind the countries represented."""
    found: dict[str, str] = {}
    by_code = {figure.code: figure for figure in figures}
    for row in by_code["countries.arrived.third"].rows:
        found[row.key] = "third"
    for row in by_code["countries.arrived.europe"].rows:
        found[row.key] = "programme"
    people = {row.cells[3] for row in by_code["participants.arrived.eu"].rows}
    found.update({country: "eu" for country in people if country in found})
    return found


def _pairs(report: Report) -> Bars:
    links = sorted(report.encounters.links, key=lambda link: (-link.held, link.first, link.second))
    rows = tuple(
        (f"{country_name(n.first)} – {country_name(n.second)}", float(n.held), str(n.held))
        for n in links[:_MOST_PAIRS]
        if n.held
    )
    return Bars(_("Most meetings held between"), rows)


def _bars(title: str, codes: Sequence[str], figures: Sequence[Figure]) -> Bars:
    exact = [f for code in codes for f in figures if f.code == code]
    found = exact or [f for f in figures if f.code.startswith(tuple(codes))]
    rows = [(f.label, float(f.value or 0), f"{f.value}") for f in found if f.value is not None]
    more = len(rows) > _MOST_BARS
    if more:
        rest = sum(value for _label, value, _shown in rows[_MOST_BARS - 1 :])
        rows = [*rows[: _MOST_BARS - 1], (_("Others"), rest, f"{rest:g}")]
    return Bars(title, tuple(rows) if any(value for _l, value, _s in rows) else (), rest=more)


def _groups(figures: Sequence[Figure]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (group, tuple((figure.label, figure.shown) for figure in found))
        for group, found in groupby(figures, key=lambda figure: figure.group)
    )


def _source(since: date | None, basis: str) -> str:
    day = f"{since:%d.%m.%Y}" if since else ""
    return _("since {day}: {basis}").format(day=day, basis=basis) if day and basis else ""
