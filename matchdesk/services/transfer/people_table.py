"""Participants as a table that any event can import again.

Headers and words are those of the import's own tables, in English whatever the operator speaks:
the file is for other programs as much as for people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import StrEnum

from matchdesk.core.vocabulary import ParticipantStatus, ProfileSide
from matchdesk.core.wording.labels import LABELS
from matchdesk.interchange import countries, languages
from matchdesk.interchange.text import listed
from matchdesk.interchange.writing import Sheet, Value
from matchdesk.models import Organisation, Participant
from matchdesk.services.people.reading import arrivals
from matchdesk.services.places import country_name, language_name
from matchdesk.services.transfer.known import Known

_Cell = Callable[[Participant], Value]

_EXTRAS = {
    "Matchmaking interests": "interests",
    "Ticket type": "product",
    "Participation type": "participation_type",
    "Do you need an interpreter?": "interpreter",
    "Dietary requirements": "dietary",
    "Accessibility needs": "accessibility",
    "T-shirt size": "tshirt",
    "Tags": "tags",
    "Comment": "comment",
    "Check-in text": "checkin_text",
    "Order code": "order_code",
    "Ticket ID": "external_id",
}
"""Headers of what has no column of its own, by their name in `Participant.extras`."""


def participants(known: Known, *, private: bool = False) -> Sheet:
    """Everybody, cancelled ones included, by badge number; columns nobody fills are left out.

    E-mail, telephone and ticket codes of those who do not want their data shared are left out
    unless `private`; their name stays, for an import makes nobody of a row without one.
    """
    columns = {**_own(known, private), **_of_organisation(known), **_linked(known)}
    columns |= _extras(known, private)
    columns |= _codes(known, private)
    people = sorted(known.people.by_key.values(), key=lambda person: person.number)
    table = {header: [cell(person) for person in people] for header, cell in columns.items()}
    filled = {h: values for h, values in table.items() if h in _ALWAYS or any(values)}
    return Sheet("Participants", tuple(filled), tuple(zip(*filled.values(), strict=True)))


_ALWAYS = frozenset(
    ("First name", "Last name", "Full name", "Email", "Organisation", "Country", "Role", "Status")
)


def _own(known: Known, private: bool) -> dict[str, _Cell]:
    def shared(person: Participant) -> bool:
        return _shared(person, private)

    return {
        "Badge number": lambda p: p.number,
        "First name": lambda p: p.given_name,
        "Last name": lambda p: p.family_name,
        "Full name": lambda p: p.name,
        "Name in own script": lambda p: p.native_name,
        "Email": lambda p: p.email if shared(p) else "",
        "Phone": lambda p: p.phone if shared(p) else "",
        "Job title": lambda p: p.job_title,
        "Country": lambda p: _country(p.country or _attribute(known, p, "country")),
        "Role": lambda p: _word(p.role),
        "Status": lambda p: _word(p.status),
        "Languages": lambda p: _joined(map(_language, p.languages)),
        "Attention": lambda p: p.attention,
        "Most meetings": lambda p: p.max_meetings,
        "Photo consent": lambda p: _yes_no(p.consent_photo),
        "Data sharing consent": lambda p: _yes_no(p.consent_sharing),
    }


def _of_organisation(known: Known) -> dict[str, _Cell]:
    def named(attribute: str) -> _Cell:
        return lambda p: _attribute(known, p, attribute)

    tables: dict[str, list[int]] = defaultdict(list)
    for number, table in sorted(known.tables.items()):
        tables[table.reserved_for_id or ""].append(number)
    acronyms: dict[str, list[str]] = defaultdict(list)
    by_key = {partnership.id: partnership.acronym for partnership in known.partnerships.values()}
    for partnership, member in sorted(known.members):
        acronyms[member].append(by_key[partnership])
    return {
        "Organisation": named("name"),
        "Organisation type": lambda p: _type(known.organisation_of(p)),
        "City": lambda p: _attribute(known, p, "city") or str(p.extras.get("city", "")),
        "Website": named("website"),
        "Sectors": lambda p: (
            _joined(_list(known, p, "sectors")) or str(p.extras.get("sectors", ""))
        ),
        "Target countries": lambda p: _joined(map(_country, _list(known, p, "target_countries"))),
        "SMEs represented": lambda p: _sme_count(known.organisation_of(p)),
        "Partnership": lambda p: _joined(sorted(acronyms.get(p.organisation_id or "-", ()))),
        "Reserved table": lambda p: next(iter(tables.get(p.organisation_id or "-", ())), None),
    }


def _linked(known: Known) -> dict[str, _Cell]:
    sessions = {s.key: _span(s) for s in known.timetable.sessions}
    slots = {s.key: _span(s) for s in known.timetable.slots}
    attended = _texts((a.participant_id, sessions[a.session_id]) for a in known.attendances)
    away = _texts((u.participant_id, slots[u.slot_id]) for u in known.unavailabilities)
    arrived = arrivals(known.session)
    sides: dict[tuple[str, ProfileSide], list[str]] = defaultdict(list)
    for line in sorted(known.profile_lines, key=lambda line: line.position):
        sides[line.profile_id, line.side].append(line.text)

    def profile(side: ProfileSide) -> _Cell:
        return lambda p: _joined(
            sides.get((known.profiles[p.id].id, side), ()) if p.id in known.profiles else ()
        )

    def arrival(person: Participant) -> Value:
        at = arrived.get(person.id)
        return known.timetable.local(at).replace(tzinfo=None, microsecond=0) if at else None

    return {
        "Delegation": lambda p: known.delegation_names.get(p.delegation_id or "", ""),
        "Offers": profile(ProfileSide.OFFER),
        "Needs": profile(ProfileSide.NEED),
        "Profile": lambda p: known.profiles[p.id].summary if p.id in known.profiles else "",
        "Sessions": lambda p: _joined(sorted(attended.get(p.id, ()))),
        "Unavailable": lambda p: _joined(sorted(away.get(p.id, ()))),
        "Check-in date": arrival,
    }


def _extras(known: Known, private: bool) -> dict[str, _Cell]:
    codes = frozenset(code.code for code in known.codes)

    def extra(name: str) -> _Cell:
        return lambda p: shown(p, str(p.extras.get(name) or ""))

    def shown(person: Participant, text: str) -> str:
        """An id may be a ticket code, too: it lets its holder in."""
        return text if _shared(person, private) or text.lower() not in codes else ""

    return {header: extra(name) for header, name in _EXTRAS.items()}


def _shared(person: Participant, private: bool) -> bool:
    return private or person.consent_sharing is not False


def _codes(known: Known, private: bool) -> dict[str, _Cell]:
    """Ticket codes, one a column: a cell holds one code. Whoever holds one is let in."""
    people = known.people.by_key
    codes = _texts(
        (code.participant_id, code.code)
        for code in known.codes
        if code.participant_id in people and _shared(people[code.participant_id], private)
    )

    def code(place: int) -> _Cell:
        return lambda p: (*codes.get(p.id, ()), *[""] * place, "")[place]

    most = max(map(len, codes.values()), default=0)
    return {
        "Ticket secret" if place == 0 else f"Ticket secret ({place + 1})": code(place)
        for place in range(most)
    }


def _attribute(known: Known, person: Participant, name: str) -> str:
    organisation = known.organisation_of(person)
    return str(getattr(organisation, name)) if organisation else ""


def _list(known: Known, person: Participant, name: str) -> list[str]:
    organisation = known.organisation_of(person)
    return list(getattr(organisation, name)) if organisation else []


def _type(organisation: Organisation | None) -> str:
    return _word(organisation.type) if organisation else ""


def _sme_count(organisation: Organisation | None) -> int | None:
    return organisation.sme_count if organisation else None


def _word(word: StrEnum) -> str:
    if word is ParticipantStatus.SUBSTITUTED:
        return "Cancelled"  # another system knows no better; the substitute has a row
    return LABELS[f"{type(word).__name__}.{word}"]


def _country(code: str) -> str:
    """The English name, if the import finds the code by it again."""
    name = country_name(code) if code else ""
    return name if countries.code(name) == code else code


def _language(code: str) -> str:
    name = language_name(code)
    return name if languages.code(name) == code else code


def _span(view: object) -> str:
    day, starts, ends = (getattr(view, name) for name in ("day", "starts", "ends"))
    return f"{day.isoformat()} {starts:%H:%M}-{ends:%H:%M}"


def _texts(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in pairs:
        found[key].append(text)
    return found


def _joined(texts: Iterable[str]) -> str:
    return listed(texts)


def _yes_no(value: bool | None) -> str:
    return {True: "Yes", False: "No", None: ""}[value]
