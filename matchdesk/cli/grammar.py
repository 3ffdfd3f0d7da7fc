"""Which subcommands there are."""

from __future__ import annotations

import argparse

from matchdesk import __version__
from matchdesk.cli import (
    agreements,
    checking_in,
    demonstrating,
    exporting,
    histories,
    importing,
    moving,
    new_event,
    outcomes,
    planning,
    printing,
    programme,
    repairing,
    verifying,
    workplace,
)
from matchdesk.core.i18n import _

TOPICS = (
    new_event,
    programme,
    importing,
    planning,
    moving,
    repairing,
    checking_in,
    printing,
    outcomes,
    agreements,
    exporting,
    histories,
    verifying,
    demonstrating,
)
"""Every module with subcommands, in the order in which help lists them."""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="matchdesk",
        description=_(
            "Runs a matchmaking event on site. Without a subcommand it opens the window, on"
            " EVENT if one is given."
        ),
        epilog=_("EVENT is a file (*.matchdesk) or a database address (postgresql+psycopg://…)."),
    )
    top.add_argument("--version", action="version", version=f"MatchDesk {__version__}")
    workplace.add(top)
    subcommands = top.add_subparsers(required=True, metavar="SUBCOMMAND")
    for topic in TOPICS:
        topic.add(subcommands)
    return top
