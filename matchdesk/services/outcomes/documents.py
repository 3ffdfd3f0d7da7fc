"""Documents attached to agreements, kept in the event itself so that they travel with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, FileFault, Invalid, NotFound
from matchdesk.core.files import LARGEST_DOCUMENT_MB, replacing
from matchdesk.models import AgreementDocument, StoredFile
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.outcomes.agreement_reading import agreement_views, find_agreement
from matchdesk.services.outcomes.views import AgreementView

_LARGEST = LARGEST_DOCUMENT_MB * 1024 * 1024


@dataclass(frozen=True)
class AttachDocument(Command):
    """Keep a copy of the file at `path` with an agreement (number or key).

    Result: `AgreementView`. Files of up to `LARGEST_DOCUMENT_MB` megabytes are taken.
    """

    intent: ClassVar[str] = "attach_document"

    agreement: int | str
    path: Path


@dataclass(frozen=True)
class DetachDocument(Command):
    """Take a document (its key) off its agreement. Result: `AgreementView`."""

    intent: ClassVar[str] = "detach_document"

    document: str


def attach_document(command: AttachDocument, context: Context) -> AgreementView:
    """Handle `AttachDocument`; raises `FileFault`, `Invalid` for its size, `Conflict`."""
    session = context.session
    agreement = find_agreement(session, command.agreement)
    content = _content(command.path)
    digest = hashlib.sha256(content).hexdigest()
    query = select(AgreementDocument).where(
        AgreementDocument.agreement_id == agreement.id, AgreementDocument.digest == digest
    )
    known = session.scalars(query).first()
    if known is not None:
        raise Conflict("document_known", name=known.name, number=agreement.number)
    if session.get(StoredFile, digest) is None:
        session.add(StoredFile(digest=digest, content=content))
        session.flush()
    name = command.path.name
    session.add(
        AgreementDocument(agreement_id=agreement.id, name=name, digest=digest, size=len(content))
    )
    session.flush()
    context.describe(number=agreement.number, name=name)
    return agreement_views(session, [agreement])[0]


def detach_document(command: DetachDocument, context: Context) -> AgreementView:
    """Handle `DetachDocument`; raises `NotFound`. Its bytes stay, so that undo brings it back."""
    session = context.session
    document = _get(session, command.document)
    agreement = find_agreement(session, document.agreement_id)
    context.describe(number=agreement.number, name=document.name)
    session.delete(document)
    session.flush()
    return agreement_views(session, [agreement])[0]


def read(session: Session, key: str) -> tuple[str, bytes]:
    """Name and bytes of a document; raises `NotFound`."""
    document = _get(session, key)
    return document.name, session.get_one(StoredFile, document.digest).content


def write(path: Path, content: bytes) -> Path:
    """Write `content` to `path`; raises `FileFault`."""
    with replacing(path) as file:
        file.write(content)
    return path


def _get(session: Session, key: str) -> AgreementDocument:
    document = session.get(AgreementDocument, key)
    if document is None:
        raise NotFound(what="document", key=key)
    return document


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            shown = f"{size / 1024 / 1024:.1f}"
            raise Invalid("document_large", name=path.name, size=shown, limit=LARGEST_DOCUMENT_MB)
        content = path.read_bytes()
    except OSError as error:
        raise FileFault("document_unreadable", file=str(path)) from error
    if not content:
        raise Invalid("document_empty", name=path.name)
    return content


HANDLERS: dict[type[Command], Handler] = {
    AttachDocument: attach_document,
    DetachDocument: detach_document,
}
