"""Rows of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType, ParticipantStatus, Role
from matchdesk.interchange.records import ParticipantRecord
from matchdesk.models import (
    Delegation,
    ExternalCode,
    Interpreter,
    Organisation,
    Participant,
    fresh,
    new_key,
)
from matchdesk.services.transfer import groups
from matchdesk.services.transfer.arrivals import Arrivals
from matchdesk.services.transfer.attending import Attending
from matchdesk.services.transfer.identity import Identifier, is_latin
from matchdesk.services.transfer.known import OTHER_EMAILS, Known, name_keys, names_of
from matchdesk.services.transfer.profiles import Profiles
from matchdesk.services.transfer.work import RowWork, squeezed

_NO_PARTNERSHIP = frozenset(("no", "none", "na", "nein", "non", "keine", "aucun", "ninguno"))
_KEPT_APART = ("external_id", "order_code")
"""Ids of the other system: each system has its own, so no difference is told."""


class ParticipantMerger:
    """Brings the rows of one file into the event."""

    def __init__(
        self, known: Known, records: Sequence[ParticipantRecord], arrivals: Arrivals
    ) -> None:
        self._known = known
        self._codes = {c.code: c.participant_id for c in known.codes}
        self._identifier = Identifier(known, self._codes, records)
        self._profiles = Profiles(known)
        self._attending = Attending(known)
        self._arrivals = arrivals

    def title(self, record: ParticipantRecord) -> str:
        """What the row is called."""
        return ", ".join(text for text in (record.name, record.organisation) if text)

    def take(self, record: ParticipantRecord, row: RowWork) -> None:
        """Find or make the participant and bring in what the row knows; raises `Refused`."""
        known = self._known
        person = self._identifier.find(record, row)
        organisation = self._organisation(person, record, row)
        if person is None:
            person = self._new(record, row)
            self._identifier.claim(person, record)
        elif person.status is not ParticipantStatus.REGISTERED:
            row.note("note_cancelled_here", status=person.status)
        self._name(person, record, row)
        self._particulars(person, record, row)
        self._extras(person, record, row, organisation)
        self._group(person, record, row, organisation)
        known.people.index(person)
        self._take_codes(person, record, row)
        self._profiles.take(person, record, row)
        self._attending.take(person, record, row)
        if organisation:
            self._facts(organisation, record, row)
            self._attending.reserve(organisation, record, row)
        self._interpreter(person, row)
        self._arrivals.take(person, record, row)

    def left_out(self, data: dict[str, Any], row: RowWork) -> None:
        """Tell if somebody who is left out of this file is expected here."""
        email, name = data.get("email", ""), data.get("name", "")
        keys = name_keys(name)
        holders = self._known.people.by_email.get(email, ()) if email else ()
        found = [p for p in holders if names_of(p) & keys or len(holders) == 1]
        if not email:
            found = [
                p
                for key in keys
                for p in self._known.people.by_name.get(key, ())
                if (o := self._known.organisation_of(p))
                and squeezed(o.name) == squeezed(data.get("organisation", ""))
            ]
        if found and found[0].status is ParticipantStatus.REGISTERED:
            row.note("note_cancelled_elsewhere", name=found[0].name, number=found[0].number)

    def _new(self, record: ParticipantRecord, row: RowWork) -> Participant:
        people = self._known.people
        person = self._known.add(
            fresh(
                Participant,
                id=new_key(),
                number=people.last_number + 1,
                name=record.name,
                native_name="",
                given_name="",
                family_name="",
                name_key=fold(record.name),
                email="",
                phone="",
                job_title="",
                country="",
                role=Role.DELEGATE,
                status=ParticipantStatus.REGISTERED,
                languages=[],
                attention="",
                extras={},
            )
        )
        row.made(person)
        row.created = True
        people.index(person)
        return person

    def _organisation(
        self, person: Participant | None, record: ParticipantRecord, row: RowWork
    ) -> Organisation | None:
        """The organisation that the row's facts are about; None if it is not the person's."""
        stored = self._known.organisation_of(person) if person else None
        if stored is None:
            return groups.organisation(self._known, row, record.organisation)
        if record.organisation and squeezed(stored.name) != squeezed(record.organisation):
            row.differs("organisation_id", stored.name, record.organisation)
            return None
        return stored

    def _name(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        row.fill(person, "native_name", record.native_name)
        if not names_of(person) & name_keys(record.name):
            if not person.native_name and is_latin(person.name) and not is_latin(record.name):
                row.fill(person, "native_name", record.name)
            else:
                row.differs("name", person.name, record.name)
        elif name_keys(person.name) & name_keys(record.name):
            row.fill(person, "given_name", record.given_name, alike=_any)
            row.fill(person, "family_name", record.family_name, alike=_any)

    def _particulars(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        if record.email and person.email and record.email != person.email:
            row.differs("email", person.email, record.email)
            others = person.extras.get(OTHER_EMAILS) or []
            if record.email not in others:
                person.extras = {**person.extras, OTHER_EMAILS: [*others, record.email]}
                row.changed(OTHER_EMAILS, others, [*others, record.email], person)
        row.fill(person, "email", record.email, alike=_any)
        row.fill(person, "phone", record.phone, alike=_same_digits)
        row.fill(person, "job_title", record.job_title)
        row.fill(person, "country", record.country)
        row.fill(person, "role", record.role, weak=Role.DELEGATE)
        row.fill(person, "attention", record.attention)
        row.fill(person, "max_meetings", record.max_meetings)
        row.fill(person, "consent_photo", record.consent_photo)
        row.fill(person, "consent_sharing", record.consent_sharing)
        row.unite(person, "languages", record.languages)

    def _group(
        self,
        person: Participant,
        record: ParticipantRecord,
        row: RowWork,
        organisation: Organisation | None,
    ) -> None:
        if organisation and person.organisation_id is None:
            person.organisation_id = organisation.id
            row.changed("organisation_id", None, organisation.name, person)
        if not record.delegation:
            return
        stored = self._known.delegation_names.get(person.delegation_id or "")
        if stored is None:
            found: Delegation | None = groups.delegation(self._known, row, record.delegation)
            if found:
                person.delegation_id = found.id
                row.changed("delegation_id", None, found.name, person)
        elif squeezed(stored) != squeezed(record.delegation):
            row.differs("delegation_id", stored, record.delegation)

    def _facts(self, organisation: Organisation, record: ParticipantRecord, row: RowWork) -> None:
        """What the row says of the organisation."""
        row.fill(organisation, "type", record.organisation_type, weak=OrganisationType.OTHER)
        if not organisation.country:
            row.fill(organisation, "country", record.country)
        row.fill(organisation, "city", record.city)
        row.fill(organisation, "website", record.extras.get("website"), alike=_same_site)
        row.fill(organisation, "sme_count", record.sme_count)
        row.unite(organisation, "sectors", record.sectors)
        row.unite(organisation, "target_countries", record.target_countries)
        for acronym in record.partnerships:
            if squeezed(acronym) and squeezed(acronym) not in _NO_PARTNERSHIP:
                found = groups.partnership(self._known, row, acronym)
                groups.join(self._known, row, found, [organisation])

    def _extras(
        self,
        person: Participant,
        record: ParticipantRecord,
        row: RowWork,
        organisation: Organisation | None,
    ) -> None:
        """Keep what has no column here; of what differs the first word stays."""
        offered: dict[str, str] = {**record.extras, "interests": "; ".join(record.interests)}
        offered |= {name: getattr(record, name) for name in _KEPT_APART}
        offered.pop("profile", None)
        if organisation:
            offered.pop("website", None)
        elif person.organisation_id is None:
            offered |= {"city": record.city, "sectors": "; ".join(record.sectors)}
        new = {k: v for k, v in offered.items() if v and not person.extras.get(k)}
        if new:
            person.extras = {**person.extras, **new}
            for name, value in new.items():
                row.changed(name, None, value, person)

    def _take_codes(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        for code in record.codes:
            holder = self._codes.get(code)
            if holder is None:
                self._codes[code] = person.id
                self._known.codes.append(
                    self._known.add(
                        fresh(ExternalCode, id=new_key(), participant_id=person.id, code=code)
                    )
                )
                row.changed("external_code", None, code, person)
            elif holder != person.id:
                other = self._known.people.by_key[holder].name
                row.note("note_code_of_another", code=code, other=other)

    def _interpreter(self, person: Participant, row: RowWork) -> None:
        """An interpreter works between any two of the languages known."""
        if person.role is not Role.INTERPRETER:
            return
        found = self._known.interpreters.get(person.id)
        if found is None:
            found = self._known.add(
                Interpreter(id=new_key(), participant_id=person.id, language_pairs=[])
            )
            self._known.interpreters[person.id] = found
            row.made(found)
            row.changed("interpreter", None, person.name, person)
        pairs = ["-".join(pair) for pair in combinations(sorted(person.languages), 2)]
        row.unite(found, "language_pairs", pairs)


def _any(old: Any, new: Any) -> bool:
    """Told elsewhere, or not worth telling."""
    return True


def _same_digits(old: str, new: str) -> bool:
    first, second = (re.sub(r"\D", "", text).lstrip("0") for text in (old, new))
    return first == second


def _same_site(old: str, new: str) -> bool:
    first, second = (re.sub(r"^(https?://)?(www\.)?|/+$", "", t.lower()) for t in (old, new))
    return first == second
