"""What went out on paper, kept as a fact that undo cannot bring back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import DocumentKind, ReprintReason
from matchdesk.core.wording import label
from matchdesk.models import Agenda, Participant, PrintRecord, Table
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.printing.views import Subject

_TRACKED = {
    DocumentKind.BADGES: "print_badges",
    DocumentKind.AGENDAS: "print_agendas",
    DocumentKind.TABLE_SIGNS: "print_table_signs",
}

_AT_ONCE = 500


@dataclass(frozen=True)
class RecordPrinted(Command):
    """These documents are on paper now. Result: how many were recorded.

    Whoever was erased while their page was being made is left out. `reason` says why it was
    printed again: a word of `ReprintReason`, or what was typed; `printer` where: a printer, folder
    or file by its name. `pages` are those of the whole run.
    """

    intent: ClassVar[str] = "print_badges"
    undoable: ClassVar[bool] = False

    kind: DocumentKind
    subjects: tuple[Subject, ...]
    reason: str = ""
    printer: str = ""
    pages: int = 0


def record_printed(command: RecordPrinted, context: Context) -> int:
    """Handle `RecordPrinted`."""
    if command.kind not in _TRACKED:
        return _record_other(command, context)
    session, signs = context.session, command.kind is DocumentKind.TABLE_SIGNS
    column = Table.id if signs else Participant.id
    keys = [subject.key for subject in command.subjects]
    known = {
        key
        for some in _parts(keys)
        for key in session.scalars(select(column).where(column.in_(some)))
    }
    subjects = [subject for subject in command.subjects if subject.key in known]
    for subject in subjects:
        session.add(
            PrintRecord(
                kind=command.kind,
                participant_id=None if signs else subject.key,
                table_id=subject.key if signs else None,
                desk=context.signature.desk,
                operator=context.signature.operator,
                at=context.clock.now(),
                reason=command.reason,
                printer=command.printer,
                pages=command.pages,
            )
        )
    agendas = [subject for subject in subjects if subject.fingerprint]  # also on badges' backs
    if agendas:
        _keep_versions(session, agendas, context)
    context.intent = _TRACKED[command.kind] + ("_one" if len(subjects) == 1 else "")
    if command.reason:
        context.intent += "_again"
        context.describe(reason=_reason(command.reason))
    context.describe(count=len(subjects), name=subjects[0].name if subjects else "")
    return len(subjects)


def _record_other(command: RecordPrinted, context: Context) -> int:
    """Lists and forms are nobody's: that they went out is kept, not for whom."""
    for _subject in command.subjects:
        context.session.add(
            PrintRecord(
                kind=command.kind,
                participant_id=None,
                table_id=None,
                desk=context.signature.desk,
                operator=context.signature.operator,
                at=context.clock.now(),
                reason=command.reason,
                printer=command.printer,
                pages=command.pages,
            )
        )
    context.intent = "print_other"
    context.describe(what=label(command.kind), count=len(command.subjects))
    return len(command.subjects)


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as one statement may name."""
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


def _reason(reason: str) -> str:
    """A word of the vocabulary as people say it; anything else as it was typed."""
    known = reason in {word.value for word in ReprintReason}
    return label(ReprintReason(reason)) if known else reason


def _keep_versions(session: Session, subjects: list[Subject], context: Context) -> None:
    held = {
        agenda.participant_id: agenda
        for some in _parts([subject.key for subject in subjects])
        for agenda in session.scalars(select(Agenda).where(Agenda.participant_id.in_(some)))
    }
    for subject in subjects:
        agenda = held.get(subject.key)
        if agenda is None:
            session.add(
                Agenda(
                    participant_id=subject.key,
                    number=subject.number,
                    fingerprint=subject.fingerprint,
                    printed_at=context.clock.now(),
                    content=subject.content,
                )
            )
            continue
        agenda.number = max(agenda.number, subject.number)
        agenda.fingerprint = subject.fingerprint
        agenda.content = subject.content
        agenda.printed_at = context.clock.now()


HANDLERS: dict[type[Command], Handler] = {RecordPrinted: record_printed}
