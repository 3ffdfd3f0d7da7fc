"""A design being worked on: what is chosen, how it moves, and the way back. Knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matchdesk.services.designs.elements import SMALLEST_QR, Area, Element, QrCode, Template

FRONT, BACK = "front", "back"
SNAP = 1.2
"""Millimetres within which an edge or a middle is drawn to another."""
SMALLEST = 3.0
_STEPS = 200


class Editing:
    """One design and its steps. Lengths in millimetres from the card's top left corner."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.side = FRONT
        self.chosen = -1
        self._undone: list[Template] = []
        self._done: list[Template] = []
        self._saved = template

    # --- looking

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the side that is shown, the last on top."""
        return self.template.side(self.side)

    @property
    def element(self) -> Element | None:
        """The element that is chosen."""
        inside = 0 <= self.chosen < len(self.elements)
        return self.elements[self.chosen] if inside else None

    @property
    def changed(self) -> bool:
        """Whether there is something that was not saved."""
        return self.template != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a way back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undone)

    def at(self, x: float, y: float) -> int:
        """The topmost element at a point, or -1; small ones win over what they lie on."""
        hits = [i for i, one in enumerate(self.elements) if _holds(one.area, x, y)]
        return min(hits, key=lambda i: (_size(self.elements[i].area), -i), default=-1)

    # --- changing

    def open(self, template: Template) -> None:
        """Begin with another design."""
        self.template = self._saved = template
        self.chosen = -1
        self._done.clear()
        self._undone.clear()

    def saved(self, template: Template) -> None:
        """What is shown is stored now, under its name."""
        self.template = self._saved = template

    def show(self, side: str) -> None:
        """Turn the card over."""
        self.side, self.chosen = side, -1

    def put(self, elements: Sequence[Element]) -> None:
        """Replace the side's elements, as one step."""
        front = self.side == FRONT
        self._step(
            replace(self.template, elements=tuple(elements))
            if front
            else replace(self.template, back=tuple(elements))
        )

    def change(self, element: Element) -> None:
        """Replace the chosen element, as one step."""
        if self.element is not None and element != self.element:
            elements = list(self.elements)
            elements[self.chosen] = element
            self.put(elements)

    def add(self, element: Element) -> None:
        """Put an element on top and choose it."""
        self.put((*self.elements, element))
        self.chosen = len(self.elements) - 1

    def remove(self) -> None:
        """Take the chosen element off."""
        if self.element is not None:
            left = [one for i, one in enumerate(self.elements) if i != self.chosen]
            self.chosen = -1
            self.put(left)

    def raise_by(self, step: int) -> None:
        """Draw the chosen element later (over the others) or earlier."""
        to = self.chosen + step
        if self.element is None or not 0 <= to < len(self.elements):
            return
        elements = list(self.elements)
        elements.insert(to, elements.pop(self.chosen))
        self.chosen = to
        self.put(elements)

    def move(self, dx: float, dy: float) -> None:
        """Move the chosen element, as far as the card goes."""
        if self.element is not None:
            area = self.element.area
            self.place(replace(area, x=area.x + dx, y=area.y + dy))

    def place(self, area: Area) -> None:
        """Give the chosen element another place."""
        if self.element is not None:
            self.change(replace(self.element, area=self.fitting(area)))

    def align(self, how: str) -> None:
        """Put the chosen element at an edge or the middle of the card."""
        if self.element is None:
            return
        area, card = self.element.area, self.template
        across, down = card.width - area.width, card.height - area.height
        to = {
            "left": {"x": 0.0},
            "centre": {"x": across / 2},
            "right": {"x": across},
            "top": {"y": 0.0},
            "middle": {"y": down / 2},
            "bottom": {"y": down},
        }[how]
        self.place(replace(area, **to))

    def undo(self) -> None:
        """Take the last step back."""
        if self._done:
            self._undone.append(self.template)
            self.template = self._done.pop()
            self._keep_choice()

    def redo(self) -> None:
        """Take the step again."""
        if self._undone:
            self._done.append(self.template)
            self.template = self._undone.pop()
            self._keep_choice()

    # --- helping the hand

    def fitting(self, area: Area) -> Area:
        """`area` inside the card, no smaller than what it holds can be."""
        code = isinstance(self.element, QrCode)
        before = self.element.area if self.element is not None else area
        least = SMALLEST_QR if code else SMALLEST
        width = min(max(area.width, least), self.template.width)
        height = min(max(area.height, least), self.template.height)
        if code:  # a code is as wide as it is high
            side = height if abs(area.width - before.width) < 1e-6 else width
            width = height = min(side, self.template.width, self.template.height)
        x = min(max(0.0, area.x), self.template.width - width)
        y = min(max(0.0, area.y), self.template.height - height)
        return Area(round(x, 2), round(y, 2), round(width, 2), round(height, 2))

    def snapped(self, area: Area) -> tuple[Area, tuple[float, ...], tuple[float, ...]]:
        """`area` drawn to edges and middles of the card and of the others.

        Also the upright and level lines it is drawn to.
        """
        others = [one.area for i, one in enumerate(self.elements) if i != self.chosen]
        card = Area(0, 0, self.template.width, self.template.height)
        lines_x = [v for a in (card, *others) for v in (a.x, a.x + a.width / 2, a.x + a.width)]
        lines_y = [v for a in (card, *others) for v in (a.y, a.y + a.height / 2, a.y + a.height)]
        dx, at_x = _nearest((area.x, area.x + area.width / 2, area.x + area.width), lines_x)
        dy, at_y = _nearest((area.y, area.y + area.height / 2, area.y + area.height), lines_y)
        return replace(area, x=area.x + dx, y=area.y + dy), at_x, at_y

    # --- inside

    def _step(self, template: Template) -> None:
        if template != self.template:
            self._done.append(self.template)
            del self._done[:-_STEPS]
            self._undone.clear()
            self.template = template

    def _keep_choice(self) -> None:
        if self.chosen >= len(self.elements):
            self.chosen = -1


def _holds(area: Area, x: float, y: float) -> bool:
    return area.x <= x <= area.x + area.width and area.y <= y <= area.y + area.height


def _size(area: Area) -> float:
    return area.width * area.height


def _nearest(edges: Sequence[float], lines: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    """How far to go to the nearest line, and where it is."""
    found = min(
        ((abs(line - edge), line - edge, line) for edge in edges for line in lines),
        default=(SNAP, 0.0, 0.0),
    )
    return (found[1], (found[2],)) if found[0] < SNAP else (0.0, ())
