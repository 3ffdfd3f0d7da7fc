"""Testimonials and achievements: what is told of the cooperation, and whether it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.vocabulary import StoryKind
from matchdesk.core.wording import label
from matchdesk.models import Agreement, Organisation, Participant, Story, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.outcomes import reading
from matchdesk.services.outcomes.agreement_fields import day
from matchdesk.services.outcomes.views import StoryView
from matchdesk.services.people import fields

STORY: Mapping[str, fields.Rule] = {
    "kind": fields.word(StoryKind),
    "text": fields.free_text,
    "told_on": day,
    "participant_id": fields.reference(Participant, "participant"),
    "organisation_id": fields.reference(Organisation, "organisation"),
    "agreement_id": fields.reference(Agreement, "agreement"),
    "consent": fields.consent,
    "consent_on": day,
    "consent_how": fields.one_line,
}


@dataclass(frozen=True)
class TellStory(Command):
    """Keep a testimonial or an achievement. Result: `StoryView`.

    `values` may hold any field of `STORY`; it is told today unless `told_on` says otherwise.
    """

    intent: ClassVar[str] = "tell_story"

    kind: StoryKind
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EditStory(Command):
    """Change some fields (of `STORY`) of a testimonial or achievement (its key).

    Result: `StoryView`.
    """

    intent: ClassVar[str] = "edit_story"

    story: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class RemoveStory(Command):
    """Remove a testimonial or achievement (its key). Result: None."""

    intent: ClassVar[str] = "remove_story"

    story: str


def tell_story(command: TellStory, context: Context) -> StoryView:
    """Handle `TellStory`; raises `Invalid` with the field at fault."""
    session = context.session
    values = fields.checked(session, STORY, {"text": command.text, **command.values})
    values["kind"] = command.kind
    story = Story(id=new_key(), number=next_number(session, Story.number))
    story.told_on = reading.local_now(session, context.clock).date()
    _write(story, values, context)
    session.add(story)
    return _told(context, story)


def edit_story(command: EditStory, context: Context) -> StoryView:
    """Handle `EditStory`; raises `NotFound`, `Invalid` with the field at fault."""
    story = _get(context.session, command.story)
    _write(story, fields.checked(context.session, STORY, command.values), context)
    return _told(context, story)


def remove_story(command: RemoveStory, context: Context) -> None:
    """Handle `RemoveStory`; raises `NotFound`."""
    story = _get(context.session, command.story)
    context.describe(kind=label(story.kind), number=story.number)
    context.session.delete(story)
    context.session.flush()


def views(session: Session) -> tuple[StoryView, ...]:
    """All of them, the newest first."""
    query = (
        select(Story, Participant, Organisation, Agreement)
        .outerjoin(Participant, Participant.id == Story.participant_id)
        .outerjoin(Organisation, Organisation.id == Story.organisation_id)
        .outerjoin(Agreement, Agreement.id == Story.agreement_id)
        .order_by(Story.number.desc())
    )
    return tuple(_view(*row) for row in session.execute(query))


def _view(
    story: Story,
    person: Participant | None,
    body: Organisation | None,
    agreement: Agreement | None,
) -> StoryView:
    return StoryView(
        key=story.id,
        number=story.number,
        kind=story.kind,
        text=story.text,
        told_on=story.told_on,
        participant_key=story.participant_id,
        who=person.name if person else "",
        organisation_key=story.organisation_id,
        organisation=body.name if body else "",
        country=body.country if body else "",
        agreement=agreement.number if agreement else None,
        agreement_confidential=bool(agreement and agreement.confidential),
        consent=story.consent,
        consent_on=story.consent_on,
        consent_how=story.consent_how,
    )


def _write(story: Story, values: Mapping[str, Any], context: Context) -> None:
    """Store checked values. Whoever tells it brings their organisation; consent brings its day."""
    today = reading.local_now(context.session, context.clock).date()
    new = {**values}
    if "text" in new and not new["text"]:
        raise Invalid("field_required", field="text", value="")
    if new.get("told_on", today) is None:
        new["told_on"] = today
    if person := new.get("participant_id"):
        known = context.session.get_one(Participant, person).organisation_id
        if not new.get("organisation_id") and not story.organisation_id:
            new["organisation_id"] = known
    if "consent" in new and "consent_on" not in new:
        new["consent_on"] = today if new["consent"] else None
    for name, value in new.items():
        setattr(story, name, value)


def _told(context: Context, story: Story) -> StoryView:
    context.session.flush()
    context.describe(kind=label(story.kind), number=story.number)
    return next(view for view in views(context.session) if view.key == story.id)


def _get(session: Session, key: str) -> Story:
    story = session.get(Story, key)
    if story is None:
        raise NotFound(what="testimonial", key=key)
    return story


HANDLERS: dict[type[Command], Handler] = {
    TellStory: tell_story,
    EditStory: edit_story,
    RemoveStory: remove_story,
}
