"""A stored value as people read it: words for codes, names for keys."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.models import Delegation, Organisation
from matchdesk.services.places import country_name


def shown(session: Session, field: str, value: Any) -> str:
    """`value` of a participant's or organisation's `field`; empty where there is none."""
    if value is None or value in ("", []):
        return ""
    if field == "organisation_id":
        return session.get_one(Organisation, value).name
    if field == "delegation_id":
        return session.get_one(Delegation, value).name
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, StrEnum):
        return label(value)
    if field == "country":
        return country_name(value)
    return ", ".join(value) if isinstance(value, list) else str(value)
