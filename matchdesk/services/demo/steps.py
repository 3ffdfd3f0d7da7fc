"""The steps of the demonstration's day; each does one thing and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

from matchdesk.core import badge_token
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    CheckInOutcome,
    DocumentKind,
    MeetingStatus,
    Rating,
)
from matchdesk.core.wording import label
from matchdesk.services.agenda import MoveMeeting, Target
from matchdesk.services.checkin import CheckIn, CheckInDelegation, CheckInResult
from matchdesk.services.demo.scene import Day
from matchdesk.services.outcomes import MarkMeeting, MeetingView, RecordAgreement, RecordOutcome
from matchdesk.services.planning import AcceptPlan, Limits
from matchdesk.services.printing import PrintOrder

PLANNING_SECONDS = 20.0
ARRIVING = 0.85  # share of those expected who come in the morning; organisers expect 10–30 % absent
SLOTS_HELD = 3  # so many slots are over when the window opens
_RATINGS: dict[Rating, int] = {
    Rating.NO_FURTHER_CONTACT: 12,
    Rating.KNOWLEDGE_GAINED: 30,
    Rating.VALUABLE_CONTACT: 38,
    Rating.NEGOTIATION_STARTED: 14,
    Rating.AGREEMENT_REACHED: 6,
}  # of a hundred meetings, so many
_AGREEMENTS = (
    AgreementType.LETTER_OF_INTENT,
    AgreementType.MEMORANDUM,
    AgreementType.JOINT_PROJECT,
    AgreementType.EXCHANGE_VISIT,
)
_TOPICS = (
    "Knowledge sharing and information exchange",
    "Technology transfer",
    "Research and development",
    "Access to new clients and distributors",
)
_PAPER = (
    (DocumentKind.BADGES, "badges.pdf"),
    (DocumentKind.AGENDAS, "agendas.pdf"),
    (DocumentKind.TABLE_SIGNS, "table-signs.pdf"),
)


def opening(day: Day) -> str:
    """What the demonstration says of itself."""
    event = day.desk.events.summary()
    facts = _("“{name}”, {city}: {slots} slots, {tables} tables. {notice}")
    return facts.format(
        name=event.name,
        city=event.city,
        slots=len(event.slots),
        tables=len(event.tables),
        notice=event.notice,
    )


def import_registrations(day: Day) -> Iterator[str]:
    """Bring in every registration file, each as one change set."""
    read = day.desk.transfer.read([file.path for file in day.invented.files])
    results = day.desk.transfer.store(read.files, day.progress)
    for file in results:
        counts = file.counts
        text = _("Imported {file}: {read} rows, {created} new, {updated} changed, {other}.")
        other = ", ".join(
            (
                _("{n} unchanged").format(n=counts.unchanged),
                _("{n} left out").format(n=counts.left_out),
                _("{n} refused").format(n=counts.refused),
            )
        )
        yield text.format(
            file=file.file.path.name,
            read=counts.read,
            created=counts.created,
            updated=counts.updated,
            other=other,
        )
    for path in day.desk.transfer.write_refused(day.folder / "refused.csv", results):
        yield _("Rows that could not be used, with their reasons: {file}.").format(file=path.name)


def plan_meetings(day: Day) -> Iterator[str]:
    """Build the meeting grid and accept it."""
    limits = Limits(time_limit=PLANNING_SECONDS, seed=day.invented.seed, workers=2, helpers=2)
    draft = day.desk.planning.draft(limits, day.progress)
    day.desk.run(AcceptPlan(draft))
    text = _("Planned {placed} of {requested} requests; weight {weight} of at most {bound}, {gap}.")
    gap = _("proven best") if draft.optimal else _("gap {n:.2f} %").format(n=draft.gap)
    yield text.format(
        placed=draft.placed,
        requested=draft.requested,
        weight=draft.weight,
        bound=draft.bound,
        gap=gap,
    )


def adjust(day: Day) -> Iterator[str]:
    """Move one meeting to a free place, take it back, and do it again."""
    for meeting in day.desk.agenda.grid().meetings:
        if meeting.slot is None or meeting.locked:
            continue
        cells = day.desk.agenda.targets(meeting.key).cells
        free = [place for place, target in cells.items() if target is Target.FREE]
        if not free:
            continue
        slot, table = free[-1]
        moved = day.desk.run(MoveMeeting(meeting.key, slot, table)).result
        day.desk.history.undo()
        day.desk.history.redo()
        text = _("Moved meeting {number}, took it back, moved it again.")
        yield text.format(number=moved.number)
        return


def print_paper(day: Day) -> Iterator[str]:
    """Badges, agendas and table signs, the evening before."""
    for kind, name in _PAPER:
        path = day.folder / "print" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        printed = day.desk.printing.save(PrintOrder(kind), path, day.progress)
        text = _("Printed {what}: {pages} for {documents} ({file}).")
        yield text.format(
            what=label(kind),
            pages=count("{n} page", "{n} pages", printed.pages),
            documents=len(printed.subjects),
            file=name,
        )


def check_in(day: Day) -> Iterator[str]:
    """A delegation arrives as one, the others one by one; some codes are refused."""
    day.at(time(8, 20))
    delegations = day.desk.checkin.delegations()
    if delegations:
        first = max(delegations, key=lambda delegation: delegation.expected)
        day.desk.run(CheckInDelegation(first.key))
        text = _("Checked in the delegation {name} together.")
        yield text.format(name=first.name)
    tally: dict[CheckInOutcome, int] = {}
    for person in day.desk.people.participants():
        day.after(7)
        token = day.desk.checkin.token(person.key)
        if token and day.chance.random() < ARRIVING:
            outcome = _scan(day, token).outcome
            tally[outcome] = tally.get(outcome, 0) + 1
    for code in ("not a badge", badge_token.make(badge_token.new_secret())):
        outcome = _scan(day, code).outcome
        tally[outcome] = tally.get(outcome, 0) + 1
    yield _("Scanned badges: {tally}.").format(
        tally=", ".join(f"{label(outcome)} {number}" for outcome, number in sorted(tally.items()))
    )


def hold_meetings(day: Day) -> Iterator[str]:
    """The first slots are held; outcomes are recorded, agreements come of some."""
    here = {person.key for person in day.desk.people.participants() if person.arrived_at}
    slots = day.desk.events.summary().slots[:SLOTS_HELD]
    held = missed = agreed = 0
    for slot in slots:
        day.at(slot.ends)
        for meeting in day.desk.outcomes.meetings(slot.number):
            missing = [party.key for party in meeting.parties if party.key not in here]
            if missing:
                who = missing[0] if len(missing) == 1 else None
                day.desk.run(MarkMeeting(meeting.key, MeetingStatus.NO_SHOW, who))
                missed += 1
                continue
            agreed += _record(day, meeting)
            held += 1
    text = _("Held {held} meetings of the first slots, {missed} no-shows, {agreed} agreements.")
    yield text.format(held=held, missed=missed, agreed=agreed)


def export_figures(day: Day) -> Iterator[str]:
    """Tables for other programs, and the funder's report."""
    folder = day.folder / "export"
    folder.mkdir(parents=True, exist_ok=True)
    for what in ("participants", "meetings", "agreements", "report"):
        written: tuple[Path, ...] = day.desk.transfer.export(what, folder / f"{what}.xlsx")
        yield _("Exported {file}.").format(file=written[0].name)


def verify(day: Day) -> Iterator[str]:
    """Is everything stored whole and without contradiction."""
    verdict = day.desk.verify()
    if verdict.sound:
        text = _(
            "Verified: database whole, journal of {n} change sets complete, no double booking."
        )
        yield text.format(n=verdict.change_sets)
    else:
        yield count(
            "Not sound: {n} fault. Run “matchdesk verify”.",
            "Not sound: {n} faults. Run “matchdesk verify”.",
            len(verdict.faults),
        )


ALL: tuple[Callable[[Day], Iterator[str]], ...] = (
    import_registrations,
    plan_meetings,
    adjust,
    print_paper,
    check_in,
    hold_meetings,
    export_figures,
    verify,
)
"""The day from registration files to the funder's figures."""


def _scan(day: Day, code: str) -> CheckInResult:
    """One scan; where something has to be said first, it is said and the scan confirmed."""
    result: CheckInResult = day.desk.run(CheckIn(code)).result
    if result.outcome is CheckInOutcome.ATTENTION_FIRST:
        result = day.desk.run(CheckIn(code, confirmed=True)).result
    return result


def _record(day: Day, meeting: MeetingView) -> int:
    rating = day.chance.choices(tuple(_RATINGS), tuple(_RATINGS.values()))[0]
    agreement = None
    if rating is Rating.AGREEMENT_REACHED:
        agreement = RecordAgreement(
            type=day.chance.choice(_AGREEMENTS),
            status=day.chance.choice((AgreementStatus.INITIATED, AgreementStatus.SIGNED)),
            topic=day.chance.choice(_TOPICS),
        )
    day.desk.run(RecordOutcome(meeting.key, rating, agreement=agreement))
    return int(agreement is not None)
