"""`matchdesk outcome`: what came of a meeting."""

from __future__ import annotations

import argparse
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating
from matchdesk.core.wording import label
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.outcomes import AgreementView, MeetingView, RecordAgreement

Word = TypeVar("Word", bound=StrEnum)


def add(subcommands: Subcommands) -> None:
    """Describe `outcome`."""
    parser = subcommand(
        subcommands, "outcome", _("record what came of a meeting"), _outcome, json_=True
    )
    parser.add_argument("meeting", metavar="MEETING", help=_("the meeting's number"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--rating", help=_known(Rating) + _(" (or 1 to 5 in this order)"))
    what.add_argument("--held", action="store_true", help=_("only say that it was held"))
    what.add_argument(
        "--no-show",
        nargs="?",
        const="",
        metavar="WHO",
        help=_("who did not come (else nobody did)"),
    )
    parser.add_argument(
        "--by", metavar="WHO", help=_("the side that says so: badge number, e-mail or code")
    )
    parser.add_argument("--score", type=int, metavar="1-5", help=_("how satisfied they are"))
    parser.add_argument("--note", default="")
    parser.add_argument("--next-step", default="")
    parser.add_argument("--agreement", metavar="TYPE", help=_known(AgreementType))
    parser.add_argument("--status", help=_known(AgreementStatus) + _(" (of the agreement)"))
    parser.add_argument("--topic", default="", help=_("what it is about"))
    parser.add_argument("--partnership", metavar="ACRONYM", help=_("it belongs to"))
    parser.add_argument("--follow-up", metavar="YYYY-MM-DD", help=_("default: in six months"))
    parser.add_argument("--confidential", action="store_true", help=_("keep it out of reports"))


def _outcome(application: Application, arguments: argparse.Namespace) -> int:
    agreement = _agreement(arguments)
    with opened(application, arguments) as desk:
        if arguments.rating is None:
            meeting, recorded = _marked(desk, arguments), None
        else:
            # Imported here: it loads the database floor, which help does without.
            from matchdesk.services.outcomes import RecordOutcome

            done = desk.run(
                RecordOutcome(
                    meeting=arguments.meeting,
                    rating=_rating(arguments.rating),
                    participant=_participant(desk, arguments.by),
                    note=arguments.note,
                    next_step=arguments.next_step,
                    agreement=agreement,
                    score=arguments.score,
                    topic=arguments.topic,
                )
            ).result
            meeting, recorded = done.meeting, done.agreement
    if arguments.json:
        say_json({"meeting": meeting, "agreement": recorded})
    else:
        _tell(meeting, recorded)
    return 0


def _marked(desk: Desk, arguments: argparse.Namespace) -> MeetingView:
    from matchdesk.services.outcomes import MarkMeeting  # see `_outcome`

    status = MeetingStatus.HELD if arguments.held else MeetingStatus.NO_SHOW
    missing = _participant(desk, arguments.no_show)
    view: MeetingView = desk.run(MarkMeeting(arguments.meeting, status, missing)).result
    return view


def _tell(meeting: MeetingView, agreement: AgreementView | None) -> None:
    parties = " · ".join(party.organisation or party.name for party in meeting.parties)
    say(f"{_('Meeting')} {meeting.number} ({parties}): {label(meeting.status)}")
    for outcome in meeting.outcomes:
        told_by = f" ({outcome.told_by})" if outcome.told_by else ""
        say(f"  {label(outcome.rating)}{told_by}")
    if agreement is not None:
        about = f", {agreement.topic}" if agreement.topic else ""
        kind, status = label(agreement.type), label(agreement.status)
        say(f"  {_('Agreement')} {agreement.number}: {kind}, {status}{about}")


def _agreement(arguments: argparse.Namespace) -> RecordAgreement | None:
    if arguments.agreement is None:
        if arguments.status or arguments.topic or arguments.partnership:
            raise Invalid(
                field="--agreement", value="", expected=_("its type is needed with the rest")
            )
        return None
    if arguments.rating is None:
        raise Invalid(field="--rating", value="", expected=_("an agreement comes with a rating"))
    from matchdesk.services.outcomes import RecordAgreement  # see `_outcome`

    status = arguments.status or AgreementStatus.INITIATED
    return RecordAgreement(
        type=_word(AgreementType, arguments.agreement, "--agreement"),
        status=_word(AgreementStatus, status, "--status"),
        topic=arguments.topic,
        partnership=arguments.partnership,
        follow_up_on=_day(arguments.follow_up),
        confidential=arguments.confidential,
    )


def _participant(desk: Desk, named: str | None) -> str | None:
    if not named:
        return None
    reading = desk.checkin.holder(named)
    if reading.holder is not None:
        return reading.holder
    found = desk.checkin.search(named, 2)
    if len(found) != 1:
        raise Invalid("participant_unclear", name=named)
    return found[0].key


def _rating(text: str) -> Rating:
    order = list(Rating)
    if text.strip() in tuple(str(number) for number in range(1, len(order) + 1)):
        return order[int(text) - 1]
    return _word(Rating, text, "--rating")


def _word(kind: type[Word], text: str, field: str) -> Word:
    """A word of the vocabulary by its stored value, its name or the words shown for it."""
    for word in kind:
        if fold(text) in (fold(word.value), fold(word.name), fold(label(word))):
            return word
    raise Invalid(field=field, value=text, expected=_known(kind))


def _known(kind: type[StrEnum]) -> str:
    return ", ".join(word.value for word in kind)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(field="--follow-up", value=text, expected="YYYY-MM-DD") from error
