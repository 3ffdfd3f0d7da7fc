"""A user's own table of headers and fields, which goes before the synonyms."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from matchdesk.core.errors import FileFault
from matchdesk.core.text import fold
from matchdesk.interchange import decoding, delimited, sniffing
from matchdesk.interchange.headers import IGNORED, FileKind, fields, match
from matchdesk.interchange.text import key, one_line

_IGNORE = ("ignore", "ignored", "skip", "")


def load(path: Path, kind: FileKind | None) -> dict[str, str]:
    """Fields by folded header, from CSV (two columns), JSON or TOML (`"Header" = "field"`).

    A field is named as in the table of synonyms (`given_name`) or by any header known for it
    (`First name`); `ignore` leaves a column out. Raises FileFault `mapping_*`.
    """
    pairs = _pairs(path)
    if not pairs:
        raise FileFault("mapping_empty", file=str(path))
    return {key(header): _field(field, path, header, kind) for header, field in pairs}


def _pairs(path: Path) -> list[tuple[str, str]]:
    if path.suffix.lower() not in (".json", ".toml"):
        text = decoding.decode(sniffing.load(path))
        if text is None:
            raise FileFault("mapping_unreadable", file=str(path))
        return _csv_pairs(text, path)
    try:
        data = path.read_text("utf-8-sig")
        table = json.loads(data) if path.suffix.lower() == ".json" else tomllib.loads(data)
    except FileNotFoundError as error:
        raise FileFault("file_missing", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise FileFault("mapping_unreadable", file=str(path)) from error
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise FileFault("mapping_unreadable", file=str(path))
    return list(table.items())


def _csv_pairs(text: str, path: Path) -> list[tuple[str, str]]:
    pairs = []
    for row in delimited.parse(text, str(path)).rows:
        cells = [one_line(cell) for cell in row.cells]
        if not any(cells):
            continue
        if len(cells) < 2 or not cells[0]:
            raise FileFault("mapping_row", file=str(path), row=row.line)
        pairs.append((cells[0], cells[1]))
    heading = pairs[:1] and {fold(pairs[0][0]), fold(pairs[0][1])} <= {
        "header",
        "field",
        "column",
        "source",
        "target",
        "file column",
    }
    return pairs[1:] if heading else pairs


def _field(text: str, path: Path, header: str, kind: FileKind | None) -> str:
    if text.strip().lower() in _IGNORE:
        return IGNORED
    kinds = tuple(FileKind) if kind is None else (kind,)
    wanted = fold(text).replace(" ", "_")
    if any(wanted in fields(k) for k in kinds):
        return wanted
    if found := next((m for k in kinds if (m := match(k, text)) and not m.choice), None):
        return found.field
    known = ", ".join(dict.fromkeys(f for k in kinds for f in fields(k)))
    raise FileFault("mapping_field", file=str(path), header=header, field=text, known=known)
