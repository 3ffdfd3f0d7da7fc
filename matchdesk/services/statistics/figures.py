"""A figure of the report, and the rows it was counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

WITHHELD = "(withheld)"
"""Stands for a name that may not leave in a report."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One record behind a figure: its kind (`participant`, `meeting` …), key and shown cells."""

    kind: str
    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report.

    `code` is stable and language-free, e.g. `meetings.held.europe_third`; `label`, `group`,
    `columns` and `definition` are in the operator's language. `value` is a count, or a percentage
    with `unit` "%" (None where there is nothing to take a share of). `of` is the whole that the
    value is a part of, if that is of interest. `rows` are what was counted, under `columns`.
    """

    code: str
    label: str
    value: int | float | None
    group: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    unit: str = ""
    of: int | None = None
    definition: str = ""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        if self.value is None:
            return "–"
        if self.unit:
            return f"{self.value:g} {self.unit}"
        whole = "" if self.of is None else f" / {_grouped(self.of)}"
        return f"{_grouped(self.value)}{whole}"


def _grouped(number: float) -> str:
    """Five digits and more in groups of three, by a space that does not break."""
    return f"{number:,}".replace(",", "\u00a0") if abs(number) >= 10_000 else str(number)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts one kind of record: knows its columns and how to show a row."""

    group: str
    columns: tuple[str, ...]
    rows: Callable[[Iterable[object]], tuple[FigureRow, ...]]

    def count(
        self,
        code: str,
        label: str,
        items: Sequence[object],
        *,
        of: int | None = None,
        definition: str = "",
    ) -> Figure:
        """How many `items` there are."""
        rows = self.rows(items)
        return Figure(
            code, label, len(items), self.group, self.columns, rows, of=of, definition=definition
        )

    def share(
        self,
        code: str,
        label: str,
        items: Sequence[object],
        whole: Sequence[object],
        definition: str = "",
    ) -> Figure:
        """`items` as a percentage of `whole`, to one decimal."""
        value = round(100 * len(items) / len(whole), 1) if whole else None
        rows = self.rows(items)
        return Figure(
            code,
            label,
            value,
            self.group,
            self.columns,
            rows,
            unit="%",
            of=len(whole),
            definition=definition,
        )


def grouped(items: Iterable[Item], by: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """`items` by what `by` says of them, the largest group first, then by name."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(by(item), []).append(item)
    return sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))
