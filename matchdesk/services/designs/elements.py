"""What designs are made of, for the designer; loads the shaping libraries, so import it late."""

from matchdesk.printing.badge_data import BadgeData
from matchdesk.printing.badge_fields import FIELDS, FREE_TEXT
from matchdesk.printing.badge_files import from_plain, to_plain
from matchdesk.printing.badge_templates import (
    SMALLEST_QR,
    Area,
    Chip,
    Element,
    Entry,
    Flag,
    Picture,
    QrCode,
    Ribbon,
    Stack,
    Template,
)
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import ACCENT, INK, MUTED, RIBBONS, Colour, colour, written

__all__ = [
    "ACCENT",
    "FIELDS",
    "FREE_TEXT",
    "INK",
    "MUTED",
    "RIBBONS",
    "SMALLEST_QR",
    "Area",
    "BadgeData",
    "Chip",
    "Colour",
    "Element",
    "Entry",
    "Flag",
    "Limits",
    "Picture",
    "QrCode",
    "Ribbon",
    "Stack",
    "Template",
    "colour",
    "from_plain",
    "to_plain",
    "written",
]
