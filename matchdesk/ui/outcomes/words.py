"""How meetings, ratings and agreements are shown. No Qt widgets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from matchdesk.core.days import short_weekday
from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.core.vocabulary import AgreementStatus, MeetingStatus, Rating
from matchdesk.core.wording import label
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.outcomes import MeetingView, OutcomeView, PartyView

MEETING_STATES = {
    MeetingStatus.PLANNED: State.PLANNED,
    MeetingStatus.CONFIRMED: State.PLANNED,
    MeetingStatus.IN_PROGRESS: State.PLANNED,
    MeetingStatus.HELD: State.GOOD,
    MeetingStatus.NO_SHOW: State.PROBLEM,
    MeetingStatus.CANCELLED: State.NEUTRAL,
}

RATING_STATES = {
    Rating.NO_FURTHER_CONTACT: State.NEUTRAL,
    Rating.KNOWLEDGE_GAINED: State.NEUTRAL,
    Rating.VALUABLE_CONTACT: State.PLANNED,
    Rating.NEGOTIATION_STARTED: State.GOOD,
    Rating.AGREEMENT_REACHED: State.GOOD,
}

AGREEMENT_STATES = {
    AgreementStatus.INITIATED: State.PLANNED,
    AgreementStatus.IN_NEGOTIATION: State.ATTENTION,
    AgreementStatus.SIGNED: State.GOOD,
    AgreementStatus.ENDED: State.NEUTRAL,
}

SHORT = {
    Rating.NO_FURTHER_CONTACT: "No contact",
    Rating.KNOWLEDGE_GAINED: "Knowledge gained",
    Rating.VALUABLE_CONTACT: "Valuable contact",
    Rating.NEGOTIATION_STARTED: "Negotiation",
    Rating.AGREEMENT_REACHED: "Agreement",
}
"""Ratings where room is short; the whole words are on hover and in the form."""


def day(when: date | None) -> str:
    """A day as tables show it; empty for none."""
    return f"{when:%d.%m.%Y}" if when else ""


def status(meeting: MeetingView) -> str:
    """Where a meeting stands, with who did not come."""
    if meeting.status is MeetingStatus.NO_SHOW and len(meeting.no_show_keys) == 1:
        missing = next(p for p in meeting.parties if p.key in meeting.no_show_keys)
        return _("No-show: {name}").format(name=missing.name)
    return label(meeting.status)


def outcome(meeting: MeetingView) -> str:
    """What came of a meeting, in a few words."""
    if meeting.sides_differ:
        return _("Sides differ")
    if meeting.outcomes:
        return _(SHORT[meeting.outcomes[0].rating])
    return _("Missing") if meeting.awaits_outcome else ""


def rated(told: OutcomeView) -> str:
    """What one side said, in a few words: label and satisfaction."""
    score = f" · {told.score}/5" if told.score else ""
    return _(SHORT[told.rating]) + score


def outcome_state(meeting: MeetingView) -> State | None:
    """The colour that goes with `outcome`."""
    if meeting.sides_differ:
        return State.ATTENTION
    if meeting.outcomes:
        return RATING_STATES[meeting.outcomes[0].rating]
    return State.ATTENTION if meeting.awaits_outcome else None


def outcome_tip(meeting: MeetingView) -> str:
    """Everything that was said of a meeting."""
    return "\n".join(
        " · ".join(
            part
            for part in (told.told_by, label(told.rating), told.topic, told.note, told.next_step)
            if part
        )
        for told in meeting.outcomes
    )


def parties(meeting: MeetingView) -> str:
    """The parties in one line, organisation first."""
    return beside(*(party.organisation or party.name for party in meeting.parties), gap="  ⇄  ")


def sides(meeting: MeetingView) -> str:
    """The parties on two lines, organisation first; a third one beside the second."""
    first, *others = (party.organisation or party.name for party in meeting.parties)
    return "\n".join((first, beside(*others, gap=" · ")))


def people(meeting: MeetingView) -> str:
    """The people of a meeting, for hover and search."""
    return "\n".join(f"{p.name}, {p.organisation}" for p in meeting.parties)


def person(party: PartyView) -> str:
    """One side's name, in its own script first."""
    return beside(party.native_name, party.name)


def when(meeting: MeetingView) -> str:
    """The weekday and the time: an event has the same times on each of its days."""
    if meeting.day is None or meeting.starts is None:
        return ""
    return f"{short_weekday(meeting.day)} {meeting.starts:%H:%M}"


def place(meeting: MeetingView) -> str:
    """When and where."""
    at = when(meeting) or _("waiting list")
    table = _("table {n}").format(n=meeting.table) if meeting.table else ""
    return " · ".join(part for part in (at, table) if part)
