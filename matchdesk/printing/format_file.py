"""The file of badge formats, checked value by value: a format that cannot be printed is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchdesk.core.errors import FileFault, Invalid

GROUPS = ("plain", "fold", "bought", "roll")
SHOWS = ("front", "back", "agenda")
_LARGEST = 1000.0
_SLACK = 0.02  # millimetres: inches that were rounded may stand out by so much

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Format:
    """One entry of the file; see the file for what each value means."""

    key: str
    title: str
    group: str
    page: Pair
    badge: Pair
    grid: tuple[int, int] = (1, 1)
    first: Pair = (0.0, 0.0)
    pitch: Pair | None = None
    marks: bool = False
    black: bool = False
    assumed: bool = False
    faces: tuple[tuple[float, float, str, bool], ...] = ()
    folds: tuple[tuple[float, float, float, float], ...] = ()


def read_formats(path: Path) -> Iterator[Format]:
    """The formats of the file at `path`.

    Raises `FileFault` if it cannot be read, `Invalid` naming the sheet and the value at fault.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileFault("resource_missing", file=path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid("badge_formats_wrong", file=path.name, sheet="–", value=str(error)) from error
    seen: set[str] = set()
    for entry in found.get("sheet", ()):
        made = _Entry(path.name, entry).format()
        if made.key in seen:
            raise Invalid("badge_formats_wrong", file=path.name, sheet=made.key, value="key")
        seen.add(made.key)
        yield made


class _Entry:
    """One table of the file, asked for its values."""

    def __init__(self, file: str, entry: dict[str, Any]) -> None:
        self._file, self._entry = file, entry
        self._key = str(entry.get("key", "–"))

    def format(self) -> Format:
        made = Format(
            key=self._text("key"),
            title=self._text("title"),
            group=self._one_of("group", GROUPS),
            page=self._pair("page"),
            badge=self._pair("badge"),
            grid=self._grid(),
            first=self._pair("first", least=0.0) if "first" in self._entry else (0.0, 0.0),
            pitch=self._pair("pitch") if "pitch" in self._entry else None,
            marks=bool(self._entry.get("marks", False)),
            black=bool(self._entry.get("black", False)),
            assumed=bool(self._entry.get("assumed", False)),
            faces=tuple(self._face(face) for face in self._entry.get("faces", ())),
            folds=tuple(self._fold(fold) for fold in self._entry.get("folds", ())),
        )
        self._check(made)
        return made

    def _check(self, made: Format) -> None:
        """Badges neither leave the page nor lie on each other."""
        far_x = max((face[0] for face in made.faces), default=0.0) + made.badge[0]
        far_y = max((face[1] for face in made.faces), default=0.0) + made.badge[1]
        for axis, size in enumerate((far_x, far_y)):
            pitch = (made.pitch or made.badge)[axis]
            if made.grid[axis] > 1 and pitch < made.badge[axis] - _SLACK:
                raise self._wrong("pitch")
            end = made.first[axis] + (made.grid[axis] - 1) * pitch + size
            if end > made.page[axis] + _SLACK:
                raise self._wrong("page")
        if made.faces and "front" not in [face[2] for face in made.faces]:
            raise self._wrong("faces")

    def _text(self, name: str) -> str:
        value = self._entry.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name)
        return value

    def _one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self._text(name)
        if value not in known:
            raise self._wrong(name)
        return value

    def _pair(self, name: str, least: float = 1.0) -> Pair:
        return self._numbers(name, self._entry.get(name), 2, least)[:2]  # type: ignore[return-value]  # two were asked for

    def _grid(self) -> tuple[int, int]:
        columns, rows = self._numbers("grid", self._entry.get("grid", [1, 1]), 2, 1.0)
        return int(columns), int(rows)

    def _face(self, value: Any) -> tuple[float, float, str, bool]:
        if not isinstance(value, list) or len(value) != 4 or value[2] not in SHOWS:
            raise self._wrong("faces")
        x, y = self._numbers("faces", value[:2], 2, 0.0)
        return x, y, value[2], bool(value[3])

    def _fold(self, value: Any) -> tuple[float, float, float, float]:
        x, y, to_x, to_y = self._numbers("folds", value, 4, 0.0)
        return x, y, to_x, to_y

    def _numbers(self, name: str, value: Any, count: int, least: float) -> tuple[float, ...]:
        good = isinstance(value, list) and len(value) == count
        if not good or not all(
            isinstance(n, int | float) and least <= n <= _LARGEST for n in value
        ):
            raise self._wrong(name)
        return tuple(float(n) for n in value)

    def _wrong(self, name: str) -> Invalid:
        return Invalid("badge_formats_wrong", file=self._file, sheet=self._key, value=name)
