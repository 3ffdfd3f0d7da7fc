"""The same agreement entered twice: noticed before it is stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementType
from matchdesk.models import Agreement, AgreementParty
from matchdesk.services.outcomes.agreement_reading import agreement_views
from matchdesk.services.outcomes.views import AgreementView


def similar(
    session: Session, parties: Sequence[str], besides: str | None = None
) -> tuple[AgreementView, ...]:
    """See `OutcomeQueries.similar`; the newest first."""
    wanted = set(parties)
    query = select(AgreementParty).where(AgreementParty.organisation_id.in_(wanted))
    shared: dict[str, int] = {}
    for row in session.scalars(query):
        shared[row.agreement_id] = shared.get(row.agreement_id, 0) + 1
    keys = [key for key, count in shared.items() if count > 1 and key != besides]
    found = select(Agreement).where(Agreement.id.in_(keys)).order_by(Agreement.number.desc())
    return agreement_views(session, session.scalars(found))


def refuse_known(
    session: Session,
    kind: AgreementType,
    topic: str,
    parties: Sequence[str],
    besides: str | None = None,
) -> None:
    """The same type, parties and topic once more is the same paper entered twice.

    An ended one may be concluded anew. Raises `Conflict`.
    """
    for known in similar(session, parties, besides):
        same = {key for key, *_ in known.parties} == set(parties) and known.type is kind
        if same and fold(known.topic) == fold(topic):
            raise Conflict("agreement_known", number=known.number)
