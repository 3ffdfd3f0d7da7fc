"""`matchdesk verify`: is everything stored whole and without contradiction."""

from __future__ import annotations

import argparse

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand
from matchdesk.core.i18n import _, count
from matchdesk.core.wording import fill
from matchdesk.services.application import Application


def add(subcommands: Subcommands) -> None:
    """Describe `verify`."""
    subcommand(
        subcommands,
        "verify",
        _("check the database, the journal and the grid; exit 1 with a list if not sound"),
        _verify,
        json_=True,
    )


def _verify(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        report = desk.verify()
    if arguments.json:
        say_json(
            {"sound": report.sound, "change_sets": report.change_sets, "faults": report.faults}
        )
    elif report.sound:
        say(
            _("Sound: database whole, journal complete ({sets}), no double booking.").format(
                sets=count("{n} change set", "{n} change sets", report.change_sets)
            )
        )
    else:
        for fault in report.faults:
            say(fill(f"verify.{fault.code}", fault.data))
    return 0 if report.sound else 1
