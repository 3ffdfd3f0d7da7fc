"""What feeds what: the columns of a file as the operator sees and changes them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchdesk.core.progress import Progress
from matchdesk.services.settings import Settings
from matchdesk.services.transfer.views import ColumnView, FileReading, SavedMapping

if TYPE_CHECKING:
    from matchdesk.interchange.records import Reading

IGNORED = "ignored"
"""The field of a column that is left out on purpose."""

_KEPT = "import_mappings"
_VALUES = 8


def reading_of(path: Path, reading: Reading, **more: Any) -> FileReading:
    """What a screen needs of `reading`."""
    return FileReading(
        path=path,
        kind=str(reading.kind),
        sheet=reading.table.sheet,
        columns=reading.columns,
        unused=reading.unused,
        rows=reading.rows_read,
        reading=reading,
        **more,
    )


def mapped(
    file: FileReading,
    kind: str,
    changes: Mapping[str, str],
    progress: Progress | None = None,
    name: str = "",
) -> FileReading:
    """`file` taken for `kind`, some of its columns feeding what `changes` says."""
    from matchdesk.interchange.headers import FileKind  # see `importing._read`
    from matchdesk.interchange.reading import mapped as read_anew

    wanted = {key: field for key, field in changes.items() if key}
    anew = read_anew(file.reading, FileKind(kind), wanted, progress)
    return reading_of(file.path, anew, changes=wanted, mapping=name, known=file.known)


def columns_of(file: FileReading) -> tuple[ColumnView, ...]:
    """Every column of `file`, in its order."""
    from matchdesk.interchange.text import key, one_line  # see `importing._read`

    places = file.reading.places.items()
    fields = {number: field for field, numbers in places for number in numbers}
    table = file.reading.table
    times = Counter(map(key, table.header))
    found = []
    for number, header in enumerate(table.header):
        cells = [row.cells[number] for row in table.rows if number < len(row.cells)]
        filled = [cell for cell in cells if cell.strip()]
        first = tuple(dict.fromkeys(map(one_line, filled[: 20 * _VALUES])))[:_VALUES]
        # What cannot be told by its header alone is mapped by its place (`columns.matches`).
        alone = key(header) != "" and times[key(header)] == 1
        name = key(header) if alone else f"#{number + 1}"
        field = fields.get(number, "")
        found.append(ColumnView(number, header, name, field, first, len(filled)))
    return tuple(found)


def fields_of(kind: str) -> tuple[str, ...]:
    """Every field that a column of a file of this kind can feed."""
    from matchdesk.interchange.headers import FileKind, fields  # see `importing._read`

    return tuple(field for field in fields(FileKind(kind)) if field != IGNORED)


def shape_of(file: FileReading) -> str:
    """The same for all files with these headers in this order, whatever stands below them."""
    from matchdesk.interchange.text import key  # see `importing._read`

    header = "\x1f".join(key(one) for one in file.reading.table.header)
    return hashlib.sha256(header.encode()).hexdigest()[:20]


def saved(settings: Settings) -> tuple[SavedMapping, ...]:
    """What this desk has kept, the last kept last; what is damaged is left out."""
    kept = settings.get(_KEPT)
    if not isinstance(kept, dict):
        return ()
    found = (_mapping(name, one) for name, one in kept.items())
    return tuple(one for one in found if one is not None)


def save(settings: Settings, name: str, file: FileReading) -> SavedMapping:
    """Keep what was made of `file` under `name`, in place of an older one of that name."""
    made = SavedMapping(name.strip(), file.kind, shape_of(file), dict(file.changes))
    _store(settings, [*(one for one in saved(settings) if one.name != made.name), made])
    return made


def forget(settings: Settings, name: str) -> None:
    """Keep it no longer."""
    _store(settings, [one for one in saved(settings) if one.name != name])


def proposed(settings: Settings, file: FileReading) -> FileReading:
    """`file` with the mapping that was kept for its shape, if there is one; the last kept wins."""
    kept = saved(settings)
    shape = shape_of(file) if kept else ""
    fitting = [one for one in kept if one.shape == shape]
    if not fitting:
        return file
    last = fitting[-1]
    return mapped(file, last.kind, last.changes, name=last.name)


def _store(settings: Settings, mappings: list[SavedMapping]) -> None:
    kept = {
        one.name: {"kind": one.kind, "shape": one.shape, "changes": dict(one.changes)}
        for one in mappings
    }
    settings.put(_KEPT, kept)


def _mapping(name: str, kept: Any) -> SavedMapping | None:
    from matchdesk.interchange.headers import FileKind  # see `importing._read`

    if not isinstance(kept, dict) or not isinstance(kept.get("changes"), dict):
        return None
    kind, shape, changes = kept.get("kind"), kept.get("shape"), kept["changes"]
    if not isinstance(kind, str) or kind not in {one.value for one in FileKind}:
        return None
    known = {IGNORED, *fields_of(kind)}
    good = {key: field for key, field in changes.items() if field in known}
    return SavedMapping(name, kind, str(shape), good)
