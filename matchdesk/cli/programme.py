"""`matchdesk programme`: breaks, plenaries and what else there is besides meetings."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, warn
from matchdesk.core.i18n import _, count
from matchdesk.core.wording import label
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.layout import Pause


def add(subcommands: Subcommands) -> None:
    """Describe `programme`."""
    parser = subcommand(
        subcommands,
        "programme",
        _("list the programme besides meetings, or read it from a file"),
        _programme,
        json_=True,
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=_("CSV or XLSX with the columns day, from, to, name, kind, place"),
    )
    parser.add_argument(
        "--replace", action="store_true", help=_("forget the entries that are not in the file")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))


def _programme(application: Application, arguments: argparse.Namespace) -> int:
    # Imported here: commands load the database's packages, which help does without.
    from matchdesk.services.event_layout import ChangeLayout, merged

    with opened(application, arguments) as desk:
        layout = desk.layout.current()
        refused: tuple[str, ...] = ()
        if arguments.file is not None:
            read = desk.layout.programme_file(arguments.file)
            before = () if arguments.replace else layout.pauses
            refused = read.refused
            layout = replace(layout, pauses=merged(before, read.pauses))
        preview = desk.layout.preview(layout)
        if arguments.file is not None and not arguments.dry_run:
            desk.run(ChangeLayout(layout))
    if arguments.json:
        say_json({
            "programme": [_plain(pause) for pause in layout.pauses],
            "refused": refused,
            "slots": len(preview.slots),
            "waiting": len(preview.orphaned),
        })  # fmt: skip
    else:
        _tell(layout.pauses)
        if preview.orphaned:
            one, many = "{n} meeting loses its slot", "{n} meetings lose their slots"
            say(count(one, many, len(preview.orphaned)))
    warn(*refused)
    return 2 if refused else 0


def _tell(pauses: Iterable[Pause]) -> None:
    for pause in pauses:
        span = pause.span
        place = f" ({pause.place})" if pause.place else ""
        when = f"{span.day:%Y-%m-%d} {span.starts:%H:%M}-{span.ends:%H:%M}"
        say(f"{when}  {label(pause.kind)}: {pause.name}{place}")


def _plain(pause: Pause) -> dict[str, object]:
    span = pause.span
    return {
        "day": span.day,
        "from": f"{span.starts:%H:%M}",
        "to": f"{span.ends:%H:%M}",
        "name": pause.name,
        "kind": pause.kind,
        "place": pause.place,
    }
