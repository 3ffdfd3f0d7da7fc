"""Files out: lists, the grid, calendars and the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.core.clock import Clock
from matchdesk.core.errors import FileFault, Invalid
from matchdesk.core.i18n import _, count
from matchdesk.core.progress import Progress
from matchdesk.core.text import fold
from matchdesk.services.outcomes import AgreementView, OutcomeQueries
from matchdesk.services.settings import Settings
from matchdesk.services.statistics import UNSAID, StatisticsQueries
from matchdesk.services.transfer.wanted import Exported, Wanted
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from matchdesk.interchange.writing import Sheet

EXPORTS = (
    "participants",
    "organisations",
    "requests",
    "meetings",
    "grid",
    "agendas",
    "outcomes",
    "agreements",
    "stories",
    "check-ins",
    "print-log",
    "history",
    "report",
)
"""What can be exported."""

FORM = "export.csv"
"""Under which a desk's settings keep how it writes CSV."""

_DELIMITERS = ("comma", "semicolon", "tab")
"""The names in `interchange.writing.DELIMITERS`, which is slow to load; a test holds them equal."""

_NAMELESS = frozenset({"requests", "grid", "agendas", "outcomes", "check-ins", "print-log"})
"""Lists in which somebody who does not share their data is not named."""


_ADDRESSES = {
    "participants": (
        "E-mail, telephone and ticket code of {n} participant who shares nothing are left out.",
        "E-mail, telephone and ticket codes of {n} participants who share nothing are left out.",
    ),
    "meetings": (
        "The e-mail address of {n} participant who shares nothing is left out.",
        "The e-mail addresses of {n} participants who share nothing are left out.",
    ),
}


def export(
    database: Database, clock: Clock, what: str, path: Path, wanted: Wanted, progress: Progress
) -> Exported:
    """Write one of `EXPORTS` to `path`; see `Transfer.write`."""
    from matchdesk.interchange.writing import DELIMITERS  # takes Babel and more, only needed here

    if what not in EXPORTS:
        raise Invalid(field="what", value=what, expected=", ".join(EXPORTS))
    if wanted.delimiter not in DELIMITERS:
        known = ", ".join(DELIMITERS)
        raise Invalid(field="delimiter", value=wanted.delimiter, expected=known)
    if what == "report":
        from matchdesk.services.transfer.reports import write_report  # see above

        return write_report(StatisticsQueries(database, clock), path, wanted, progress)
    progress.step(0, 2, _("Reading the event"))
    if what == "agendas":
        return _agendas(database, clock, path, wanted, progress)
    return _tables(database, clock, what, path, wanted, progress)


def _tables(
    database: Database, clock: Clock, what: str, path: Path, wanted: Wanted, progress: Progress
) -> Exported:
    from matchdesk.interchange.writing import DELIMITERS, CsvForm, write  # see `export`

    sheets = _sheets(database, clock, what, wanted.private)
    progress.step(1, 2, path.name)
    files = write(path, sheets, CsvForm(DELIMITERS[wanted.delimiter], wanted.bom), progress)
    return Exported(files, left_out(database, clock, what, wanted.private))


def _agendas(
    database: Database, clock: Clock, path: Path, wanted: Wanted, progress: Progress
) -> Exported:
    from matchdesk.interchange.calendars import write_zip  # see `export`
    from matchdesk.services.transfer import agendas, lists

    if path.suffix.lower() != ".zip":
        raise FileFault("write_agendas_format", file=str(path))
    meetings = OutcomeQueries(database, clock).meetings()
    with database.reading() as session:
        named, plan = lists.names(session, private=wanted.private), agendas.plan(session)
    write_zip(path, agendas.calendars(plan, meetings, named, clock.now(), progress))
    return Exported((path,), left_out(database, clock, "agendas", wanted.private))


def _sheets(database: Database, clock: Clock, what: str, private: bool) -> tuple[Sheet, ...]:
    from matchdesk.services.transfer import tables  # see `export`

    outcomes = OutcomeQueries(database, clock)
    if what == "agreements":
        refused = _refused(database)
        return (tables.agreements(outcomes.agreements(), private=private, refused=refused),)
    if what == "stories":
        return (tables.stories(outcomes.stories(), private=private),)
    if what in ("meetings", "grid", "outcomes"):
        return _of_meetings(database, outcomes, what, private)
    with database.reading() as session:
        return (_list(session, what, private),)


def _of_meetings(
    database: Database, outcomes: OutcomeQueries, what: str, private: bool
) -> tuple[Sheet, ...]:
    from matchdesk.services.events import summary  # see `export`
    from matchdesk.services.transfer import gridtables, lists, tables
    from matchdesk.services.transfer.known import Known

    meetings = outcomes.meetings()
    with database.reading() as session:
        named = lists.names(session, private=private)
        if what == "grid":
            return gridtables.grid(summary(session), meetings, named)
        shut = frozenset() if private else _shut(outcomes.agreements())
        if what == "outcomes":
            return (lists.outcomes(meetings, named, quiet=bool(shut)),)
        people = Known(session).people.by_key.values()
        emails = {p.id: p.email for p in people if private or p.consent_sharing is not False}
        return (tables.meetings(meetings, emails, shut),)


def _list(session: Session, what: str, private: bool) -> Sheet:
    from matchdesk.services.transfer import lists  # see `export`
    from matchdesk.services.transfer.known import Known
    from matchdesk.services.transfer.people_table import participants

    if what == "participants":
        return participants(Known(session), private=private)
    if what == "organisations":
        return lists.organisations(session)
    if what == "history":
        return lists.history(session, private=private)
    named = lists.names(session, private=private)
    makers = {
        "requests": lists.requests,
        "check-ins": lists.check_ins,
        "print-log": lists.print_log,
    }
    return makers[what](session, named)


def _shut(agreements: Sequence[AgreementView]) -> frozenset[int]:
    return frozenset(a.number for a in agreements if a.confidential)


def left_out(database: Database, clock: Clock, what: str, private: bool) -> tuple[str, ...]:
    """What is not in the file although the event knows it; empty for a private export.

    Names in lists that are to be imported again stay, and that is said, too.
    """
    if private:
        return ()
    if what == "report":
        return StatisticsQueries(database, clock).report(private=False).left_out
    sentences = []
    outcomes = OutcomeQueries(database, clock)
    shut = len(_shut(outcomes.agreements()))
    if shut and what == "agreements":
        one = "What {n} confidential agreement holds is withheld."
        sentences.append(count(one, "What {n} confidential agreements hold is withheld.", shut))
    if shut and what == "meetings":
        sentences.append(_("Ratings, next steps and notes are withheld.") + " " + _(UNSAID))
    if shut and what == "outcomes":
        sentences.append(_("Meetings, parties and words are withheld.") + " " + _(UNSAID))
    silent = _silent(database)
    if silent and what in ("participants", "meetings"):
        one, many = _ADDRESSES[what]
        sentences.append(count(one, many, silent))
        one = "Their name stands in it, for an import knows them by it."
        sentences.append(
            count(one, "Their names stand in it, for an import knows them by these.", silent)
        )
    kept_back = sum(not story.publishable for story in outcomes.stories())
    if kept_back and what == "stories":
        one = "The words of {n} testimonial that may not be published are withheld."
        many = "The words of {n} testimonials that may not be published are withheld."
        sentences.append(count(one, many, kept_back))
    if silent and what == "agreements":
        one = "{n} participant who does not share data is not named as a signatory."
        many = "{n} participants who do not share data are not named as signatories."
        sentences.append(count(one, many, silent))
    if silent and what in _NAMELESS:
        one = "The name of {n} participant who does not share data is withheld."
        many = "The names of {n} participants who do not share data are withheld."
        sentences.append(count(one, many, silent))
    if what == "history":
        sentences.append(_("What exactly was done is withheld: it names people."))
    return tuple(sentences)


def _silent(database: Database) -> int:
    from sqlalchemy import func, select  # see `export`

    from matchdesk.models import Participant

    with database.reading() as session:
        refused = select(func.count()).where(Participant.consent_sharing.is_(False))
        return session.scalar(refused) or 0


def _refused(database: Database) -> frozenset[str]:
    """The folded names of those who do not share their data."""
    from sqlalchemy import select  # see `export`

    from matchdesk.models import Participant

    with database.reading() as session:
        query = select(Participant.name).where(Participant.consent_sharing.is_(False))
        return frozenset(map(fold, session.scalars(query)))


def kept_form(settings: Settings) -> tuple[str, bool]:
    """Delimiter and byte order mark as they were kept; damaged values mean the usual ones."""
    kept = settings.get(FORM)
    values = kept if isinstance(kept, dict) else {}
    delimiter, bom = values.get("delimiter"), values.get("bom")
    usual = Wanted()
    return (
        delimiter if delimiter in _DELIMITERS else usual.delimiter,
        bom if isinstance(bom, bool) else usual.bom,
    )
