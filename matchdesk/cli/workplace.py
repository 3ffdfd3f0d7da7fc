"""Who and where: the options that the window and every subcommand share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from matchdesk.core.i18n import _
from matchdesk.services.settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    """Describe `--desk`, `--operator` and `--settings`."""
    parser.add_argument("--desk", help=_("name of this desk in the journal"))
    parser.add_argument("--operator", help=_("name of who works here in the journal"))
    parser.add_argument("--settings", type=Path, help=_("folder of this workplace's settings"))


def parser() -> argparse.ArgumentParser:
    """These options alone, to see whether a subcommand is left when they are taken off."""
    alone = argparse.ArgumentParser(prog="matchdesk", add_help=False, allow_abbrev=False)
    add(alone)
    return alone


def take(settings: Settings, arguments: Any) -> None:
    """Work under the names given, for this run only: they are not written to the settings."""
    for name in ("desk", "operator"):
        if getattr(arguments, name):
            setattr(settings, f"{name}_for_this_run", getattr(arguments, name))
