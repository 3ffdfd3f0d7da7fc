"""Printing for those at the desk: into the desk's print queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.services.checkin import PersonView

BOTH = (DocumentKind.BADGES, DocumentKind.AGENDAS)


class Paper:
    """One a screen; dialogs open over `over`."""

    def __init__(self, context: ScreenContext, over: QWidget) -> None:
        self._context, self._over = context, over

    @property
    def possible(self) -> bool:
        """Whether there is a queue to print into."""
        return self._context.spooler is not None

    def ask(self, person: PersonView, kind: DocumentKind) -> None:
        """Print one document; whoever holds it already gets it again if a reason is given."""
        self._context.print_now(kind, [person.key], self._over)

    def put(
        self, people: Sequence[str], kinds: Sequence[DocumentKind] = BOTH, reason: str = ""
    ) -> None:
        """One bundle for these people (keys); with a `reason` also what they hold."""
        if people and self._context.spooler is not None:
            self._context.spooler.put(kinds, people, reason)
