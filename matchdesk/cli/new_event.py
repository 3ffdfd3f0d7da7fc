"""`matchdesk new`: create an event."""

from __future__ import annotations

import argparse
import re
from datetime import date, time

from matchdesk.cli.output import Subcommands, say, say_json, subcommand
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _, count
from matchdesk.services.application import Application


def add(subcommands: Subcommands) -> None:
    """Describe `new`."""
    parser = subcommand(subcommands, "new", _("create an event"), _new, json_=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--venue", default="")
    parser.add_argument("--city", default="")
    parser.add_argument("--country", default="", help=_("ISO code, e.g. PL"))
    parser.add_argument("--timezone", required=True, help=_("e.g. Europe/Warsaw"))
    parser.add_argument("--day", action="append", required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--session", action="append", required=True, metavar="HH:MM-HH:MM")
    parser.add_argument("--slot", type=int, default=20, help=_("minutes (default 20)"))
    parser.add_argument("--gap", type=int, default=5, help=_("minutes after a slot (default 5)"))
    parser.add_argument("--tables", type=int, default=20, help=_("how many (default 20)"))


def _new(application: Application, arguments: argparse.Namespace) -> int:
    from matchdesk.services.events import NewEvent  # loads the database floor: only when used

    event = NewEvent(
        name=arguments.name,
        timezone=arguments.timezone,
        days=tuple(_day(text) for text in arguments.day),
        sessions=tuple(_session(text) for text in arguments.session),
        slot_minutes=arguments.slot,
        gap_minutes=arguments.gap,
        tables=arguments.tables,
        venue=arguments.venue,
        city=arguments.city,
        country=arguments.country,
    )
    desk = application.create(arguments.event, event, watch=False)
    summary = desk.events.summary()
    desk.close()
    if arguments.json:
        say_json(summary)
        return 0
    say(
        _("Created “{name}” at {file}.").format(name=summary.name, file=desk.address),
        ", ".join(
            (
                count("{n} day", "{n} days", len(summary.days)),
                count("{n} session", "{n} sessions", len(summary.sessions)),
                count("{n} slot", "{n} slots", len(summary.slots)),
                count("{n} table", "{n} tables", len(summary.tables)),
            )
        ),
    )
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(field="--day", value=text, expected="YYYY-MM-DD, e.g. 2026-11-18") from error


def _session(text: str) -> tuple[time, time]:
    parts = re.sub(r"\s", "", text).replace("–", "-").split("-")
    try:
        starts, ends = (time.fromisoformat(part.zfill(5)) for part in parts)
    except ValueError as error:
        raise Invalid(
            field="--session", value=text, expected="HH:MM-HH:MM, e.g. 09:00-12:30"
        ) from error
    return starts, ends
