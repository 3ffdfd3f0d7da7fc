"""Every figure of the report, computed in one place, each with the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.clock import Clock
from matchdesk.core.i18n import _
from matchdesk.services.places import country_name
from matchdesk.services.statistics import cooperation, meetings, participation, snapshot, summary
from matchdesk.services.statistics.figures import Figure, FigureRow
from matchdesk.services.statistics.regions import Region, Regions
from matchdesk.services.statistics.today import DayFigures, day_figures
from matchdesk.storage.database import Database


@dataclass(frozen=True, slots=True)
class Definition:
    """What a word of the report means, as of the event's first day."""

    word: str
    meaning: str


class StatisticsQueries:
    """Thread-safe; every call reads the event as it stands, in one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def figures(self, *, private: bool = False) -> tuple[Figure, ...]:
        """All figures, in the order in which a report shows them.

        Confidential agreements and people who refused to share their data are counted, but their
        names are withheld from the rows unless `private` (for the organisers' own screen).
        """
        taken = self._taken()
        found = (
            *participation.figures(taken, private=private),
            *meetings.figures(taken, private=private),
            *cooperation.figures(taken, private=private),
        )
        return (*summary.figures(found), *found)

    def day(self) -> DayFigures:
        """The event day in a few numbers."""
        return day_figures(self._taken())

    def definitions(self) -> tuple[Definition, ...]:
        """How the report's words are meant; belongs beside every report."""
        counted = self._taken().regions
        return (
            Definition(_("European Union"), _listed(counted, Region.EU)),
            Definition(
                _("Other programme countries"),
                _listed(counted, Region.PROGRAMME),
            ),
            Definition(_("Europe"), _("European Union and other programme countries")),
            Definition(_("Third country"), _("Every other country")),
            Definition(
                _("Country of a participant"),
                _("That of the organisation; without one, the participant’s own"),
            ),
            Definition(_("Arrived"), _("Admitted at a desk, and not taken back")),
        )

    def _taken(self) -> snapshot.Snapshot:
        with self._database.reading() as session:
            return snapshot.take(session, self._clock.now())


def _listed(counted: Regions, region: Region) -> str:
    names = sorted(country_name(row.country) for row in counted.rows if row.region is region)
    day = counted.day
    return _("on {day}: {countries}").format(day=day.isoformat(), countries=", ".join(names))


__all__ = ["DayFigures", "Definition", "Figure", "FigureRow", "Region", "StatisticsQueries"]
