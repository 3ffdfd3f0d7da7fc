"""The screens of one open event, made when they are first wanted or step by step before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import shiboken6
from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.screens import Screen, ScreenContext, ScreenSpec

_TOGETHER = 40
"""So many parts of a screen are polished in one step."""


class ScreenMaker:
    """GUI thread. `place` is told of each screen that is complete: it gives it its place.

    Afterwards each of the screen's roots is dressed; taking a place would dress them again.
    """

    def __init__(
        self, specs: Iterable[ScreenSpec], context: ScreenContext, place: Callable[[Screen], object]
    ) -> None:
        self._specs = {spec.id: spec for spec in specs}
        self._context, self._place = context, place
        self._begun: list[Screen] = []
        self._steps: dict[str, Iterator[None]] = {}
        self.made: dict[str, Screen] = {}
        self.ready: set[str] = set()
        """Screens of which nothing is left to make: showing them takes no time."""

    def screen(self, screen_id: str) -> Screen:
        """The screen, ready to be shown; what is not made yet is made now."""
        for _step in self.making(screen_id):
            pass
        return self.made[screen_id]

    def steps(self) -> Iterator[None]:
        """Make everything, those first that scans go to; between two steps anything may happen."""
        for spec in sorted(self._specs.values(), key=lambda spec: not spec.scans):
            yield from self.making(spec.id)

    def forget(self) -> None:
        """The event is closed: no screen answers to an action any more."""
        for screen in self._begun:
            self._context.actions.forget(screen)
            if screen not in self.made.values():
                screen.deleteLater()  # nobody else has it
        self._steps.clear()

    def making(self, screen_id: str) -> Iterator[None]:
        """What is left of making this screen, whoever has begun it."""
        if screen_id not in self._steps:
            self._steps[screen_id] = self._made_in_steps(self._specs[screen_id])
        return self._steps[screen_id]

    def _made_in_steps(self, spec: ScreenSpec) -> Iterator[None]:
        try:
            yield from self._pieces(spec)
        except Exception:
            self._steps.pop(spec.id, None)  # whoever wants it next tries again
            self.made.pop(spec.id, None)
            raise

    def _pieces(self, spec: ScreenSpec) -> Iterator[None]:
        screen = spec.factory(self._context)
        self._begun.append(screen)
        yield
        for _piece in screen.pieces():
            yield
        yield
        screen.setAccessibleName(_(spec.title))
        self.made[spec.id] = screen
        self._place(screen)
        yield
        for root in screen.roots():
            self._context.theme.wear(root)
            yield
        yield from _polished(screen)
        self.ready.add(spec.id)


def _polished(screen: Screen) -> Iterator[None]:
    """What is about to be shown has its fonts and colours: else all of it gets them on the way."""
    for number, part in enumerate(screen.findChildren(QWidget)):
        if number % _TOGETHER == 0:
            yield
        if shiboken6.isValid(part) and not screen.isVisible():
            part.ensurePolished()
