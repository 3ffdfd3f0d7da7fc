"""`matchdesk plan`: build the meeting grid."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, watched
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _, count
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.planning import DraftAim, MoreOf, PlanDraft

_REASONS_SHOWN = 50
_LONGEST = 24 * 3600.0
_MOST = 64


def add(subcommands: Subcommands) -> None:
    """Describe `plan`."""
    parser = subcommand(subcommands, "plan", _("build the meeting grid"), _plan, json_=True)
    parser.add_argument(
        "--time-limit", type=float, default=30.0, metavar="S", help=_("seconds (default: 30)")
    )
    parser.add_argument("--seed", type=int, default=1, help=_("same seed, same plan (default: 1)"))
    parser.add_argument(
        "--workers", type=int, default=2, metavar="N", help=_("solver threads (default: 2)")
    )
    parser.add_argument(
        "--helpers",
        type=int,
        default=2,
        metavar="N",
        help=_("processes that close gaps and prove what they can (default: 2)"),
    )
    parser.add_argument(
        "--aims",
        default="",
        metavar="A,B,…",
        help=_(
            "what counts, the first before all others; what is left out is not sought"
            " (default: musts,weight,fairness,breaks,idle_slots,table_changes,spare)"
        ),
    )
    parser.add_argument(
        "--spare-tables",
        type=int,
        default=0,
        metavar="N",
        help=_("tables to keep free in each slot (default: 0)"),
    )
    parser.add_argument(
        "--place-all",
        action="store_true",
        help=_("place every request, or prove which of them exclude each other"),
    )
    parser.add_argument(
        "--worth-of-more",
        action="store_true",
        help=_("say what one more table, slot or interpreter would bring"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("report, but leave the grid as it is")
    )
    parser.add_argument(
        "--all-reasons", action="store_true", help=_("list every request that was not placed")
    )


def _plan(application: Application, arguments: argparse.Namespace) -> int:
    if not 0 < arguments.time_limit <= _LONGEST:
        expected = _("a number of seconds greater than 0")
        raise Invalid(field="--time-limit", value=arguments.time_limit, expected=expected)
    for option, least in (("workers", 1), ("helpers", 0), ("spare_tables", 0)):
        value = getattr(arguments, option)
        if not least <= value <= _MOST:
            expected = _("a whole number from {least} to {most}").format(least=least, most=_MOST)
            raise Invalid(field=f"--{option.replace('_', '-')}", value=value, expected=expected)
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.planning import AcceptPlan, Aims, Limits

    limits = Limits(
        time_limit=arguments.time_limit,
        seed=arguments.seed,
        workers=arguments.workers,
        helpers=arguments.helpers,
    )
    order = tuple(name.strip() for name in arguments.aims.split(",") if name.strip())
    aims = Aims(place_all=arguments.place_all, order=order, spare_tables=arguments.spare_tables)
    more: tuple[MoreOf, ...] | None = None
    with opened(application, arguments) as desk, watched(_("Planning")) as progress:
        draft = desk.planning.draft(limits, progress, aims)
        if arguments.worth_of_more:
            more = desk.planning.worth_of_more(draft, limits, progress)
        accepted = None if arguments.dry_run else desk.run(AcceptPlan(draft)).result
    if arguments.json:
        say_json({"accepted": accepted, **_facts(draft), "worth_of_more": more})
    else:
        _tell(draft, arguments.all_reasons)
        _tell_more(more or ())
        if accepted is None:
            say(_("This was a dry run: the grid was not changed."))
        else:
            text = _("The grid: {new} new meetings, {moved} moved, {removed} on the waiting list.")
            say(text.format(new=accepted.new, moved=accepted.moved, removed=accepted.removed))
    return 0


def _facts(draft: PlanDraft) -> dict[str, object]:
    """The draft without its placements."""
    return {
        "placed": draft.placed,
        "requested": draft.requested,
        "musts_placed": draft.musts_placed,
        "musts": draft.musts,
        "weight": draft.weight,
        "bound": draft.bound,
        "gap_percent": draft.gap,
        "optimal": draft.optimal,
        "stage": draft.stage,
        "seconds": draft.seconds,
        "seed": draft.seed,
        "aims": draft.aims,
        "impossible": draft.impossible,
        "impossible_minimal": draft.impossible_minimal,
        "kept": draft.kept,
        "slots_begun": len(draft.begun),
        "left_out": draft.left_out,
        "standing_faults": draft.standing_faults,
        "unplaced": draft.unplaced,
    }


def _tell(draft: PlanDraft, every: bool) -> None:
    say(
        _("Placed {placed} of {requested} requests ({musts_placed} of {musts} must-meets).").format(
            placed=draft.placed,
            requested=draft.requested,
            musts_placed=draft.musts_placed,
            musts=draft.musts,
        ),
        _("Weight {weight}; no plan can pass {bound} (gap {gap} %). {proof}").format(
            weight=draft.weight,
            bound=draft.bound,
            gap=f"{draft.gap:.2f}",
            proof=_("Proven best.") if draft.optimal else _("Not proven best."),
        ),
        _("Found by {stage} in {seconds} s.").format(stage=draft.found_by, seconds=draft.seconds),
        *(_aim(aim) for aim in draft.aims if aim.name not in ("musts", "weight")),
        *draft.impossible,
        *filter(None, (draft.too_late,)),
    )
    if pending := draft.left_out.get("pending"):
        say(
            count(
                "Not planned: {n} request is still pending.",
                "Not planned: {n} requests are still pending.",
                pending,
            )
        )
    if gone := draft.left_out.get("party_cancelled"):
        say(
            count(
                "Not planned: {n} request of people who are not expected.",
                "Not planned: {n} requests of people who are not expected.",
                gone,
            )
        )
    for fault in draft.standing_faults:
        say(_("Meetings that stand: {fault}").format(fault=fault))
    shown = draft.unplaced if every else draft.unplaced[:_REASONS_SHOWN]
    if shown:
        say(_("Not placed:"))
    for row in shown:
        pairs = zip(row.parties, row.organisations, strict=True)
        who = " ⇄ ".join(f"{name} ({body})" if body else name for name, body in pairs)
        must = f" [{_('must meet')}]" if row.must_meet else ""
        say(f"  {who}{must}: {' '.join(row.reasons)}")
    if len(shown) < len(draft.unplaced):
        more = len(draft.unplaced) - len(shown)
        say("  " + _("… and {n} more; --all-reasons lists them.").format(n=more))


def _aim(aim: DraftAim) -> str:
    """“Breaks: 12 (at least 9 in any plan as good)”."""
    return f"  {aim.words}: {aim.shown} ({aim.judged})"


def _tell_more(more: Iterable[MoreOf]) -> None:
    for one in more:
        say(f"  {one.words}: {one.gained}")
