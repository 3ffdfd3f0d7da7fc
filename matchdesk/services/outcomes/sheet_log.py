"""Agreement sheets in the print log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.models import PrintRecord
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.outcomes.agreement_reading import find_agreement


@dataclass(frozen=True)
class SheetMade(Command):
    """An agreement's sheet (its key) was made as the file of this name. Result: None.

    It is nobody's own: the log keeps that it was made and of how many pages, not for whom.
    """

    intent: ClassVar[str] = "print_agreement_sheet"
    undoable: ClassVar[bool] = False

    agreement: str
    file: str
    pages: int


def sheet_made(command: SheetMade, context: Context) -> None:
    """Handle `SheetMade`; raises `NotFound`."""
    agreement = find_agreement(context.session, command.agreement)
    context.session.add(
        PrintRecord(
            kind=DocumentKind.AGREEMENT_SHEETS,
            desk=context.signature.desk,
            operator=context.signature.operator,
            at=context.clock.now(),
            printer=command.file,
            pages=command.pages,
        )
    )
    context.describe(number=agreement.number)


HANDLERS: dict[type[Command], Handler] = {SheetMade: sheet_made}
