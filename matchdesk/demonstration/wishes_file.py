"""The meeting requests and the partnerships as files."""

from __future__ import annotations

from pathlib import Path
from random import Random

from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording.labels import LABELS
from matchdesk.demonstration import table_file
from matchdesk.demonstration.catalogue import Catalogue
from matchdesk.demonstration.demand import Request
from matchdesk.demonstration.event import DemonstrationFile
from matchdesk.demonstration.partnerships import Membership
from matchdesk.demonstration.table_file import joined

REQUESTS, PARTNERSHIPS = "requests.csv", "partnerships.csv"
REQUESTS_HEADER = (
    "Requester email",
    "Requested email",
    "Priority",
    "Wish",
    "Mutual",
    "Status",
    "Message",
)
PARTNERSHIPS_HEADER = (
    "acronym",
    "name",
    "status",
    "industry_focus",
    "kind",
    "strand",
    "target_countries",
    "members",
)
_SILENT = 0.3


def write_requests(
    folder: Path, rng: Random, catalogue: Catalogue, requests: tuple[Request, ...]
) -> DemonstrationFile:
    """Write one row a request. Priority runs from 1 to 5, where 5 is the strongest wish."""
    rows = [
        (
            request.requester.email,
            request.requested.email,
            request.priority,
            LABELS[f"Wish.{request.wish}"],
            "yes" if request.mutual else "no",
            LABELS[f"RequestStatus.{request.status}"],
            _message(rng, catalogue, request),
        )
        for request in requests
    ]
    table_file.write(folder / REQUESTS, REQUESTS_HEADER, rows)
    return DemonstrationFile(folder / REQUESTS, "requests", read=len(rows))


def write_partnerships(folder: Path, formed: tuple[Membership, ...]) -> DemonstrationFile:
    """Write one row a partnership, its members by the names they registered with."""
    rows = [
        (
            item.partnership.acronym,
            item.partnership.name,
            item.partnership.status,
            item.partnership.focus,
            item.partnership.kind,
            item.partnership.strand,
            joined(item.partnership.targets),
            joined(item.members),
        )
        for item in formed
    ]
    table_file.write(folder / PARTNERSHIPS, PARTNERSHIPS_HEADER, rows)
    return DemonstrationFile(folder / PARTNERSHIPS, "partnerships", read=len(rows))


def _message(rng: Random, catalogue: Catalogue, request: Request) -> str:
    """Why this meeting is wished for, in the requester's words; many write nothing."""
    if request.wish is not Wish.NEVER_MEET and rng.random() < _SILENT:
        return ""
    code, blanks = _reason(request)
    return rng.choice(catalogue.messages[code]).format(**blanks)


def _reason(request: Request) -> tuple[str, dict[str, str]]:
    one, other = request.requester, request.requested
    mine, theirs = one.organisation, other.organisation
    country = {"country": theirs.country.name}
    found = [topic for topic in one.needs if topic in other.offers]
    given = [topic for topic in other.needs if topic in one.offers]
    if request.wish is Wish.NEVER_MEET:
        return "never_meet", {}
    if found or given:
        return ("fit_need" if found else "fit_offer"), {"topic": (found or given)[0], **country}
    if theirs.country.name in mine.targets:
        return "target", country
    shared = [sector for sector in mine.sectors if sector in theirs.sectors]
    return ("sector", {"sector": shared[0]}) if shared else ("meet", {})
