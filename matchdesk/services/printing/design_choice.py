"""Which design a person's badge has: that of the event for its size and role, else the built-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import Role
from matchdesk.models import BadgeDesign

ALIKE = 1.0
"""Millimetres by which sizes may differ and still be one: A6 is also a quarter of A4."""

Designs = Mapping[Role, Mapping[str, Any]]
"""The content of the design for each role that has one."""


def same_size(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether a design of one size serves cards of the other."""
    return all(abs(a - b) <= ALIKE for a, b in zip(first, second, strict=True))


def designs_of(session: Session, width: float, height: float) -> Designs:
    """The designs that the roles' badges of this size have."""
    found: dict[Role, Mapping[str, Any]] = {}
    for design in sorted(
        session.scalars(select(BadgeDesign)), key=lambda one: name_order(one.name)
    ):
        size = (design.content["width"], design.content["height"])
        if same_size(size, (width, height)):
            found.update((Role(role), design.content) for role in design.roles)
    return found


def two_sided(designs: Designs) -> bool:
    """Whether some badges have a back."""
    return any(content["back"] for content in designs.values())
