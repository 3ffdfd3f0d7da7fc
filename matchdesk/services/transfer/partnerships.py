"""Rows of partnerships."""

from __future__ import annotations

from matchdesk.core.vocabulary import OrganisationType
from matchdesk.interchange.records import PartnershipRecord
from matchdesk.services.transfer import groups
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import RowWork

_FIELDS = ("name", "kind", "strand", "status", "industry_focus")


class PartnershipMerger:
    """Brings the rows of one file into the event."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def title(self, record: PartnershipRecord) -> str:
        """What the row is called."""
        return record.acronym

    def take(self, record: PartnershipRecord, row: RowWork) -> None:
        """Find or make the partnership, fill it in, and let its members join.

        Members nobody registered for become organisations too: clusters, as partnerships are
        theirs.
        """
        known = self._known
        found = groups.partnership(known, row, record.acronym, record.name)
        row.created = row.is_new(found)
        for field in _FIELDS:
            row.fill(found, field, getattr(record, field))
        row.unite(found, "target_countries", record.target_countries)
        members = (
            groups.organisation(known, row, name, OrganisationType.CLUSTER)
            for name in record.members
        )
        groups.join(known, row, found, [one for one in members if one])
