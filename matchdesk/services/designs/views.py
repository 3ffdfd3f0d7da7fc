"""What the badge designer shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matchdesk.core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class DesignView:
    """A design of the event; `content` is what `printing.badge_files` reads."""

    key: str
    name: str
    width: float
    height: float
    roles: tuple[Role, ...]
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CardSize:
    """A size of badges in millimetres, and what it is printed on."""

    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody whose badge can be looked at while it is designed."""

    key: str
    number: int
    name: str
    native_name: str
    organisation: str
    role: Role
