"""The same use cases without a window.

Every subcommand is a module with `add(subcommands)`; the function it sets as `carry_out` takes the
application and the parsed arguments and returns an exit code (0 done, 1 the answer is "no", 2 the
command could not be carried out).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchdesk.core.errors import MatchDeskError
from matchdesk.core.wording import sentence
from matchdesk.services.application import Application

FAILED = 2


@dataclass
class Parsed:
    """What the command line asks for."""

    arguments: Any
    wants_window: bool
    address: str | None
    settings_folder: Path | None
    window_after: str | None = None  # set by a subcommand that ends in the window


def parse(arguments: Sequence[str]) -> Parsed:
    """Understand the command line; exits with a usage message where it makes no sense."""
    from matchdesk.cli import grammar  # the subcommands' modules are not needed for the window

    if not arguments or _is_event(arguments):
        return Parsed(None, True, arguments[0] if arguments else None, None)
    parsed = grammar.parser().parse_args(arguments)
    return Parsed(parsed, False, None, parsed.settings)


def run(application: Application, parsed: Parsed) -> int:
    """Carry out a subcommand; a failure becomes one sentence on standard error."""
    arguments = parsed.arguments
    for name in ("desk", "operator"):
        if getattr(arguments, name):
            setattr(application.settings, f"{name}_for_this_run", getattr(arguments, name))
    try:
        code = int(arguments.carry_out(application, arguments))
    except MatchDeskError as error:
        print(sentence(error), file=sys.stderr)  # noqa: T201 - the command line's own voice
        return FAILED
    except KeyboardInterrupt:
        print(sentence(MatchDeskError("cancelled")), file=sys.stderr)  # noqa: T201 - as above
        return 130
    parsed.window_after = getattr(arguments, "window_after", None)
    return code


def _is_event(arguments: Sequence[str]) -> bool:
    first = arguments[0]
    return len(arguments) == 1 and (first.endswith(".matchdesk") or "://" in first)
