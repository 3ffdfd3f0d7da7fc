"""What the badge designer asks: designs, sizes, people to look at, and the true picture."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from matchdesk.core import badge_token
from matchdesk.core.errors import FileFault, Invalid
from matchdesk.core.files import replacing
from matchdesk.core.progress import Progress
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import DocumentKind, OrganisationType, ParticipantStatus, Role
from matchdesk.models import BadgeDesign, Organisation, Participant
from matchdesk.printing import sheets
from matchdesk.services.designs.views import CardSize, DesignView, Sample
from matchdesk.services.printing import same_size
from matchdesk.services.printing.badges import badges
from matchdesk.services.printing.reading import Person, read
from matchdesk.services.printing.speech import catalogue, speech
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from matchdesk.printing.badge_data import BadgeData
    from matchdesk.printing.badge_templates import Template
    from matchdesk.printing.raster import PagePicture

LARGEST_FILE = 4_000_000
"""Bytes of a design in a file, logos included."""


class Designs:
    """Thread-safe; nothing here changes the event."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[DesignView, ...]:
        """The event's designs by name."""
        with self._database.reading() as session:
            found = sorted(
                session.scalars(select(BadgeDesign)), key=lambda one: name_order(one.name)
            )
            return tuple(
                DesignView(
                    one.id,
                    one.name,
                    one.content["width"],
                    one.content["height"],
                    tuple(Role(role) for role in one.roles),
                    one.content,
                )
                for one in found
            )

    @staticmethod
    def sizes() -> tuple[CardSize, ...]:
        """The sizes of badges that can be printed, in the order of the formats."""
        found: list[CardSize] = []
        for one in sheets.sheets().values():
            size = (one.badge_width, one.badge_height)
            if not any(same_size(size, (known.width, known.height)) for known in found):
                found.append(CardSize(*size, one.title))
        return tuple(found)

    @staticmethod
    def starting(width: float, height: float) -> Template:
        """The built-in design of a size, to begin with."""
        from matchdesk.printing.badge_templates import template_for  # loads shaping libraries

        return template_for(width, height)

    def people(self) -> tuple[Sample, ...]:
        """Everybody expected: theirs are the true names a design must bear."""
        query = (
            select(Participant, Organisation.name)
            .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
            .where(Participant.status == ParticipantStatus.REGISTERED)
            .order_by(Participant.number)
        )
        with self._database.reading() as session:
            return tuple(
                Sample(p.id, p.number, p.name, p.native_name, organisation or "", p.role)
                for p, organisation in session.execute(query)
            )

    def badge_of(self, person: str, language: str) -> BadgeData:
        """What the badge of the participant of this key shows; a code that is not valid yet.

        Without a key it is an invented person's, for an event that knows nobody yet.
        """
        with self._database.reading() as session:
            taken = read(session, DocumentKind.BADGES, (person,) if person else ())
        if not person:
            taken.people[person] = _nobody()
        taken.tokens.setdefault(person, badge_token.make(taken.secret))
        words = catalogue(language)
        return badges([taken.people[person]], taken, speech(words), language)[0]

    @staticmethod
    def picture(template: Template, badge: BadgeData, side: str, dpi: float) -> PagePicture:
        """One side of a badge as it would come out, at `dpi` dots an inch."""
        from dataclasses import replace

        from matchdesk.printing import raster
        from matchdesk.printing.badges import write_badges  # all slow to load

        shown = replace(template, elements=template.side(side), back=())
        card = sheets.Sheet(
            "card", "", template.width, template.height, template.width, template.height
        )
        stream = io.BytesIO()
        write_badges(stream, [badge], card, catalogue(badge.language or "en"), Progress(), shown)
        return raster.page_picture(stream.getvalue(), 0, dpi)

    @staticmethod
    def export(template: Template, path: Path) -> None:
        """Write a design to a file in one step; raises `FileFault`."""
        from matchdesk.printing.badge_files import to_text  # loads shaping libraries

        with replacing(path) as stream:
            stream.write(to_text(template).encode("utf-8"))

    @staticmethod
    def read_file(path: Path) -> Template:
        """The design in a file; raises `FileFault` or `Invalid` with what is wrong and where."""
        from matchdesk.printing.badge_files import from_text  # loads shaping libraries

        return from_text(_text(path))

    @staticmethod
    def read_picture(path: Path) -> bytes:
        """A logo; raises `FileFault`, or `Invalid` if it is no picture or too large."""
        from matchdesk.printing.badge_files import LARGEST_PICTURE  # see `read_file`
        from matchdesk.printing.paper import read_picture

        data = _bytes(path)
        if len(data) > LARGEST_PICTURE:
            raise Invalid("picture_large", file=path.name, most=LARGEST_PICTURE // 1000)
        read_picture(data)
        return data


def _text(path: Path) -> str:
    data = _bytes(path)
    if len(data) > LARGEST_FILE:
        raise Invalid("badge_file_large", file=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("badge_file_wrong") from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileFault(file=path.name, why=error.strerror or str(error)) from error


def _nobody() -> Person:
    """Somebody with everything a badge can show, each a little long."""
    return Person(
        key="",
        number=1,
        name="Maria Konstantina Example",
        native_name="Μαρία Κωνσταντίνα",
        name_key="",
        organisation="Example Cluster of Advanced Manufacturing",
        organisation_type=OrganisationType.CLUSTER,
        partnership="EXAMPLE-4i",
        country="GR",
        delegation_key="",
        delegation="Example delegation",
        role=Role.DELEGATE,
        expected=True,
        languages=("el", "en"),
    )
