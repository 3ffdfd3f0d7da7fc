"""The agreement sheet: what stands on it, and in which two languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import Catalogue
from matchdesk.services.events import summary
from matchdesk.services.outcomes.follow_ups import FollowUp
from matchdesk.services.outcomes.views import AgreementView
from matchdesk.services.places import country_name

if TYPE_CHECKING:
    from matchdesk.printing.print_report import PrintReport

MOST = 2
"""More than two languages in one line nobody reads."""


def languages(found: FollowUp | None, agreement: AgreementView) -> tuple[str, ...]:
    """The parties' languages: the signatory's, else the country's; English where none serves.

    Parties of three languages and more share English, with the first party's beside it.
    """
    chosen: list[str] = []
    for place, party in enumerate(agreement.signatories):
        contact = found.contacts[place] if found else None
        spoken = [contact.language] if contact and contact.language else []
        official = _official(party.country)
        # A Taiwanese who wrote `zh` reads Traditional characters: the country says which.
        exact = [one for one in official if one.split("-")[0] in spoken]
        best = next((one for one in (*exact, *spoken, *official) if one in _known()), "en")
        if best not in chosen:
            chosen.append(best)
    if len(chosen) != MOST:
        chosen = ["en", *(one for one in chosen if one != "en")]
    return _in_order(chosen[:MOST])


def _in_order(chosen: Sequence[str]) -> tuple[str, ...]:
    """What runs from left to right first: lines of both begin where the page's do."""
    from matchdesk.printing.agreement_words import RIGHT_TO_LEFT  # see `write`

    return tuple(sorted(chosen, key=lambda one: one in RIGHT_TO_LEFT))


def checked(wanted: Sequence[str]) -> tuple[str, ...]:
    """`wanted` as the sheet knows them; raises `Invalid` for one it has no words in."""
    from matchdesk.printing import agreement_words  # see `write`

    found = []
    for one in wanted[:MOST]:
        language = agreement_words.known(one)
        if language is None:
            known = ", ".join(agreement_words.LANGUAGES)
            raise Invalid("sheet_language", value=one, known=known)
        found.append(language)
    return _in_order(tuple(dict.fromkeys(found)))


def write(
    session: Session,
    agreement: AgreementView,
    spoken: tuple[str, ...],
    path: Path,
    now: datetime,
) -> PrintReport:
    """Write the sheet as a PDF; raises `FileFault`."""
    # Imported here: ReportLab is slow to load, and only paper needs it.
    from matchdesk.printing.agreement_sheet import (
        AgreementSheetData,
        Signatory,
        write_agreement_sheet,
    )
    from matchdesk.printing.pages import DEFAULT, paper_size

    event = summary(session)
    first = spoken[0]
    data = AgreementSheetData(
        number=agreement.number,
        type=agreement.type.value,
        status=agreement.status.value,
        status_on=agreement.status_on,
        event_name=event.name,
        event_line=", ".join(filter(None, (event.venue, event.city))),
        timezone=event.timezone,
        printed_at=now,
        languages=spoken,
        parties=tuple(
            Signatory(
                s.organisation,
                " / ".join(dict.fromkeys(country_name(s.country, one) for one in spoken))
                if s.country
                else "",
                s.country,
                s.name,
                s.job_title,
            )
            for s in agreement.signatories
        ),
        topic=agreement.topic,
        partnership=agreement.partnership,
        sectors=", ".join(agreement.sectors),
        countries=", ".join(country_name(code, first) for code in agreement.target_countries),
        next_step=agreement.next_step,
        follow_up_on=agreement.follow_up_on,
    )
    return write_agreement_sheet(path, data, paper_size(DEFAULT), Catalogue(first))


def _known() -> tuple[str, ...]:
    from matchdesk.printing.agreement_words import LANGUAGES  # see `write`

    return LANGUAGES


def _official(country: str) -> list[str]:
    """The country's official languages that the sheet has words in, the most spoken first."""
    from babel.languages import get_official_languages  # the Unicode tables are slow to load

    from matchdesk.printing.agreement_words import known  # see `write`

    if not country:
        return []
    found = [known(one) for one in get_official_languages(country, de_facto=True)]
    if country in ("TW", "HK", "MO"):
        found = ["zh-Hant", *found]
    return list(dict.fromkeys(one for one in found if one))
