"""Files in: read, looked at beforehand, imported; each file is one change set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from matchdesk.core import garbage
from matchdesk.core.clock import Clock
from matchdesk.core.errors import FileFault, Invalid
from matchdesk.core.progress import Progress
from matchdesk.core.wording import sentence
from matchdesk.services.bus import Command, Context, Done, Handler
from matchdesk.services.settings import Settings
from matchdesk.services.transfer import exporting, mappings
from matchdesk.services.transfer.views import (
    ColumnView,
    FileProblem,
    FileReading,
    FileResult,
    FilesRead,
    RowState,
    SavedMapping,
)
from matchdesk.services.transfer.wanted import Exported, Wanted
from matchdesk.storage.database import Database
from matchdesk.storage.unit_of_work import Signature

ORDER = ("participants", "partnerships", "requests", "meetings", "outcomes", "follow_ups")
"""Kinds of files, in the order in which they are imported: requests need their people."""

_FOLDER = "export.folder"

Run = Callable[[Command, Progress], Done]


@dataclass(frozen=True)
class ImportFile(Command):
    """Bring one file that was read into the event. Result: `FileResult`."""

    intent: ClassVar[str] = "import_file"

    file: FileReading


class Transfer:
    """Files in and out. Thread-safe."""

    def __init__(
        self,
        database: Database,
        run: Run,
        clock: Clock,
        signature: Callable[[], Signature],
        settings: Settings,
    ) -> None:
        self._database = database
        self._run = run
        self._clock = clock
        self._signature = signature
        self._settings = settings

    def read(
        self,
        paths: Sequence[Path],
        kind: str | None = None,
        mapping: Path | None = None,
        progress: Progress | None = None,
        *,
        ask: bool = False,
    ) -> FilesRead:
        """Read files without touching the event; takes seconds for a large workbook.

        `kind` (one of `ORDER`) says what the rows are where the header leaves it open; `mapping`
        is a file that says which column is which field. With `ask`, somebody will look at the
        columns: what this desk has kept for files of the same shape is proposed, and a table of
        which nothing is known is no problem but a question. Raises `Cancelled`, and `FileFault`
        for the mapping.
        """
        files, problems = [], []
        for path in dict.fromkeys(paths):
            try:
                file = _read(path, kind, mapping, progress or Progress(), ask=ask)
                files.append(mappings.proposed(self._settings, file) if ask else file)
            except FileFault as fault:
                if fault.code.startswith("mapping_") and fault.code != "mapping_header":
                    raise
                problems.append(FileProblem(path, sentence(fault)))
        return FilesRead(self.in_order(files), tuple(problems))

    def in_order(self, files: Sequence[FileReading]) -> tuple[FileReading, ...]:
        """`files` in the order in which they are to be imported."""
        return tuple(sorted(files, key=lambda file: ORDER.index(file.kind)))

    def mapped(
        self,
        file: FileReading,
        kind: str,
        changes: Mapping[str, str],
        progress: Progress | None = None,
    ) -> FileReading:
        """`file` taken for `kind`, with the fields that `changes` gives to compared headers."""
        return mappings.mapped(file, kind, changes, progress)

    def columns(self, file: FileReading) -> tuple[ColumnView, ...]:
        """Every column of `file`: what it feeds, and its first values."""
        return mappings.columns_of(file)

    def fields(self, kind: str) -> tuple[str, ...]:
        """What a column of a file of this kind can feed."""
        return mappings.fields_of(kind)

    def mappings(self) -> tuple[SavedMapping, ...]:
        """What this desk has kept for files of a shape, by name."""
        return mappings.saved(self._settings)

    def save_mapping(self, name: str, file: FileReading) -> SavedMapping:
        """Keep what was made of the columns of `file`; files of its shape get it by themselves."""
        if not name.strip():
            raise Invalid("mapping_name")
        return mappings.save(self._settings, name, file)

    def forget_mapping(self, name: str) -> None:
        """Keep it no longer."""
        mappings.forget(self._settings, name)

    def preview(
        self, files: Sequence[FileReading], progress: Progress | None = None
    ) -> tuple[FileResult, ...]:
        """What importing `files` one after the other would do; stores nothing."""
        from matchdesk.services.transfer.known import Known  # see `_read`
        from matchdesk.services.transfer.merging import merge

        with garbage.paused(), self._database.reading() as session:
            known = Known(session)
            now, signature = self._clock.now(), self._signature()
            return tuple(
                merge(known, file, signature, now, progress or Progress()) for file in files
            )

    def store(
        self, files: Sequence[FileReading], progress: Progress | None = None
    ) -> tuple[FileResult, ...]:
        """Import `files` one after the other, each as one change set of its own.

        Raises `Cancelled`: the files before are imported then, the one at work is not.
        """
        results = []
        for file in files:
            with garbage.paused():
                done = self._run(ImportFile(file), progress or Progress())
            number = done.change_set.number if done.change_set else None
            results.append(replace(done.result, number=number))
        return tuple(results)

    def export(self, what: str, path: Path, *, private: bool = False) -> tuple[Path, ...]:
        """The files of `write`, which see."""
        return self.write(what, path, Wanted(private=private)).files

    def write(
        self,
        what: str,
        path: Path,
        wanted: Wanted | None = None,
        progress: Progress | None = None,
    ) -> Exported:
        """Write one of `EXPORTS` as the ending of `path` says (.xlsx, .csv, .json).

        The report may end in .pdf too; agendas are calendars in one .zip. Participants and
        meetings can be imported again. What confidential agreements hold, and what people refused
        to share, is left out unless `wanted.private`; the answer says so, and names the files (CSV
        has one for each table). Raises `FileFault`, `Invalid`, `Cancelled`.
        """
        with garbage.paused():
            return exporting.export(
                self._database,
                self._clock,
                what,
                path,
                wanted or Wanted(),
                progress or Progress(),
            )

    def left_out(self, what: str) -> tuple[str, ...]:
        """In sentences what `write` will leave out of one of `EXPORTS`, unless it is private."""
        return exporting.left_out(self._database, self._clock, what, private=False)

    def csv_form(self) -> tuple[str, bool]:
        """Delimiter and byte order mark that this desk wrote CSV with last."""
        return exporting.kept_form(self._settings)

    def keep_csv_form(self, delimiter: str, *, bom: bool) -> None:
        """Remember them for the next file."""
        self._settings.put(exporting.FORM, {"delimiter": delimiter, "bom": bom})

    def folder(self) -> Path | None:
        """Where this desk saved a file last, if that is still there."""
        kept = Path(str(self._settings.get(_FOLDER) or ""))
        return kept if kept.is_absolute() and kept.is_dir() else None

    def keep_folder(self, folder: Path) -> None:
        """Remember it for the next file."""
        self._settings.put(_FOLDER, str(folder.absolute()))

    def archive(self, path: Path, progress: Progress | None = None) -> Path:
        """Write everything the event holds to one .zip of open formats, private data included.

        `Application.restore` makes a new event of it. Raises `FileFault`, `Cancelled`.
        """
        from matchdesk.storage import archiving  # rarely needed

        with garbage.paused():
            archiving.write(self._database, path, progress or Progress())
        return path

    def write_refused(self, path: Path, results: Sequence[FileResult]) -> tuple[Path, ...]:
        """Write every refused row as it stood, with its line and the reason, to mend and repeat.

        The ending of `path` says how (.xlsx, .csv). Rows of several files go to sheets of one
        workbook, or to files beside each other. Nothing is written if no row was refused. Raises
        `FileFault`.
        """
        from matchdesk.interchange.records import Remark  # see `_read`
        from matchdesk.interchange.writing import write_refused

        readings = [
            replace(
                result.file.reading,
                refused=tuple(
                    Remark(row.line, n.code, n.column, n.data)
                    for row in result.rows
                    if row.state is RowState.REFUSED
                    for n in row.notes[:1]
                ),
            )
            for result in results
        ]
        return write_refused(path, [one for one in readings if one.refused])


def import_file(command: ImportFile, context: Context) -> FileResult:
    """Handle `ImportFile`."""
    from matchdesk.services.transfer.known import Known  # see `_read`
    from matchdesk.services.transfer.merging import merge

    known = Known(context.session)
    now = context.clock.now()
    result = merge(known, command.file, context.signature, now, context.progress)
    context.store(known.added)
    context.progress.check()
    counts = result.counts
    context.describe(file=command.file.path.name, created=counts.created, updated=counts.updated)
    return result


_UNKNOWN = ("file_no_known_columns", "file_not_of_kind")


def _read(
    path: Path, kind: str | None, mapping: Path | None, progress: Progress, *, ask: bool
) -> FileReading:
    # Imported here: telling what a file holds takes Babel and its tables, which nothing else needs.
    from matchdesk.interchange.headers import FileKind
    from matchdesk.interchange.reading import read, unmapped

    if kind is not None and kind not in ORDER:
        raise Invalid(field="kind", value=kind, expected=", ".join(ORDER))
    wanted = FileKind(kind) if kind else None
    try:
        with garbage.paused():
            reading = read(path, kind=wanted, mapping_file=mapping, progress=progress)
    except FileFault as fault:
        if not ask or fault.code not in _UNKNOWN:
            raise
        return mappings.reading_of(path, unmapped(path, progress), known=False)
    return mappings.reading_of(path, reading)


HANDLERS: dict[type[Command], Handler] = {ImportFile: import_file}
