"""Badges and agendas as plain data, and the pages made of them in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from matchdesk.core import resources
from matchdesk.core.errors import FileFault
from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind, Role
from matchdesk.printing import pages, sheets
from matchdesk.printing.print_report import PrintReport

if TYPE_CHECKING:
    from matchdesk.printing.badge_data import BadgeData
    from matchdesk.printing.badge_templates import Template

KINDS = (DocumentKind.BADGES, DocumentKind.AGENDAS)
"""What a `PageOrder` can be of."""


@dataclass(frozen=True, slots=True)
class PageOrder:
    """Badges or agendas to be made, complete: nothing else is asked for while they are.

    `data` are `BadgeData` or `AgendaData`, `form` the key of a sheet or paper, `language` (BCP 47)
    the words'. `designs` hold the content of the badge design for each role that has one.
    """

    kind: DocumentKind
    data: tuple[Any, ...]
    form: str
    language: str
    designs: Mapping[Role, Mapping[str, Any]] = field(default_factory=dict)


def make_pages(order: PageOrder, target: Path | BinaryIO, progress: Progress) -> PrintReport:
    """Write the pages of `order` to `target`; raises as `badges.write_badges` does."""
    words = _catalogue(order.language)
    if order.kind is DocumentKind.BADGES:
        from matchdesk.printing.badges import write_badges  # ReportLab is slow to load; so below

        sheet = sheets.sheet(order.form)
        design = _chooser(order.designs, sheet.badge_width, sheet.badge_height)
        return write_badges(target, order.data, sheet, words, progress, design)
    from matchdesk.printing.agendas import write_agendas

    paper = pages.paper_size(order.form)
    return write_agendas(target, order.data, paper, words, progress, _catalogue)


def load() -> None:
    """Load what making pages needs, so that the first come sooner."""
    from matchdesk.printing import agendas, badges  # slow to load: that is what this is for

    del agendas, badges


def _catalogue(language: str) -> Catalogue:
    try:
        return Catalogue(language, resources.path("locale"))
    except FileFault:  # a checkout whose translations are not compiled speaks English
        return Catalogue(language)


def _chooser(
    designs: Mapping[Role, Mapping[str, Any]], width: float, height: float
) -> Callable[[BadgeData], Template]:
    """Each person's template, for cards of this size in millimetres."""
    # Imported here: shaping libraries are slow to load, and only pages need them.
    from matchdesk.printing.badge_files import from_plain
    from matchdesk.printing.badge_templates import template_for

    templates = {role: from_plain(content) for role, content in designs.items()}
    usual = template_for(width, height)
    return lambda badge: templates.get(badge.role, usual)
