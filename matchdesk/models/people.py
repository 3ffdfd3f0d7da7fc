"""Who comes: organisations, delegations, partnerships, participants."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchdesk.core.vocabulary import AbsenceKind, OrganisationType, ParticipantStatus, Role
from matchdesk.models.base import Key, Record, words


class Organisation(Record):
    """A cluster organisation, company, research body, investor or authority."""

    __tablename__ = "organisation"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)  # folded name, by which imports find it again
    type: Mapped[OrganisationType] = mapped_column(words(OrganisationType))
    country: Mapped[str] = mapped_column(default="")  # ISO 3166-1 alpha-2
    city: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    sectors: Mapped[list[str]] = mapped_column(default=list)
    target_countries: Mapped[list[str]] = mapped_column(default=list)  # ISO codes or regions
    sme_count: Mapped[int | None]  # SMEs a cluster organisation represents


class Delegation(Record):
    """People who travel together, by country or partnership; its head is a participant's role."""

    __tablename__ = "delegation"

    name: Mapped[str] = mapped_column(unique=True)
    country: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Partnership(Record):
    """E.g. a European Strategic Cluster Partnership."""

    __tablename__ = "partnership"

    acronym: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")  # ESCP-4i, ESCP-3S, ESCP-4x, INNOSUP …
    strand: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    industry_focus: Mapped[str] = mapped_column(default="")
    target_countries: Mapped[list[str]] = mapped_column(default=list)


class PartnershipMember(Record):
    """An organisation's membership in a partnership."""

    __tablename__ = "partnership_member"
    __table_args__ = (UniqueConstraint("partnership_id", "organisation_id"),)

    partnership_id: Mapped[str] = mapped_column(ForeignKey("partnership.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)


class Participant(Record):
    """A person who takes part. `number` is what is printed on the badge."""

    __tablename__ = "participant"

    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    native_name: Mapped[str] = mapped_column(default="")  # in the person's own script
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(index=True)  # folded name, by which imports find it again
    email: Mapped[str] = mapped_column(default="", index=True)  # lower case
    phone: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    delegation_id: Mapped[str | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role), default=Role.DELEGATE)
    status: Mapped[ParticipantStatus] = mapped_column(
        words(ParticipantStatus), default=ParticipantStatus.REGISTERED
    )
    languages: Mapped[list[str]] = mapped_column(default=list)
    attention: Mapped[str] = mapped_column(default="")  # what to say before admitting
    max_meetings: Mapped[int | None]
    most_in_a_row: Mapped[int | None]  # meetings without a slot between them
    free_slots: Mapped[int | None]  # slots to be left without a meeting
    consent_photo: Mapped[bool | None]
    consent_sharing: Mapped[bool | None]
    extras: Mapped[dict[str, Any]] = mapped_column(default=dict)  # other columns of the import


class SessionAttendance(Record):
    """A session the participant attends; a participant without any attends all."""

    __tablename__ = "session_attendance"
    __table_args__ = (UniqueConstraint("participant_id", "session_id"),)

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)


class Unavailability(Record):
    """A slot in which the participant cannot meet.

    `cause` says that somebody is late, leaves early or does not come: the flag of the day (see
    `services.absences`); None for what was known before.
    """

    __tablename__ = "unavailability"
    __table_args__ = (UniqueConstraint("participant_id", "slot_id"),)

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    slot_id: Mapped[str] = mapped_column(ForeignKey("slot.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    cause: Mapped[AbsenceKind | None] = mapped_column(words(AbsenceKind))


class ExternalCode(Record):
    """A ticket code of the registration system, which also checks its holder in."""

    __tablename__ = "external_code"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    code: Mapped[str] = mapped_column(index=True)


class WalkIn(Record):
    """A participant who came without registering, and where that was noted."""

    __tablename__ = "walk_in"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), unique=True)
    desk: Mapped[str]
    operator: Mapped[str]
    at: Mapped[datetime]


class Substitution(Record):
    """A colleague who took over somebody's badge, agenda and meetings."""

    __tablename__ = "substitution"

    participant_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    substitute_id: Mapped[str] = mapped_column(ForeignKey("participant.id"), index=True)
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class ToldApart(Record):
    """Two participants, or two organisations, that look alike and are not the same.

    The smaller key is the first. No references: the pair says nothing any more once either is gone.
    """

    __tablename__ = "told_apart"
    __table_args__ = (UniqueConstraint("first_key", "second_key"),)

    first_key: Mapped[str] = mapped_column(Key)
    second_key: Mapped[str] = mapped_column(Key)
