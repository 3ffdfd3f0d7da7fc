"""Meetings requested, accepted, scheduled and held; by form and by region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingForm, MeetingStatus, Rating, RequestStatus
from matchdesk.core.wording import label
from matchdesk.services.outcomes import MeetingView
from matchdesk.services.statistics.figures import WITHHELD, Figure, FigureRow, Tally
from matchdesk.services.statistics.participation import shown_name
from matchdesk.services.statistics.regions import SPANS
from matchdesk.services.statistics.snapshot import Request, Snapshot, best


def figures(snapshot: Snapshot, *, private: bool) -> Iterator[Figure]:
    """All figures of requests and meetings; names without consent only if `private`."""
    hidden = frozenset() if private else snapshot.withheld
    if snapshot.day is None:
        yield from _requests(snapshot.requests, private)
    tallies = _Tallies(hidden, quiet=not private and snapshot.facts.secrets > 0)
    tally = tallies.of(_("Meetings"))
    scheduled, held = snapshot.scheduled(), snapshot.held()
    text = _("Given a slot in the live grid and not cancelled")
    yield tally.count("meetings.scheduled", _("Scheduled"), scheduled, definition=text)
    yield tally.count("meetings.held", _("Held"), held, of=len(scheduled))
    for status, code in (
        (MeetingStatus.NO_SHOW, "no_show"),
        (MeetingStatus.IN_PROGRESS, "in_progress"),
        (MeetingStatus.CONFIRMED, "confirmed"),
        (MeetingStatus.PLANNED, "planned"),
    ):
        found = [m for m in scheduled if m.status is status]
        yield tally.count(f"meetings.{code}", label(status), found)
    cancelled = [m for m in snapshot.meetings if m.status is MeetingStatus.CANCELLED]
    yield tally.count("meetings.cancelled", label(MeetingStatus.CANCELLED), cancelled)
    waiting = [
        m for m in snapshot.meetings if m.slot is None and m.status is not MeetingStatus.CANCELLED
    ]
    if snapshot.day is None:
        yield tally.count("meetings.waiting", _("On the waiting list"), waiting)
    for stage, found, text in (
        ("scheduled", scheduled, _("scheduled")),
        ("held", held, _("held")),
    ):
        yield from _kinds(stage, text, found, snapshot, tallies)
    yield from _days(held, tallies)
    yield from _ratings(snapshot.meetings, tallies)
    yield from _satisfaction(snapshot.meetings, tallies)


def _requests(requests: Sequence[Request], private: bool) -> Iterator[Figure]:
    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(_request_row(r, private) for r in items if isinstance(r, Request))

    columns = (_("No."), _("From"), _("To"), _("Status"))
    tally = Tally(_("Meeting requests"), columns, rows)
    text = _("All requests made, without wishes never to meet")
    yield tally.count("meetings.requested", _("Requested"), requests, definition=text)
    for status in RequestStatus:
        found = [r for r in requests if r.status is status]
        yield tally.count(f"requests.{status}", label(status), found)


def _kinds(
    stage: str,
    text: str,
    meetings: Sequence[MeetingView],
    snapshot: Snapshot,
    tallies: _Tallies,
) -> Iterator[Figure]:
    tally = tallies.of(_("Meetings by form, {stage}").format(stage=text))
    for form in MeetingForm:
        found = [m for m in meetings if m.form is form]
        yield tally.count(f"meetings.{stage}.{form.value}", form.value, found)
    tally = tallies.of(_("Meetings by region, {stage}").format(stage=text))
    for code, name in SPANS.items():
        found = [m for m in meetings if snapshot.facts.spans[m.key] == code]
        if found or code != "unknown":
            yield tally.count(f"meetings.{stage}.{code}", _(name), found)


def _days(held: Sequence[MeetingView], tallies: _Tallies) -> Iterator[Figure]:
    tally = tallies.of(_("Meetings held by day"))
    for day in sorted({m.day for m in held if m.day}):
        found = [m for m in held if m.day == day]
        yield tally.count(f"meetings.held.day.{day}", f"{day:%d.%m.%Y}", found)


def _ratings(meetings: Sequence[MeetingView], tallies: _Tallies) -> Iterator[Figure]:
    tally = tallies.of(_("What came of the meetings"))
    told = [m for m in meetings if m.outcomes]
    yield tally.count("outcomes.recorded", _("Meetings with an outcome"), told)
    awaiting = [m for m in meetings if m.awaits_outcome]
    yield tally.count("outcomes.missing", _("Outcome still missing"), awaiting)
    text = _("By the best rating where the sides differ")
    rated = tallies.rated(_("What came of the meetings"))
    for rating in reversed(Rating):
        found = [m for m in told if best(m) is rating]
        yield rated.count(f"outcomes.rating.{rating}", label(rating), found, definition=text)


def _satisfaction(told: Sequence[MeetingView], tallies: _Tallies) -> Iterator[Figure]:
    scored = [m for m in told if any(o.score is not None for o in m.outcomes)]
    scores = [o.score for m in scored for o in m.outcomes if o.score is not None]
    figure = tallies.of(_("Satisfaction")).count("satisfaction.meetings", _("Meetings"), scored)
    yield figure
    mean = round(sum(scores) / len(scores), 2) if scores else None
    text = _("From 1 to 5 (best), of every side that said so")
    yield replace(
        figure,
        code="satisfaction.mean",
        label=_("On average"),
        value=mean,
        unit=_("of 5"),
        definition=text,
    )


def named_parties(meeting: MeetingView, hidden: frozenset[str]) -> str:
    """The parties in one line: organisation, else name (unless `hidden` holds its key)."""
    return " · ".join(
        party.organisation or (_(WITHHELD) if party.key in hidden else party.name)
        for party in meeting.parties
    )


class _Tallies:
    """Tallies of meetings: most meetings stand behind a dozen figures, and are shown once.

    If `quiet`, nobody can find out what came of a single meeting: a meeting that is named does not
    say it, and one that says it is not named. Were only those of confidential agreements left out,
    they would be the ones that are missing.
    """

    def __init__(self, hidden: frozenset[str], *, quiet: bool) -> None:
        self._hidden, self._quiet = hidden, quiet
        self._shown: dict[str, FigureRow] = {}

    def of(self, group: str) -> Tally:
        """The tally of one group of figures."""
        return Tally(group, _columns(), self._rows)

    def rated(self, group: str) -> Tally:
        """The tally of figures that say what came of the meetings behind them."""
        return Tally(group, _columns(), _nameless) if self._quiet else self.of(group)

    def _rows(self, items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(self._row(m) for m in items if isinstance(m, MeetingView))

    def _row(self, meeting: MeetingView) -> FigureRow:
        row = self._shown.get(meeting.key)
        if row is None:
            row = self._shown[meeting.key] = self._made(meeting)
        return row

    def _made(self, meeting: MeetingView) -> FigureRow:
        rating = best(meeting)
        said = _(WITHHELD) if rating and self._quiet else label(rating) if rating else ""
        return _meeting_row(meeting, self._hidden, said)


def _nameless(items: Iterable[object]) -> tuple[FigureRow, ...]:
    """Rows of meetings that say what came of them, and nothing else."""
    ratings = (best(m) for m in items if isinstance(m, MeetingView))
    unsaid = (_(WITHHELD),) * (len(_columns()) - 1)
    return tuple(FigureRow("meeting", "", (*unsaid, label(r) if r else "")) for r in ratings)


def _columns() -> tuple[str, ...]:
    return (
        _("No."),
        _("Day"),
        _("Time"),
        _("Table"),
        _("Parties"),
        _("Countries"),
        _("Status"),
        _("Outcome"),
    )


def _meeting_row(meeting: MeetingView, hidden: frozenset[str], outcome: str) -> FigureRow:
    cells = (
        str(meeting.number),
        meeting.day.isoformat() if meeting.day else "",
        f"{meeting.starts:%H:%M}" if meeting.starts else "",
        str(meeting.table or ""),
        named_parties(meeting, hidden),
        " · ".join(party.country or "?" for party in meeting.parties),
        label(meeting.status),
        outcome,
    )
    return FigureRow("meeting", meeting.key, cells)


def _request_row(request: Request, private: bool) -> FigureRow:
    cells = (
        str(request.number),
        shown_name(request.requester, private=private),
        shown_name(request.requested, private=private),
        label(request.status),
    )
    return FigureRow("request", request.key, cells)
