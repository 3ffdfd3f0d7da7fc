"""`matchdesk move` and `matchdesk grid`: the meeting grid, one meeting at a time."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, warn
from matchdesk.core.errors import Invalid, RuleBroken
from matchdesk.core.i18n import _
from matchdesk.core.wording import label, sentence
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.agenda import AgendaLine
    from matchdesk.services.desk import Desk

REFUSED = 1


def add(subcommands: Subcommands) -> None:
    """Describe `move` and `grid`."""
    move = subcommand(
        subcommands, "move", _("move a meeting to another slot or table"), _move, json_=True
    )
    move.add_argument("meeting", metavar="MEETING", help=_("the meeting's number"))
    move.add_argument("--slot", required=True, metavar="N", help=_("the slot's number"))
    move.add_argument(
        "--table", metavar="T", help=_("the table's number (default: its own, or the best free)")
    )
    grid = subcommand(
        subcommands, "grid", _("list the meetings by slot and table"), _grid, json_=True
    )
    grid.add_argument(
        "--participant", metavar="WHO", help=_("only theirs: badge number, e-mail, code or name")
    )


def _move(application: Application, arguments: argparse.Namespace) -> int:
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.agenda import MoveMeeting

    command = MoveMeeting(arguments.meeting, arguments.slot, arguments.table)
    with opened(application, arguments) as desk:
        try:
            moved = desk.run(command).result
        except RuleBroken as broken:
            if arguments.json:
                say_json({"moved": None, "violations": broken.violations})
            warn(sentence(broken))
            return REFUSED
    if arguments.json:
        say_json({"moved": moved, "violations": []})
        return 0
    text = _("Meeting {number} is now in slot {slot} ({time}) at table {table}.")
    at = f"{moved.starts:%H:%M}"
    say(text.format(number=moved.number, slot=moved.slot, time=at, table=moved.table))
    for warning in moved.warnings:
        say(_("Note: {warning}").format(warning=warning))
    return 0


def _grid(application: Application, arguments: argparse.Namespace) -> int:
    who: str | None = arguments.participant
    with opened(application, arguments) as desk:
        lines = desk.agenda.lines(who and find_participant(desk, who))
    if arguments.json:
        say_json(lines)
        return 0
    for line in lines:
        say(_text(line))
    if not lines:
        say(_("There are no meetings. “matchdesk plan” builds the grid."))
    return 0


def _text(line: AgendaLine) -> str:
    if line.slot is None or line.day is None or line.starts is None:
        place = _("waiting list")
    else:
        at = f"{line.day:%Y-%m-%d} {line.starts:%H:%M}"
        place = _("{at}  slot {slot:>2}  table {table:>3}").format(
            at=at, slot=line.slot, table=line.table if line.table is not None else "–"
        )
    pairs = zip(line.parties, line.organisations, strict=True)
    who = " ⇄ ".join(f"{name} ({body})" if body else name for name, body in pairs)
    lock = f" [{_('locked')}]" if line.locked else ""
    return f"{place}  #{line.number}  {who}  {label(line.status)}{lock}"


def find_participant(desk: Desk, named: str) -> str:
    """The key of who is meant by badge number, e-mail, code or name; raises `Invalid`."""
    reading = desk.checkin.holder(named)
    if reading.holder is not None:
        return reading.holder
    found = desk.checkin.search(named, 2)
    if len(found) != 1:
        raise Invalid("participant_unclear", name=named)
    return found[0].key
