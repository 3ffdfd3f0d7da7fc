"""How subcommands speak: plain lines, JSON, and a progress bar where somebody watches."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from matchdesk.core.progress import Progress
from matchdesk.services.application import Application
from matchdesk.services.desk import Desk

Subcommands = Any
"""What argparse's `add_subparsers` returns (its class is private)."""


def subcommand(
    subcommands: Subcommands, name: str, help_: str, carry_out: object, *, json_: bool = False
) -> argparse.ArgumentParser:
    """A new subcommand that works on an EVENT; with `json_` it can answer in JSON."""
    parser: argparse.ArgumentParser = subcommands.add_parser(name, help=help_, description=help_)
    parser.add_argument("event", metavar="EVENT", help="event file or database address")
    if json_:
        parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(carry_out=carry_out)
    return parser


@contextmanager
def opened(application: Application, arguments: argparse.Namespace) -> Iterator[Desk]:
    """The event that the command line names, for the length of the block."""
    desk = application.open(arguments.event, watch=False)
    try:
        yield desk
    finally:
        desk.close()


def say(*lines: str) -> None:
    """Plain lines on standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def warn(*lines: str) -> None:
    """Plain lines on standard error."""
    for line in lines:
        sys.stderr.write(f"{line}\n")


def say_json(value: object) -> None:
    """`value` (dataclasses, dates, words and plain data) as one JSON document."""
    say(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: object) -> Any:
    """`value` as JSON knows it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value


@contextmanager
def watched(title: str) -> Iterator[Progress]:
    """Progress drawn as a bar while standard error is a terminal, silent otherwise."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from tqdm import tqdm  # only where a terminal watches

    with tqdm(desc=title, leave=False, unit="") as bar:

        def report(done: int, total: int, text: str) -> None:
            bar.total = total or None
            bar.n = done
            bar.set_postfix_str(text, refresh=False)
            bar.refresh()

        yield Progress(report)
