"""`matchdesk check-in`: the registration desk without a window."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand
from matchdesk.core.clock import wall_time
from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.core.wording import label
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.checkin import CheckInResult, DelegationCount, PersonView, UndoneCheckIn
    from matchdesk.services.desk import Desk

_MOST_CANDIDATES = 20


def add(subcommands: Subcommands) -> None:
    """Describe `check-in`."""
    parser = subcommand(
        subcommands,
        "check-in",
        _("check somebody in; exit 0 when they may go in, 1 when not"),
        _check_in,
        json_=True,
    )
    parser.add_argument(
        "code", nargs="?", help=_("badge code, ticket code, badge number or e-mail address")
    )
    parser.add_argument("--search", metavar="TEXT", help=_("name, organisation, country …"))
    parser.add_argument("--delegation", metavar="NAME", help=_("a whole delegation at once"))
    parser.add_argument("--undo", action="store_true", help=_("take the check-in back"))
    parser.add_argument(
        "--confirm", action="store_true", help=_("what had to be said first was said")
    )


def _check_in(application: Application, arguments: argparse.Namespace) -> int:
    ways = (arguments.code, arguments.search, arguments.delegation)
    if sum(way is not None for way in ways) != 1:
        raise Invalid("checkin_one_way")
    with opened(application, arguments) as desk:
        if arguments.delegation is not None:
            return _delegation(desk, arguments)
        if arguments.undo:
            return _undo(desk, arguments)
        result = _one(desk, arguments)
        if arguments.json:
            say_json(result)
        else:
            say(*_lines(desk, result))
        return 0 if result.admitted else 1


def _one(desk: Desk, arguments: argparse.Namespace) -> CheckInResult:
    # Imported here: these load the database floor, which help and other subcommands do without.
    from matchdesk.services.checkin import CheckIn, CheckInParticipant

    if arguments.code is not None:
        return _run(desk, CheckIn(arguments.code, confirmed=arguments.confirm))
    found = desk.checkin.search(arguments.search, _MOST_CANDIDATES)
    if len(found) == 1:
        return _run(desk, CheckInParticipant(found[0].key, confirmed=arguments.confirm))
    return _undecided(desk, arguments.search, found)


def _run(desk: Desk, command: Command) -> CheckInResult:
    result: CheckInResult = desk.run(command).result
    return result


def _undecided(desk: Desk, text: str, found: tuple[PersonView, ...]) -> CheckInResult:
    from matchdesk.services.checkin import CheckInResult  # see `_one`

    outcome = CheckInOutcome.AMBIGUOUS if found else CheckInOutcome.UNKNOWN
    return CheckInResult(outcome=outcome, at=desk.clock.now(), code=text, candidates=found)


def _undo(desk: Desk, arguments: argparse.Namespace) -> int:
    from matchdesk.services.checkin import UndoCheckIn  # see `_one`

    if arguments.code is not None:
        reading = desk.checkin.holder(arguments.code)
        people = [p for key in reading.candidates if (p := desk.checkin.person(key))]
        if reading.holder is not None and reading.refusal is None:
            people = [p for p in (desk.checkin.person(reading.holder),) if p]
        outcome = reading.refusal or CheckInOutcome.UNKNOWN
    else:
        people = list(desk.checkin.search(arguments.search, _MOST_CANDIDATES))
        outcome = CheckInOutcome.AMBIGUOUS if people else CheckInOutcome.UNKNOWN
    if len(people) == 1:
        _say_undone([desk.run(UndoCheckIn(people[0].key)).result], arguments)
        return 0
    if arguments.json:
        say_json({"outcome": outcome, "candidates": people})
    else:
        say(label(outcome).upper(), *(f"  {_who(person)}" for person in people))
    return 1


def _delegation(desk: Desk, arguments: argparse.Namespace) -> int:
    from matchdesk.services.checkin import CheckInDelegation, UndoCheckIn  # see `_one`

    if arguments.undo:
        sheet = desk.checkin.delegation(arguments.delegation)
        here = [person for person in desk.checkin.members(sheet.key) if person.here]
        if not here:
            raise Conflict("checkin_not_in", who=sheet.name)
        _say_undone([desk.run(UndoCheckIn(person.key)).result for person in here], arguments)
        return 0
    done = desk.run(CheckInDelegation(arguments.delegation, confirmed=arguments.confirm)).result
    if arguments.json:
        say_json(done)
    else:
        for result in done.results:
            say(_headline(result))
        say(_complete(done.delegation))
    return 0 if all(result.admitted for result in done.results) else 1


def _say_undone(undone: list[UndoneCheckIn], arguments: argparse.Namespace) -> None:
    if arguments.json:
        say_json({"undone": undone})
    else:
        for one in undone:
            say(f"{_('Taken back').upper()}  {_who(one.person)}")


def _lines(desk: Desk, result: CheckInResult) -> Iterable[str]:
    """The answer, then what the desk wants to know beside it."""
    zone = desk.events.summary().zone
    yield _headline(result)
    if result.outcome is CheckInOutcome.ALREADY_IN and result.first_at:
        since = wall_time(result.first_at, result.at, zone)
        yield "  " + _("since {time} at {desk}").format(time=since, desk=result.first_desk)
    if result.outcome is CheckInOutcome.REVOKED and result.since:
        at = result.since.astimezone(zone)
        yield "  " + _("revoked on {time}").format(time=f"{at:%Y-%m-%d %H:%M}")
    if result.days:
        yield "  " + _("attends on {days}").format(days=", ".join(map(str, result.days)))
    if result.note:
        yield f"  {result.note}"
    for person in result.candidates:
        yield f"  {_who(person)}"
    if result.admitted and result.delegation:
        yield f"  {_complete(result.delegation)}"
    if result.admitted and (meeting := result.next_meeting):
        yield "  " + _("next: {time} table {table} · {partner}").format(
            time=f"{meeting.starts:%H:%M}",
            table=meeting.table or "—",
            partner=meeting.partner_organisation or meeting.partner,
        )


def _headline(result: CheckInResult) -> str:
    who = _who(result.person) if result.person else result.code
    return f"{label(result.outcome).upper()}  {who}"


def _who(person: PersonView) -> str:
    name = f"{person.name} ({person.native_name})" if person.native_name else person.name
    rest = (person.organisation, person.delegation, person.country, f"#{person.number}")
    return ", ".join((name, *(part for part in rest if part)))


def _complete(delegation: DelegationCount) -> str:
    here = _("{name}: {here} of {expected} here").format(
        name=delegation.name, here=delegation.here, expected=delegation.expected
    )
    if not delegation.missing:
        return here
    names = " · ".join(person.own_name for person in delegation.missing)
    return f"{here}, {_('still missing: {names}').format(names=names)}"
