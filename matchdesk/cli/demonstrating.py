"""`matchdesk demo`: a whole event day on invented people, and the window on it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from matchdesk.cli.output import Subcommands, say, say_json, warn, watched
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.services.application import Application


def add(subcommands: Subcommands) -> None:
    """Describe `demo`."""
    text = _("build the demonstration event and run its day; its people are invented")
    parser = subcommands.add_parser("demo", help=text, description=text)
    parser.add_argument(
        "--out", type=Path, default=Path("demo-out"), help=_("folder for all files")
    )
    parser.add_argument("--participants", type=int, default=120, help=_("40 to 1500 (default 120)"))
    parser.add_argument("--seed", type=int, default=2016, help=_("same seed, same people"))
    parser.add_argument("--first-day", default="", metavar="YYYY-MM-DD", help=_("default: today"))
    parser.add_argument("--no-window", action="store_true", help=_("do not open the window after"))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON"))
    parser.set_defaults(carry_out=_demo)


def _demo(application: Application, arguments: argparse.Namespace) -> int:
    from matchdesk.services.demo import run_day  # loads every floor: only when used

    try:
        with watched(_("Demonstration")) as progress:
            result = run_day(
                application,
                arguments.out,
                participants=arguments.participants,
                seed=arguments.seed,
                first_day=_day(arguments.first_day),
                progress=progress,
                tell=(lambda sentence: None) if arguments.json else say,
            )
    except KeyboardInterrupt:
        text = _("Stopped on request. What was done so far is stored in {folder}.")
        warn(text.format(folder=arguments.out.resolve()))
        return 130
    if arguments.json:
        say_json({"event": str(result.event), "files": [str(f) for f in result.files]})
    else:
        say("", _("Everything lies in {folder}:").format(folder=arguments.out.resolve()))
        say(*(f"  {path.relative_to(arguments.out)}" for path in result.files))
    if not result.sound:
        return 1
    if not arguments.no_window and not arguments.json:
        _open_window(arguments, result.event)
    return 0


def _open_window(arguments: argparse.Namespace, event: Path) -> None:
    from matchdesk.core import display  # only asked here

    say("")
    if display.available():
        say(_("Opening the window on it …"))
        arguments.window_after = str(event)
    else:
        warn(
            _("There is no display here, so no window is opened. Later: matchdesk {event}").format(
                event=event
            )
        )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(field="--first-day", value=text, expected="YYYY-MM-DD") from error
