"""How each answer of the desk looks and what is said with it. No Qt widgets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from matchdesk.core.clock import wall_time
from matchdesk.core.i18n import _, count
from matchdesk.core.text import beside
from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.core.wording import label
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.checkin import (
        CheckInResult,
        DelegationResult,
        PersonView,
        RecentCheckIn,
    )

STATES = {
    CheckInOutcome.ADMITTED: State.GOOD,
    CheckInOutcome.ALREADY_IN: State.PLANNED,
    CheckInOutcome.CANCELLED: State.PROBLEM,
    CheckInOutcome.NOT_TODAY: State.ATTENTION,
    CheckInOutcome.ATTENTION_FIRST: State.ATTENTION,
    CheckInOutcome.UNKNOWN: State.PROBLEM,
    CheckInOutcome.FORGED: State.PROBLEM,
    CheckInOutcome.REVOKED: State.PROBLEM,
    CheckInOutcome.AMBIGUOUS: State.ATTENTION,
}

ICONS = {
    CheckInOutcome.ADMITTED: "circle-check",
    CheckInOutcome.ALREADY_IN: "user-check",
    CheckInOutcome.CANCELLED: "user-x",
    CheckInOutcome.NOT_TODAY: "calendar-days",
    CheckInOutcome.ATTENTION_FIRST: "triangle-alert",
    CheckInOutcome.UNKNOWN: "circle-x",
    CheckInOutcome.FORGED: "ban",
    CheckInOutcome.REVOKED: "id-card",
    CheckInOutcome.AMBIGUOUS: "users",
}


def explained(result: CheckInResult, zone: ZoneInfo) -> str:
    """What the desk should know or do about an answer; empty if the word says it all."""
    said = _explained(result, zone)
    if result.layouts is not None:
        return f"{said} {_layouts(result.layouts)}".strip()
    return said


def _explained(result: CheckInResult, zone: ZoneInfo) -> str:
    outcome = result.outcome
    if result.back_since is not None:
        out = wall_time(result.back_since, result.at, zone)
        return _("Back in the house; was out since {time}").format(time=out)
    if outcome is CheckInOutcome.UNKNOWN and result.garbled:
        return _(_GARBLED)
    if outcome is CheckInOutcome.ALREADY_IN and result.first_at is not None:
        since = wall_time(result.first_at, result.at, zone)
        return _("Since {time}, at {desk}").format(time=since, desk=result.first_desk)
    if outcome is CheckInOutcome.ATTENTION_FIRST:
        return result.note
    if outcome is CheckInOutcome.CANCELLED:
        return _cancelled(result)
    if outcome is CheckInOutcome.NOT_TODAY:
        days = ", ".join(f"{day:%d.%m.}" for day in result.days)
        return _("Attends on {days}").format(days=days)
    if outcome is CheckInOutcome.REVOKED and result.since is not None:
        at = result.since.astimezone(zone)
        text = _("This badge was replaced on {day} at {time}. Ask for the new one.")
        return text.format(day=f"{at:%d.%m.}", time=f"{at:%H:%M}")
    return _REFUSED.get(outcome, "") and _(_REFUSED[outcome])


_REFUSED = {
    CheckInOutcome.UNKNOWN: "Nobody has this code. Search by name instead.",
    CheckInOutcome.FORGED: "This badge was not made for this event. Call the organiser.",
    CheckInOutcome.AMBIGUOUS: "Several people have this code. Choose who stands before you.",
}


_GARBLED = (
    "The scanner seems to be set to another keyboard layout than this computer. Set it to the "
    "same one, or search by name."
)


def _layouts(layouts: tuple[str, str]) -> str:
    scanner, computer = layouts
    if not scanner:
        return _("Caps lock seems to be on.")
    text = _("The scanner types {scanner}, this computer {computer}; the code was understood.")
    return text.format(scanner=scanner, computer=computer)


def _cancelled(result: CheckInResult) -> str:
    person = result.person
    if person is not None and person.status is ParticipantStatus.SUBSTITUTED:
        return _("{name} came instead").format(name=result.note or _("A colleague"))
    return _("The registration was cancelled. Call the organiser if they want to come in.")


def outcome_of(result: DelegationResult) -> CheckInOutcome:
    """The one word for several people: that of the first who was kept out, else of those let in."""
    held = next((one.outcome for one in result.results if not one.admitted), None)
    return held or CheckInOutcome.ADMITTED


def together(result: DelegationResult) -> tuple[str, str]:
    """How many of a delegation were let in, and who was not."""
    admitted = [one for one in result.results if one.outcome is CheckInOutcome.ADMITTED]
    held = [one for one in result.results if not one.admitted and one.person]
    said = count("{n} person checked in", "{n} people checked in", len(admitted))
    named = ", ".join(f"{r.person.name} ({label(r.outcome)})" for r in held if r.person)
    return said, _("Not admitted: {names}").format(names=named) if named else ""


def details(person: PersonView, country: str) -> str:
    """What tells somebody apart from others of the same name, in one line.

    The short facts first: a long organisation would push them out of the line. Where there is
    neither organisation nor delegation the e-mail says more than nothing.
    """
    groups = (person.organisation, person.delegation)
    parts = (f"#{person.number}", country, *groups, "" if any(groups) else person.email)
    return beside(*dict.fromkeys(parts), gap=" · ")


def standing(person: PersonView, now: datetime, zone: ZoneInfo | None) -> tuple[str, State] | None:
    """A word on how somebody stands, for lists; None for somebody who is simply expected."""
    if person.left_at is not None:
        out = wall_time(person.left_at, now, zone)
        return _("out since {time}").format(time=out), State.ATTENTION
    if person.arrived_at is not None:
        here = wall_time(person.arrived_at, now, zone)
        return _("here since {time}").format(time=here), State.GOOD
    if person.status is not ParticipantStatus.REGISTERED:
        return label(person.status), State.PROBLEM
    if person.attention.strip():
        return label(CheckInOutcome.ATTENTION_FIRST), State.ATTENTION
    return None


def recent_name(item: RecentCheckIn) -> str:
    """Whom a line of the last answers is about."""
    if item.person is not None:
        person = item.person
        return beside(person.own_name, person.name if person.native_name else "")
    return item.code or "—"
