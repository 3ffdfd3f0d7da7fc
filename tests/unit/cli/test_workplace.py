"""The options of the workplace go with the window as with every subcommand."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk import cli
from matchdesk.app import build
from matchdesk.cli import workplace


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        ([], None),
        (["days.matchdesk"], "days.matchdesk"),
        (["--desk", "Entrance"], None),
        (["--desk", "Entrance", "days.matchdesk"], "days.matchdesk"),
        (["days.matchdesk", "--operator=Ana", "--settings", "here"], "days.matchdesk"),
        (["--settings", "here", "postgresql+psycopg://h/e"], "postgresql+psycopg://h/e"),
    ],
)
def test_window_with_workplace_options(arguments: list[str], address: str | None) -> None:
    parsed = cli.parse(arguments)
    assert (parsed.wants_window, parsed.address) == (True, address)


def test_subcommand_with_workplace_options_is_no_window() -> None:
    parsed = cli.parse(["--desk", "Entrance", "verify", "days.matchdesk"])
    assert (parsed.wants_window, parsed.arguments.desk) == (False, "Entrance")


def test_names_given_are_taken_for_this_run(tmp_path: Path) -> None:
    parsed = cli.parse(["--desk", "Entrance", "--operator", "Ana", "--settings", str(tmp_path)])
    settings = build(parsed.settings_folder).settings
    workplace.take(settings, parsed.arguments)
    assert (settings.desk, settings.operator) == ("Entrance", "Ana")
    again = build(tmp_path).settings
    assert (again.desk_for_this_run, again.operator_for_this_run) == ("", "")
