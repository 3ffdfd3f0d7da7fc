"""The demonstration event: invented people, written as the registration files of a real event.

It enters through the same door as a real event: `generate` only writes files, which the importer
reads. Everything follows from size, seed and first day; neither clock nor network is asked.
"""

from matchdesk.demonstration.event import (
    FIRST_DAY,
    LARGEST,
    SMALLEST,
    DemonstrationEvent,
    DemonstrationFile,
    Zone,
)
from matchdesk.demonstration.generate import generate

__all__ = [
    "FIRST_DAY",
    "LARGEST",
    "SMALLEST",
    "DemonstrationEvent",
    "DemonstrationFile",
    "Zone",
    "generate",
]
