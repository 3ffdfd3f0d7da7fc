"""`matchdesk repair`: mend the grid after somebody is late or something is lost."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from matchdesk.cli.moving import find_participant
from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, watched
from matchdesk.core.i18n import _
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.repairing import Mishap, RepairDraft


def add(subcommands: Subcommands) -> None:
    """Describe `repair`."""
    parser = subcommand(
        subcommands,
        "repair",
        _("mend the grid with the fewest changes after something went wrong"),
        _repair,
        json_=True,
    )
    who = _("badge number, e-mail, code or name, and a slot's number")
    for option, metavar, text in (
        ("--late", ("WHO", "SLOT"), _("somebody is there from SLOT on: {who}").format(who=who)),
        ("--leaves", ("WHO", "SLOT"), _("somebody leaves before SLOT: {who}").format(who=who)),
    ):
        parser.add_argument(
            option, nargs=2, action="append", default=[], metavar=metavar, help=text
        )
    parser.add_argument(
        "--no-show", action="append", default=[], metavar="WHO", help=_("somebody does not come")
    )
    parser.add_argument(
        "--table", action="append", default=[], metavar="T", help=_("a table cannot be used")
    )
    parser.add_argument(
        "--slot", action="append", default=[], metavar="N", help=_("a slot cannot be used")
    )
    parser.add_argument(
        "--notice",
        type=int,
        default=0,
        metavar="MIN",
        help=_("leave alone what begins within so many minutes (default: 0)"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("propose, but leave the grid as it is")
    )


def _repair(application: Application, arguments: argparse.Namespace) -> int:
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.repairing import AcceptRepair

    with opened(application, arguments) as desk, watched(_("Repairing")) as progress:
        mishaps = _mishaps(desk, arguments)
        draft = desk.repair.draft(mishaps, notice=arguments.notice, progress=progress)
        done = None if arguments.dry_run else desk.run(AcceptRepair(draft)).result
    if arguments.json:
        say_json({"accepted": done, **_facts(draft)})
        return 0
    say(*(f"  {line}" for one in draft.proposals for line in (one.words, *one.reasons)))
    say(draft.certain, _("Printed agendas that change: {n}.").format(n=draft.reprints))
    for fault in draft.standing_faults:
        say(_("Meetings that stand: {fault}").format(fault=fault))
    if done is None:
        say(_("This was a dry run: the grid was not changed."))
    else:
        text = _("The grid: {moved} moved, {new} new meetings, {removed} on the waiting list.")
        say(text.format(moved=done.moved, new=done.new, removed=done.removed))
    return 0


def _mishaps(desk: Desk, arguments: argparse.Namespace) -> list[Mishap]:
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.repairing import Mishap, MishapKind

    def who(named: str) -> str:
        return find_participant(desk, named)

    return [
        *(Mishap(MishapKind.LATE, who(one), slot) for one, slot in arguments.late),
        *(Mishap(MishapKind.LEAVING, who(one), slot) for one, slot in arguments.leaves),
        *(Mishap(MishapKind.NO_SHOW, who(one)) for one in arguments.no_show),
        *(Mishap(MishapKind.TABLE, one) for one in arguments.table),
        *(Mishap(MishapKind.SLOT, one) for one in arguments.slot),
    ]


def _facts(draft: RepairDraft) -> dict[str, object]:
    return {
        "what": draft.what,
        "proposals": [
            {
                "kind": one.kind,
                "number": one.number,
                "pair": one.pair,
                "before": one.before,
                "after": one.after,
                "reasons": one.reasons,
                "reprints": one.reprints,
            }
            for one in draft.proposals
        ],
        "changes": draft.changes,
        "bound": draft.bound,
        "proven": draft.proven,
        "seconds": draft.seconds,
        "reprints": draft.reprints,
        "standing_faults": draft.standing_faults,
    }
