"""What stands open beside check-in: arrivals, the camera, the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from matchdesk.ui.checkin.arrivals_dialog import ArrivalsDialog
from matchdesk.ui.checkin.camera import CameraPanel
from matchdesk.ui.checkin.help_panel import HelpPanel
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.ui.checkin.asking import House


class Beside:
    """`closed` is called whenever one of them has gone: the box takes the focus back."""

    def __init__(
        self, context: ScreenContext, screen: QWidget, closed: Callable[[], object]
    ) -> None:
        self._context, self._screen, self._closed = context, screen, closed
        self._arrivals: ArrivalsDialog | None = None

    def show_arrivals(
        self,
        house: House | None,
        person: Callable[[str], object],
        delegation: Callable[[str], object],
    ) -> None:
        """How the house fills; `person` and `delegation` get the key of a line that was opened."""
        if self._arrivals is None:
            self._arrivals = ArrivalsDialog(self._context.theme, self._screen)
            self._arrivals.person_wanted.connect(person)
            self._arrivals.delegation_wanted.connect(delegation)
            self._arrivals.finished.connect(self._arrivals_closed)
        self.follow(house)
        self._arrivals.show()
        self._arrivals.activateWindow()

    def follow(self, house: House | None) -> None:
        """Show the house as it is now."""
        if self._arrivals is not None and house is not None:
            self._arrivals.show_house(house)

    def show_camera(self, scanned: Callable[[str], object]) -> None:
        """Scan with the computer's camera."""
        panel = CameraPanel(self._context.jobs, self._screen)
        panel.scanned.connect(scanned)
        panel.setModal(False)
        panel.show()
        panel.start()

    def show_help(self, actions: Sequence[str]) -> None:
        """How it works, in two minutes; `actions` are the ids whose keys are named."""
        panel = HelpPanel(self._context.theme, self._context.actions, tuple(actions), self._screen)
        panel.finished.connect(lambda _code: self._closed())
        panel.open()

    def close(self) -> None:
        """Close what stands open."""
        if self._arrivals is not None:
            self._arrivals.close()

    def _arrivals_closed(self) -> None:
        self._arrivals = None
        self._closed()
