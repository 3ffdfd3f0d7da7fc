"""`matchdesk undo`, `redo`, `history`."""

from __future__ import annotations

import argparse

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand
from matchdesk.core.i18n import _
from matchdesk.core.wording import intent
from matchdesk.services.application import Application
from matchdesk.services.bus import Done


def add(subcommands: Subcommands) -> None:
    """Describe `undo`, `redo` and `history`."""
    undo = subcommand(
        subcommands,
        "undo",
        _("take back this desk's last change, or a given one"),
        _undo,
        json_=True,
    )
    undo.add_argument("--number", type=int, help=_("the change set's number in the history"))
    subcommand(subcommands, "redo", _("do again what was undone last"), _redo, json_=True)
    history = subcommand(
        subcommands, "history", _("list who changed what, newest first"), _history, json_=True
    )
    history.add_argument("--limit", type=int, default=50)
    history.add_argument("--search", default="", help=_("look for this in who and what"))


def _undo(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        return _tell(desk.history.undo(arguments.number), arguments)


def _redo(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        return _tell(desk.history.redo(), arguments)


def _tell(done: Done, arguments: argparse.Namespace) -> int:
    made = done.change_set
    assert made is not None  # a revert always changes something
    if arguments.json:
        say_json({"number": made.number, "reverts": made.reverts, "intent": made.intent})
    else:
        say(f"{made.number}: {intent(made.intent, made.detail)}")
    return 0


def _history(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        rows = desk.history.page(limit=arguments.limit, text=arguments.search)
    if arguments.json:
        say_json(rows)
        return 0
    for row in rows:
        mark = f" [{_('taken back by')} {row.taken_back_by}]" if row.taken_back_by else ""
        when = row.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        say(f"{row.number:>5}  {when}  {row.desk} · {row.operator}  {row.what}{mark}")
    return 0
