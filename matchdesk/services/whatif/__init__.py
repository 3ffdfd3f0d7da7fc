"""What if: changes tried on a draft beside the live grid, compared with it, applied or dropped."""

from matchdesk.services.whatif.applying import HANDLERS, ApplyWhatIf
from matchdesk.services.whatif.drafts import Draft, WhatIf
from matchdesk.services.whatif.views import Applied, Comparison, Edits, Figure, Measures

__all__ = [
    "HANDLERS",
    "Applied",
    "ApplyWhatIf",
    "Comparison",
    "Draft",
    "Edits",
    "Figure",
    "Measures",
    "WhatIf",
]
