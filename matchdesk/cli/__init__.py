"""The same use cases without a window.

Every subcommand is a module with `add(subcommands)`; the function it sets as `carry_out` takes the
application and the parsed arguments and returns an exit code (0 done, 1 the answer is "no", 2 the
command could not be carried out).
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchdesk.cli import workplace
from matchdesk.core.errors import Cancelled, MatchDeskError
from matchdesk.core.wording import sentence
from matchdesk.services.application import Application

FAILED = 2

_log = logging.getLogger(__name__)


@dataclass
class Parsed:
    """What the command line asks for."""

    arguments: Any  # with the workplace's `desk`, `operator` and `settings`, window or not
    wants_window: bool
    address: str | None
    settings_folder: Path | None
    window_after: str | None = None  # set by a subcommand that ends in the window


def parse(arguments: Sequence[str]) -> Parsed:
    """Understand the command line; exits with a usage message where it makes no sense."""
    place, rest = workplace.parser().parse_known_args(arguments)
    if not rest or _is_event(rest):
        return Parsed(place, True, rest[0] if rest else None, place.settings)
    from matchdesk.cli import grammar  # the subcommands' modules are not needed for the window

    parsed = grammar.parser().parse_args(arguments)
    return Parsed(parsed, False, None, parsed.settings)


def run(application: Application, parsed: Parsed) -> int:
    """Carry out a subcommand; a failure becomes one sentence on standard error."""
    arguments = parsed.arguments
    try:
        code = int(arguments.carry_out(application, arguments))
    except MatchDeskError as error:
        return _fail(error)
    except KeyboardInterrupt:
        _fail(Cancelled())
        return 130
    except BrokenPipeError:  # whoever read our answer has seen enough, e.g. `| head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until exit
        return 0
    except Exception as error:
        _log.exception("unexpected failure of a subcommand")
        kind = type(error).__name__
        return _fail(MatchDeskError("unexpected", kind=kind, log=application.settings.log_file))
    parsed.window_after = getattr(arguments, "window_after", None)
    return code


def _fail(error: MatchDeskError) -> int:
    sys.stderr.write(f"{sentence(error)}\n")
    return FAILED


def _is_event(arguments: Sequence[str]) -> bool:
    first = arguments[0]
    return len(arguments) == 1 and (first.endswith(".matchdesk") or "://" in first)
