"""Who is it: the participant that a row of another system speaks of, if the event knows them.

By e-mail address; where several people share one, by address and name. Without an address by the
ticket code, else by name and organisation, else by the name alone if the row says no more. What
fits several people is refused rather than guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matchdesk.interchange.records import ParticipantRecord
from matchdesk.models import Participant
from matchdesk.services.transfer.known import Known, name_keys, names_of
from matchdesk.services.transfer.work import Refused, RowWork, fold, squeezed


class Identifier:
    """Finds the people of one file; `codes` are the participants' keys by ticket code."""

    def __init__(
        self, known: Known, codes: dict[str, str], records: Iterable[ParticipantRecord]
    ) -> None:
        self._known = known
        self._codes = codes
        self._claimed: dict[str, str] = {}  # participant: the address by which the file knows them
        self._sharing: dict[str, set[str]] = defaultdict(set)
        for record in records:
            if record.email:
                self._sharing[record.email].add(squeezed(record.name))

    def find(self, record: ParticipantRecord, row: RowWork) -> Participant | None:
        """The participant of this row, None for somebody new; raises `Refused` for several."""
        found = self._by_email(record, row) or self._by_code(record) or self._by_name(record)
        if found is not None:
            self.claim(found, record)
        return found

    def claim(self, person: Participant, record: ParticipantRecord) -> None:
        """`record` speaks of `person`: with another address in this file it is somebody else."""
        if record.email:
            self._claimed.setdefault(person.id, record.email)

    def _by_email(self, record: ParticipantRecord, row: RowWork) -> Participant | None:
        holders = self._known.people.by_email.get(record.email, []) if record.email else []
        for person in holders:
            if same_name(person, record):
                return person
        if len(holders) == 1 and len(self._sharing[record.email]) < 2:
            if may_be_called(holders[0], record.name):
                return holders[0]
            row.note("note_address_of_another", email=record.email, other=holders[0].name)
        return None

    def _by_code(self, record: ParticipantRecord) -> Participant | None:
        for code in record.codes:
            person = self._known.people.by_key.get(self._codes.get(code, ""))
            if person and (not record.email or same_name(person, record)):
                return person
        return None

    def _by_name(self, record: ParticipantRecord) -> Participant | None:
        found: dict[str, Participant] = {}
        for key in name_keys(record.name) | name_keys(record.native_name):
            for person in self._known.people.by_name.get(key, ()):
                if self._may_be(person, record):
                    found[person.id] = person
        if len(found) > 1:
            raise Refused("row_person_ambiguous", value=record.name, count=len(found))
        return next(iter(found.values()), None)

    def _may_be(self, person: Participant, record: ParticipantRecord) -> bool:
        """Whether somebody of this name is the person: same organisation, or none said."""
        if record.email and self._claimed.get(person.id, record.email) != record.email:
            return False
        organisation = self._known.organisation_of(person)
        if organisation and record.organisation:
            return squeezed(organisation.name) == squeezed(record.organisation)
        if record.organisation or organisation is None:
            return not (person.email and record.email)
        return not record.email


def same_name(person: Participant, record: ParticipantRecord) -> bool:
    """Whether one of the person's names is one of the row's."""
    return bool(names_of(person) & (name_keys(record.name) | name_keys(record.native_name)))


def may_be_called(person: Participant, name: str) -> bool:
    """Whether both names may be one person's: they share a word, or are of different scripts."""
    theirs = {*fold(person.name).split(), *fold(person.native_name).split()}
    offered = set(fold(name).split())
    return bool(theirs & offered) or is_latin(person.name) != is_latin(name)


def is_latin(name: str) -> bool:
    """Whether the name is mostly written in Latin letters."""
    letters = [letter for letter in fold(name) if letter.isalpha()]
    return sum(letter.isascii() for letter in letters) * 2 > len(letters)
