"""`matchdesk import`: files of other systems into an event."""

from __future__ import annotations

import argparse
import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, warn, watched
from matchdesk.core.i18n import _
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.transfer import FileResult, Note

KINDS = ("participants", "requests", "meetings", "partnerships", "outcomes", "follow_ups")
_SHOWN = 3  # notes of one sort that are told in full


def add(subcommands: Subcommands) -> None:
    """Describe `import`."""
    parser = subcommand(
        subcommands,
        "import",
        _("import lists (CSV, XLSX) of other systems; exit 2 if a file could not be used at all"),
        _import,
        json_=True,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--kind", choices=KINDS, help=_("what the rows are, where it is not plain"))
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help=_("which column is which field: header, field")
    )
    parser.add_argument(
        "--refused", type=Path, metavar="FILE", help=_("write the rows that cannot be used here")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))


def _import(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        with watched(_("Reading")) as progress:
            read = desk.transfer.read(arguments.files, arguments.kind, arguments.mapping, progress)
        with watched(_("Importing")) as progress:
            act = desk.transfer.preview if arguments.dry_run else desk.transfer.store
            results = act(read.files, progress)
        written: tuple[Path, ...] = ()
        if arguments.refused is not None:
            written = desk.transfer.write_refused(arguments.refused, results)
    if arguments.json:
        problems = [{"file": str(p.path), "reason": p.sentence} for p in read.problems]
        say_json({**_sums(results), "files": [*map(_as_json, results)], "problems": problems})
    else:
        for result in results:
            _tell(result, dry_run=arguments.dry_run)
        if written:
            say(_("Refused rows: {files}").format(files=", ".join(map(str, written))))
    warn(*(problem.sentence for problem in read.problems))
    return 2 if read.problems else 0


def _sums(results: Iterable[FileResult]) -> dict[str, int]:
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.transfer import Counts

    return dataclasses.asdict(sum((result.counts for result in results), Counts()))


def _as_json(result: FileResult) -> dict[str, Any]:
    return {
        "file": str(result.file.path),
        "kind": result.file.kind,
        **dataclasses.asdict(result.counts),
        "change_set": result.number,
        "columns": {field: list(headers) for field, headers in result.file.columns.items()},
        "unused_columns": list(result.file.unused),
        "remarks": [
            {"row": note.line, "code": note.code, "column": note.column, "text": note.text}
            for note in result.remarks()
        ],
    }


def _tell(result: FileResult, *, dry_run: bool) -> None:
    counts = result.counts
    said = _(
        "{file} ({kind}): {read} rows read, {created} created, {updated} updated,"
        " {unchanged} unchanged, {left_out} left out, {refused} refused"
    ).format(file=result.file.path, kind=_(result.file.kind), **dataclasses.asdict(counts))
    say(said + (_(" (dry run: nothing was stored)") if dry_run else ""))
    if unused := result.file.unused:
        say("  " + _("Columns not used: {columns}").format(columns=", ".join(unused)))
    say(*(f"  {line}" for line in _grouped(result.remarks())))


def _grouped(notes: Sequence[Note]) -> Iterable[str]:
    """The first few notes of each sort, and how many more there are."""
    sorts: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        sorts[note.code].append(note)
    for alike in sorts.values():
        for note in alike[:_SHOWN]:
            where = _("Row {row}: ").format(row=note.line) if note.line else ""
            yield where + note.text
        if len(alike) > _SHOWN:
            rows = ", ".join(str(note.line) for note in alike[_SHOWN : _SHOWN + 12])
            more = len(alike) - _SHOWN
            dots = ", …" if more > 12 else ""
            yield _("… and {count} more like this (rows {rows})").format(
                count=more, rows=rows + dots
            )
