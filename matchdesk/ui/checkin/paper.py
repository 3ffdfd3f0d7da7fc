"""Printing for those at the desk: into the desk's print queue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.services.checkin import PersonView

BOTH = (DocumentKind.BADGES, DocumentKind.AGENDAS)


class Paper(QObject):
    """One a screen. Without a queue, the Print screen shows what is to be printed."""

    def __init__(self, context: ScreenContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    @property
    def possible(self) -> bool:
        """Whether anything can be printed from here."""
        return self._queue is not None or self._context.actions.get("go.print") is not None

    def print(
        self,
        people: Sequence[PersonView],
        kinds: Sequence[DocumentKind] = BOTH,
        *,
        reason: str = "",
        said: Callable[[Any], object] | None = None,
    ) -> None:
        """Print these documents of `people`, with a `reason` also what they hold already."""
        queue = self._queue
        if not people:
            return
        if queue is None:
            numbers = [str(person.number) for person in people]
            self._context.navigate("print", kind=kinds[0].value, people=numbers)
            return
        keys = [person.key for person in people]
        self._context.do(
            lambda _p: [queue.add(kind, keys, reason=reason, renew=True) for kind in kinds],
            on_done=said,
            owner=self,
        )

    @property
    def _queue(self) -> Any:
        return getattr(self._context.desk, "print_queue", None)
