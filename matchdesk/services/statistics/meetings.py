"""Meetings requested, accepted, scheduled and held; by form and by region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingForm, MeetingStatus, Rating, RequestStatus
from matchdesk.core.wording import label
from matchdesk.services.outcomes import MeetingView
from matchdesk.services.statistics.figures import WITHHELD, Figure, FigureRow, Tally
from matchdesk.services.statistics.participation import shown_name
from matchdesk.services.statistics.regions import Region, Regions
from matchdesk.services.statistics.snapshot import Request, Snapshot

SPANS = {
    "europe_europe": "Europe – Europe",
    "europe_third": "Europe – third country",
    "third_third": "Third country – third country",
    "unknown": "Country of a party not known",
}
"""Between which regions a meeting took place."""


def span(meeting: MeetingView, regions: Regions) -> str:
    """Key of `SPANS` for a meeting; with more than two parties, any third country counts."""
    found = {regions.of(party.country) for party in meeting.parties}
    if Region.UNKNOWN in found:
        return "unknown"
    if Region.THIRD not in found:
        return "europe_europe"
    return "third_third" if found == {Region.THIRD} else "europe_third"


def figures(snapshot: Snapshot, *, private: bool) -> Iterator[Figure]:
    """All figures of requests and meetings; names without consent only if `private`."""
    hidden = frozenset() if private else snapshot.withheld
    yield from _requests(snapshot.requests, private)
    tally = _tally(_("Meetings"), hidden)
    scheduled, held = snapshot.scheduled(), snapshot.held()
    text = _("Given a slot in the live grid and not cancelled")
    yield tally.count("meetings.scheduled", _("Scheduled"), scheduled, definition=text)
    text = _("Marked as held, or with a recorded outcome")
    yield tally.count("meetings.held", _("Held"), held, of=len(scheduled), definition=text)
    for status, code in (
        (MeetingStatus.NO_SHOW, "no_show"),
        (MeetingStatus.IN_PROGRESS, "in_progress"),
        (MeetingStatus.PLANNED, "planned"),
    ):
        found = [m for m in scheduled if m.status is status]
        yield tally.count(f"meetings.{code}", label(status), found)
    cancelled = [m for m in snapshot.meetings if m.status is MeetingStatus.CANCELLED]
    yield tally.count("meetings.cancelled", label(MeetingStatus.CANCELLED), cancelled)
    waiting = [
        m for m in snapshot.meetings if m.slot is None and m.status is not MeetingStatus.CANCELLED
    ]
    yield tally.count("meetings.waiting", _("On the waiting list"), waiting)
    for stage, found, text in (
        ("scheduled", scheduled, _("scheduled")),
        ("held", held, _("held")),
    ):
        yield from _kinds(stage, text, found, snapshot.regions, hidden)
    yield from _days(held, hidden)
    yield from _ratings(snapshot.meetings, hidden)


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
    regions: Regions,
    hidden: frozenset[str],
) -> Iterator[Figure]:
    tally = _tally(_("Meetings by form, {stage}").format(stage=text), hidden)
    for form in MeetingForm:
        found = [m for m in meetings if m.form is form]
        yield tally.count(f"meetings.{stage}.{form.value}", form.value, found)
    tally = _tally(_("Meetings by region, {stage}").format(stage=text), hidden)
    for code, name in SPANS.items():
        found = [m for m in meetings if span(m, regions) == code]
        if found or code != "unknown":
            yield tally.count(f"meetings.{stage}.{code}", _(name), found)


def _days(held: Sequence[MeetingView], hidden: frozenset[str]) -> Iterator[Figure]:
    tally = _tally(_("Meetings held by day"), hidden)
    for day in sorted({m.day for m in held if m.day}):
        found = [m for m in held if m.day == day]
        yield tally.count(f"meetings.held.day.{day}", day.isoformat(), found)


def _ratings(meetings: Sequence[MeetingView], hidden: frozenset[str]) -> Iterator[Figure]:
    tally = _tally(_("What came of the meetings"), hidden)
    told = [m for m in meetings if m.outcomes]
    yield tally.count("outcomes.recorded", _("Meetings with an outcome"), told)
    awaiting = [m for m in meetings if m.awaits_outcome]
    yield tally.count("outcomes.missing", _("Outcome still missing"), awaiting)
    text = _("By the best rating where the sides differ")
    for rating in reversed(Rating):
        found = [m for m in told if best(m) is rating]
        yield tally.count(f"outcomes.rating.{rating}", label(rating), found, definition=text)


def best(meeting: MeetingView) -> Rating | None:
    """The best rating any side gave, None without an outcome."""
    order = list(Rating)
    return max((o.rating for o in meeting.outcomes), key=order.index, default=None)


def named_parties(meeting: MeetingView, hidden: frozenset[str]) -> str:
    """The parties in one line: organisation, else name (unless `hidden` holds its key)."""
    return " · ".join(
        party.organisation or (_(WITHHELD) if party.key in hidden else party.name)
        for party in meeting.parties
    )


def _tally(group: str, hidden: frozenset[str]) -> Tally:
    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(_meeting_row(m, hidden) for m in items if isinstance(m, MeetingView))

    columns = (
        _("No."),
        _("Day"),
        _("Time"),
        _("Table"),
        _("Parties"),
        _("Countries"),
        _("Status"),
        _("Outcome"),
    )
    return Tally(group, columns, rows)


def _meeting_row(meeting: MeetingView, hidden: frozenset[str]) -> FigureRow:
    rating = best(meeting)
    cells = (
        str(meeting.number),
        meeting.day.isoformat() if meeting.day else "",
        f"{meeting.starts:%H:%M}" if meeting.starts else "",
        str(meeting.table or ""),
        named_parties(meeting, hidden),
        " · ".join(party.country or "?" for party in meeting.parties),
        label(meeting.status),
        label(rating) if rating else "",
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
