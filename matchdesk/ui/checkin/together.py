"""A delegation that arrives together: who is here is ticked, and what became of it is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import count
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.checkin import DelegationCount, DelegationResult, PersonView


class Together:
    """Dialogs open over `screen`; `printing` is None where nothing can be printed.

    `show` gets what became of it, `closed` is called when a dialog has gone.
    """

    def __init__(
        self,
        context: ScreenContext,
        screen: QWidget,
        printing: Callable[[list[PersonView]], object] | None,
        show: Callable[[DelegationResult], object],
        closed: Callable[[], object],
    ) -> None:
        self._context, self._screen, self._printing = context, screen, printing
        self._show, self._closed = show, closed

    def ask(self, key: str) -> None:
        """Ask who of the delegation with this key is here."""
        desk = self._context.desk
        self._context.jobs.query(
            lambda: (desk.checkin.delegation(key), desk.checkin.members(key)),
            lambda read: self._open(*read),
            on_error=self._context.complain,
            owner=self._screen,
        )

    def _open(self, delegation: DelegationCount, members: tuple[PersonView, ...]) -> None:
        possible = self._printing is not None
        theme = self._context.theme
        dialog = DelegationDialog(theme, delegation, members, self._screen, printing=possible)
        if self._printing is not None:
            dialog.print_wanted.connect(self._printing)
        dialog.wanted.connect(lambda keys: self._check_in(delegation.key, keys))
        dialog.finished.connect(lambda _code: self._closed())
        dialog.open()

    def _check_in(self, delegation: str, keys: tuple[str, ...]) -> None:
        # Imported here: it loads the database's packages, which the window starts without.
        from matchdesk.services.checkin import CheckInDelegation

        self._context.run(
            CheckInDelegation(delegation, keys),
            on_done=lambda done: self._done(done.result),
            owner=self._screen,
        )

    def _done(self, result: DelegationResult) -> None:
        admitted = [r for r in result.results if r.outcome is CheckInOutcome.ADMITTED]
        self._context.arrived([r.person.key for r in admitted if r.person])
        self._show(result)
        text = count("{n} person checked in", "{n} people checked in", len(admitted))
        held = any(not r.admitted for r in result.results)
        state = State.ATTENTION if held else State.GOOD
        self._context.notify(text, undoable=bool(admitted), state=state)
