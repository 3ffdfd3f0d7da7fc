"""A desk with people, and a printer that does as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from matchdesk.core.errors import PrinterFault
from matchdesk.core.progress import Progress
from matchdesk.printing.raster import page_sizes
from matchdesk.services.desk import Desk
from matchdesk.services.spooling import Printer, PrintQueue
from tests.unit.services.printing.conftest import Cast, make_cast


@dataclass
class Machine:
    """Printers of the scheme `fake`: `jammed` ones take nothing, `sent` is what came out."""

    jammed: set[str] = field(default_factory=set)
    dies: set[str] = field(default_factory=set)  # only found out while sending
    sent: list[tuple[str, str]] = field(default_factory=list)
    remembers: bool = False
    setups: list[dict[str, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def fault(self, place: str) -> PrinterFault | None:
        return PrinterFault("printer_not_ready", printer=place) if place in self.jammed else None

    def send(
        self, place: str, pdf: bytes, name: str, progress: Progress, setup: Mapping[str, str]
    ) -> None:
        if place in self.dies:
            raise PrinterFault("printer_gone", printer=place)
        assert pdf[:5] == b"%PDF-"
        self.sent.append((place, name[:-13]))
        self.setups.append(dict(setup))
        self.pages.append(len(page_sizes(pdf)))

    def came_out(self, place: str, name: str) -> bool | None:
        return (place, name[:-13]) in self.sent if self.remembers else None

    def printers(self) -> tuple[Printer, ...]:
        return (Printer("fake:labels", "labels"), Printer("fake:paper", "paper"))


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def cast(desk: Desk) -> Cast:
    return make_cast(desk)


@pytest.fixture
def queue(desk: Desk, machine: Machine) -> PrintQueue:
    """Prints badges on `labels`, agendas on `paper`, for whoever arrives."""
    made = desk.print_queue
    made.attach("fake", machine)
    made.choose(
        replace(
            made.choices,
            badge=True,
            agenda=True,
            badge_printer="fake:labels",
            paper_printer="fake:paper",
        )
    )
    return made
