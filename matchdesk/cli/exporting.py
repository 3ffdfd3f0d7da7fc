"""`matchdesk export`: lists and the report for other programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand
from matchdesk.core.i18n import _
from matchdesk.services.application import Application

WHAT = ("participants", "meetings", "agreements", "report")


def add(subcommands: Subcommands) -> None:
    """Describe `export`."""
    parser = subcommand(
        subcommands,
        "export",
        _("write lists or the report as .xlsx, .csv or .json"),
        _export,
        json_=True,
    )
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--private",
        action="store_true",
        help=_("with what confidential agreements hold, and the names of people who refused"),
    )


def _export(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        written = desk.transfer.export(arguments.what, arguments.out, private=arguments.private)
    if arguments.json:
        say_json({"files": [str(path) for path in written]})
    else:
        say(*map(str, written))
    return 0
