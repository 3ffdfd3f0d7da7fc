"""Who else somebody should meet: the matcher fed from the event. Accepting is `AddRequest`."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import (
    MeetingStatus,
    ParticipantStatus,
    ProfileSide,
    RequestStatus,
    Role,
    Wish,
)
from matchdesk.core.wording import fill
from matchdesk.matching.matcher import Matcher
from matchdesk.matching.problem import Person, Reason
from matchdesk.models import (
    Interpreter,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
    Profile,
    ProfileLine,
)
from matchdesk.services.places import countries, country_name, language_name
from matchdesk.storage import journal
from matchdesk.storage.database import Database

_READ = (
    "participant",
    "organisation",
    "partnership",
    "partnership_member",
    "profile",
    "profile_line",
    "interpreter",
)
"""Tables the matcher is built from; a change of any other leaves it as it is."""

_NOT_MATCHED = (Role.ORGANISER, Role.INTERPRETER)


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Somebody who fits, with reasons as sentences, the strongest first.

    `score` compares within one list; `strength` is it as a share of the best of the list.
    """

    key: str
    number: int
    name: str
    organisation: str
    country: str
    score: float
    strength: float
    reasons: tuple[str, ...]


class Recommendations:
    """Thread-safe. Keeps what it read of the profiles until one of them changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._matcher: Matcher | None = None
        self._number = 0

    def suggestions(self, key: str, limit: int = 20) -> tuple[SuggestionView, ...]:
        """The best for one participant.

        Never their own organisation, a pair that has a request (declined and never-meet ones too),
        or one that meets in the live grid or has met.
        """
        with self._database.reading() as session:
            asked = _asked(session)
            found = self._current(session).suggestions(key, _known(session, key), limit, asked)
            rows = _rows(session, [one.key for one in found])
        best = max((one.score for one in found), default=1.0)
        return tuple(
            SuggestionView(
                key=one.key,
                number=rows[one.key][0],
                name=rows[one.key][1],
                organisation=rows[one.key][2],
                country=rows[one.key][3],
                score=one.score,
                strength=one.score / best,
                reasons=tuple(sentence(reason, key) for reason in one.reasons),
            )
            for one in found
        )

    def between(self, key: str, other: str) -> tuple[str, ...]:
        """Why two participants fit, in sentences told to `key`, the strongest first."""
        with self._database.reading() as session:
            found = self._current(session).between(key, other, _asked(session))
            return tuple(sentence(reason, key) for reason in found)

    def _current(self, session: Session) -> Matcher:
        """The matcher for the event as `session` sees it."""
        with self._lock:
            newest = journal.last_number(session)
            if self._matcher is None or (newest > self._number and self._outdated(session)):
                self._matcher = Matcher(_people(session), _interpreters(session))
            self._number = max(self._number, newest)
            return self._matcher

    def _outdated(self, session: Session) -> bool:
        return not journal.touched_since(session, self._number).keys().isdisjoint(_READ)


def sentence(reason: Reason, for_whom: str) -> str:
    """`reason` as told to the participant `for_whom`: countries and languages by name."""
    data = dict(reason.data)
    side = ""
    if "by" in data:
        side = ".theirs" if data["by"] != for_whom else ".own"
    if "offer" in data and fold(data["offer"]) == fold(data["need"]):
        side += "_same"
    if "country" in data:
        data["country"] = country_name(data["country"])
    if "languages" in data:
        data["languages"] = ", ".join(language_name(code) for code in data["languages"])
    return fill(f"fits.{reason.code}{side}", data)


def _known(session: Session, key: str) -> frozenset[str]:
    """Everybody with whom there is a request or a meeting already."""
    pairs = select(MeetingRequest.requester_id, MeetingRequest.requested_id).where(
        or_(MeetingRequest.requester_id == key, MeetingRequest.requested_id == key)
    )
    met = select(Meeting.first_id, Meeting.second_id).where(
        or_(Meeting.first_id == key, Meeting.second_id == key),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == key)
    theirs = select(Meeting.id).where(
        or_(Meeting.first_id == key, Meeting.second_id == key, Meeting.id.in_(invited)),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    guests = select(MeetingGuest.participant_id, MeetingGuest.participant_id).where(
        MeetingGuest.meeting_id.in_(theirs)
    )
    as_guest = select(Meeting.first_id, Meeting.second_id).where(
        Meeting.id.in_(invited), Meeting.status != MeetingStatus.CANCELLED
    )
    both = (row for query in (pairs, met, guests, as_guest) for row in session.execute(query))
    return frozenset(one for pair in both for one in pair)


def _asked(session: Session) -> dict[str, frozenset[str]]:
    """Whom everybody has asked to meet, withdrawn and never-meet ones left out."""
    found: dict[str, set[str]] = defaultdict(set)
    query = select(MeetingRequest.requester_id, MeetingRequest.requested_id).where(
        MeetingRequest.status != RequestStatus.CANCELLED, MeetingRequest.wish != Wish.NEVER_MEET
    )
    for asker, wanted in session.execute(query):
        found[asker].add(wanted)
    return {asker: frozenset(wanted) for asker, wanted in found.items()}


def _interpreters(session: Session) -> list[frozenset[frozenset[str]]]:
    rows = session.scalars(select(Interpreter.language_pairs))
    return [frozenset(frozenset(pair.split("-")) for pair in pairs) for pairs in rows]


def _rows(session: Session, keys: list[str]) -> dict[str, tuple[int, str, str, str]]:
    query = (
        select(
            Participant.id,
            Participant.number,
            Participant.name,
            Organisation.name,
            Participant.country,
            Organisation.country,
        )
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(Participant.id.in_(keys))
    )
    return {
        key: (number, name, organisation or "", theirs or own or "")
        for key, number, name, organisation, own, theirs in session.execute(query)
    }


def _people(session: Session) -> list[Person]:
    lines = _lines(session)
    partnerships = _partnerships(session)
    codes = {fold(name): code for code, name in countries().items()}
    query = (
        select(
            Participant.id,
            Participant.name,
            Participant.country,
            Participant.languages,
            Organisation.id,
            Organisation.country,
            Organisation.sectors,
            Organisation.target_countries,
        )
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(
            Participant.status == ParticipantStatus.REGISTERED,
            Participant.role.not_in(_NOT_MATCHED),
        )
    )
    return [
        Person(
            key=key,
            name=name,
            organisation=organisation or "",
            country=theirs or own or "",
            offers=tuple(lines[key, ProfileSide.OFFER]),
            needs=tuple(lines[key, ProfileSide.NEED]),
            sectors=tuple(sectors or ()),
            target_countries=_codes(targets or (), codes),
            partnerships={a: _codes(t, codes) for a, t in partnerships[organisation]},
            languages=frozenset(languages),
        )
        for key, name, own, languages, organisation, theirs, sectors, targets in session.execute(
            query
        )
    ]


def _codes(targets: Iterable[str], codes: dict[str, str]) -> frozenset[str]:
    """Country codes of targets that may be codes, names or regions (which match nobody)."""
    return frozenset(codes.get(fold(target), target.upper()) for target in targets)


def _lines(session: Session) -> dict[tuple[str, ProfileSide], list[str]]:
    found: dict[tuple[str, ProfileSide], list[str]] = defaultdict(list)
    query = (
        select(Profile.participant_id, ProfileLine.side, ProfileLine.text)
        .join(Profile, Profile.id == ProfileLine.profile_id)
        .order_by(ProfileLine.position)
    )
    for key, side, text in session.execute(query):
        found[key, side].append(text)
    return found


def _partnerships(session: Session) -> dict[str | None, list[tuple[str, list[str]]]]:
    found: dict[str | None, list[tuple[str, list[str]]]] = defaultdict(list)
    query = select(
        PartnershipMember.organisation_id, Partnership.acronym, Partnership.target_countries
    ).join(Partnership, Partnership.id == PartnershipMember.partnership_id)
    for organisation, acronym, targets in session.execute(query):
        found[organisation].append((acronym, targets))
    return found
