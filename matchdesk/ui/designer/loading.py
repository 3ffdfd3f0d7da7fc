"""What the badge designer offers, read beside the window."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.services.designs import CardSize, Designs, DesignView, Sample


@dataclass(frozen=True, slots=True)
class Loaded:
    """The designs of the event, the sizes there are, and the people a design can be shown with."""

    designs: tuple[DesignView, ...]
    sizes: tuple[CardSize, ...]
    people: tuple[Sample, ...]


def read(designs: Designs) -> Loaded:
    """Ask for all of it."""
    return Loaded(designs.all(), designs.sizes(), designs.people())
