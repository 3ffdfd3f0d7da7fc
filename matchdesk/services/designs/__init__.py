"""Badge designs: kept in the event, per size and role, drawn by the code that prints them."""

from matchdesk.services.designs.keeping import HANDLERS, RemoveDesign, SaveDesign
from matchdesk.services.designs.queries import Designs
from matchdesk.services.designs.views import CardSize, DesignView, Sample

__all__ = [
    "HANDLERS",
    "CardSize",
    "DesignView",
    "Designs",
    "RemoveDesign",
    "Sample",
    "SaveDesign",
]
