"""`matchdesk export`, `archive`, `restore`, `define`: files out, and what words mean in them."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, watched
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Term
from matchdesk.services.application import Application

WHAT = (
    *("participants", "organisations", "requests", "meetings", "grid", "agendas", "outcomes"),
    *("agreements", "stories", "check-ins", "print-log", "history", "report"),
)
"""What can be exported; a test holds it equal to the service's list, which is slow to load."""


def add(subcommands: Subcommands) -> None:
    """Describe the four."""
    text = _("write lists, calendars or the report as .xlsx, .csv, .json, .zip or .pdf")
    parser = subcommand(subcommands, "export", text, _export, json_=True)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--private",
        action="store_true",
        help=_("with what confidential agreements hold, and the names of people who refused"),
    )
    parser.add_argument("--delimiter", choices=("comma", "semicolon", "tab"), default="comma")
    parser.add_argument("--no-bom", action="store_true", help=_("CSV without a byte order mark"))
    parser.add_argument(
        "--with",
        dest="others",
        action="append",
        type=Path,
        default=[],
        metavar="EVENT",
        help=_("report: count this event file too (may be given several times)"),
    )
    text = _("write everything the event holds to one .zip of open formats")
    parser = subcommand(subcommands, "archive", text, _archive, json_=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
    text = _("make a new event from an archive")
    parser = subcommand(subcommands, "restore", text, _restore, json_=True)
    parser.add_argument("archive", type=Path, metavar="FILE.zip")
    text = _("say what a word of the report means at this event, or show all meanings")
    parser = subcommand(subcommands, "define", text, _define, json_=True)
    parser.add_argument("term", nargs="?", choices=[str(term) for term in Term])
    parser.add_argument("value", nargs="*", help=_("e.g. held in_progress, or XK=third"))
    parser.add_argument("--basis", default="", help=_("after whom, e.g. the call's text"))
    parser.add_argument("--since", default="", metavar="YYYY-MM-DD", help=_("default: today"))
    parser.add_argument("--reset", action="store_true", help=_("back to the usual meaning"))


def _export(application: Application, arguments: argparse.Namespace) -> int:
    from matchdesk.services.transfer import Wanted  # loads the database floor: only when used

    wanted = Wanted(
        arguments.private, arguments.delimiter, not arguments.no_bom, tuple(arguments.others)
    )
    with opened(application, arguments) as desk, watched(_("Exporting")) as progress:
        written = desk.transfer.write(arguments.what, arguments.out, wanted, progress)
    if arguments.json:
        say_json({"files": [str(path) for path in written.files], "left_out": written.left_out})
    else:
        say(*map(str, written.files), *written.left_out)
    return 0


def _archive(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk, watched(_("Archiving")) as progress:
        path = desk.transfer.archive(arguments.out, progress)
    if arguments.json:
        say_json({"file": str(path)})
    else:
        text = _(
            "It holds everything, nothing is left out: confidential agreements, testimonials"
            " without consent, addresses of people who do not share them, and the secret that"
            " signs badges."
        )
        say(str(path), text)
    return 0


def _restore(application: Application, arguments: argparse.Namespace) -> int:
    with watched(_("Restoring")) as progress:
        desk = application.restore(arguments.event, arguments.archive, progress, watch=False)
    summary = desk.events.summary()
    desk.close()
    if arguments.json:
        say_json(summary)
    else:
        say(_("Made “{name}” at {file}.").format(name=summary.name, file=desk.address))
    return 0


def _define(application: Application, arguments: argparse.Namespace) -> int:
    from matchdesk.services.statistics import ResetDefinition, SetDefinition  # see `_export`

    with opened(application, arguments) as desk:
        if arguments.term and arguments.reset:
            desk.run(ResetDefinition(Term(arguments.term)))
        elif arguments.term:
            value = tuple(arguments.value)
            since = _day(arguments.since)
            desk.run(SetDefinition(Term(arguments.term), value, arguments.basis, since))
        definitions = desk.statistics.definitions()
    if arguments.json:
        say_json(definitions)
        return 0
    for one in definitions:
        own = _(" (set for this event)") if one.own else ""
        named = f"{one.word}{own} [{one.term}]" if one.term else one.word
        say(f"{named}: {one.meaning}", *([f"    {one.since} {one.basis}"] if one.basis else []))
    return 0


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise Invalid(field="--since", value=given, expected="YYYY-MM-DD") from error
