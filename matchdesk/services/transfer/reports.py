"""The report as a designed PDF, a workbook with the rows behind every figure, CSV and JSON."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from matchdesk.core.files import replacing
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.interchange.writing import DELIMITERS, CsvForm, Sheet, Value, write
from matchdesk.services.statistics import Figure, FigureRow, Report, StatisticsQueries
from matchdesk.services.statistics.figures import WITHHELD
from matchdesk.services.transfer.wanted import Exported, Wanted

SCHEMA_VERSION = 1
"""Of `resources/schemas/report-1.json`, which the JSON report keeps to."""


def write_report(
    statistics: StatisticsQueries, path: Path, wanted: Wanted, progress: Progress
) -> Exported:
    """Write the report as the ending of `path` says (.pdf, .xlsx, .csv, .json)."""
    progress.step(0, 3, _("Counting"))
    report = statistics.report(private=wanted.private, others=wanted.others)
    progress.step(1, 3, path.name)
    files = _written(report, path, wanted, progress)
    return Exported(files, report.left_out)


def _written(report: Report, path: Path, wanted: Wanted, progress: Progress) -> tuple[Path, ...]:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from matchdesk.services.transfer.report_pages import write_pdf  # loads ReportLab

        return write_pdf(report, path, progress)
    if suffix == ".json":
        text = json.dumps(document(report), ensure_ascii=False, separators=(",", ":"))
        progress.check()
        with replacing(path) as stream:
            stream.write(text.encode() + b"\n")
        return (path,)
    return write(path, sheets(report), CsvForm(DELIMITERS[wanted.delimiter], wanted.bom), progress)


def document(report: Report) -> dict[str, Any]:
    """The report as `resources/schemas/report-1.json` describes it."""
    met = report.encounters
    return {
        "schema": "matchdesk-report",
        "version": SCHEMA_VERSION,
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "private": report.private,
        "events": [_plain(event) for event in report.events],
        "definitions": [_plain(definition) for definition in report.definitions],
        "left_out": list(report.left_out),
        "figures": [_figure(figure) for figure in report.figures],
        "days": [
            {"day": day.day.isoformat(), "figures": [_bare(figure) for figure in day.figures]}
            for day in report.days
        ],
        "encounters": {
            "links": [dataclasses.asdict(link) for link in met.links],
            "sectors": list(met.sectors),
            "matrix": [list(row) for row in met.matrix],
        },
    }


def _figure(figure: Figure) -> dict[str, Any]:
    rows = [{"kind": r.kind, "key": r.key, "cells": list(r.cells)} for r in figure.rows]
    return {
        **_bare(figure),
        "definition": figure.definition,
        "columns": list(figure.columns),
        "rows": rows,
    }


def _bare(figure: Figure) -> dict[str, Any]:
    return {
        "code": figure.code,
        "group": figure.group,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "of": figure.of,
    }


def _plain(record: Any) -> dict[str, Any]:
    values = dataclasses.asdict(record)
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in values.items()}


def sheets(report: Report) -> tuple[Sheet, ...]:
    """The result table, all figures, each day, the rows behind them, and what words mean.

    Rows stand once, however many figures count them; which ones is in their last column.
    """
    raw = list(_raw(report.figures))
    home = {code: sheet.title for sheet, codes in raw for code in codes}
    short = [f for f in report.figures if f.code.startswith("summary.")]
    table = tuple((f.label, f.value, f.unit, f.definition) for f in short)
    return (
        Sheet(_("Result table"), (_("Result"), _("Value"), _("Unit"), _("Meaning")), table),
        _figures(report.figures, home),
        _by_day(report),
        *(sheet for sheet, _codes in raw),
        _notes(report),
    )


def _figures(figures: Sequence[Figure], home: dict[str, str]) -> Sheet:
    heads = (
        *(_("Group"), _("Figure"), _("Value"), _("Unit"), _("Of"), _("Definition"), _("Code")),
        _("Rows in sheet"),
    )
    rows = tuple(
        (f.group, f.label, f.value, f.unit, f.of, f.definition, f.code, home.get(f.code, ""))
        for f in figures
    )
    return Sheet(_("Figures"), heads, rows)


def _by_day(report: Report) -> Sheet:
    """Figures down, days across; a figure a day does not know is empty there."""
    found: dict[str, tuple[str, str, dict[int, Value]]] = {}
    for place, day in enumerate(report.days):
        for figure in day.figures:
            entry = found.setdefault(figure.code, (figure.group, figure.label, {}))
            entry[2][place] = figure.value
    days = [day.day.isoformat() for day in report.days]
    rows = tuple(
        (group, label, *(values.get(place) for place in range(len(days))), code)
        for code, (group, label, values) in found.items()
    )
    return Sheet(_("By day"), (_("Group"), _("Figure"), *days, _("Code")), rows)


def _raw(figures: Iterable[Figure]) -> Iterable[tuple[Sheet, frozenset[str]]]:
    """A sheet for each shape of rows, with the codes of the figures it is behind.

    Rows without a key are withheld records that look the same: there are as many as are counted.
    """
    shapes: dict[tuple[str, ...], dict[tuple[FigureRow, int], list[str]]] = {}
    for figure in figures:
        alike: Counter[FigureRow] = Counter()
        for row in figure.rows:
            if not row.key:
                alike[row] += 1
            nth = 0 if row.key else alike[row]
            shape = shapes.setdefault(figure.columns, {})
            shape.setdefault((row, nth), []).append(figure.code)
    for columns, rows in shapes.items():
        title = _("Rows {what}").format(what=_title(columns, rows))
        cells = _typed([row.cells for row, _nth in rows])
        lines = tuple(
            (*said, row.key, " ".join(codes))
            for said, ((row, _nth), codes) in zip(cells, rows.items(), strict=True)
        )
        codes = frozenset(code for found in rows.values() for code in found)
        yield Sheet(title, (*columns, _("Key"), _("Counted in")), lines, wraps=False), codes


def _title(columns: Sequence[str], rows: Iterable[tuple[FigureRow, int]]) -> str:
    """What a sheet's rows are; cases are agreements and meetings, on one sheet."""
    for first, name in _OTHER_TITLES.items():
        if columns[0] == _(first):
            return _(name)
    (kind,) = {row.kind for row, _nth in rows}
    return _(_TITLES[kind])


def _typed(rows: Sequence[Sequence[str]]) -> list[tuple[Value, ...]]:
    """Columns that hold numbers alone, or days alone, as such: a workbook sorts and adds them."""
    kinds = [_kind(column) for column in zip(*rows, strict=True)]
    return [
        tuple(kind(cell) if cell else None for kind, cell in zip(kinds, row, strict=True))
        for row in rows
    ]


def _kind(cells: Iterable[str]) -> Callable[[str], Value]:
    unsaid = _(WITHHELD)
    said = set(cells) - {"", unsaid}
    for pattern, kind in _KINDS:
        if said and all(map(pattern.fullmatch, said)):
            return lambda cell: cell if cell == unsaid else kind(cell)
    return str


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], Value]], ...] = (
    (re.compile(r"0|-?[1-9][0-9]{0,14}"), int),  # 0049 is a code; Excel counts to 15 digits
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
    (re.compile(r"[0-9]{2}:[0-9]{2}"), time.fromisoformat),
)

_TITLES = {
    "participant": "participants",
    "organisation": "organisations",
    "country": "countries",
    "request": "requests",
    "meeting": "meetings",
    "agreement": "agreements",
    "story": "stories",
}

_OTHER_TITLES = {"What": "cases", "Target country": "target countries"}
"""Sheets that are named after their first column."""


def _notes(report: Report) -> Sheet:
    """Events, definitions, and what was left out."""
    lines: list[tuple[Value, ...]] = [
        (_("Event"), e.name, e.first_day, f"{e.place} ({e.first_day} – {e.last_day})", "")
        for e in report.events
    ]
    lines += [(_("Definition"), d.word, d.since, d.meaning, d.basis) for d in report.definitions]
    lines += [(_("Left out"), "", None, sentence, "") for sentence in report.left_out]
    heads = (_("Kind"), _("Word"), _("Since"), _("Meaning"), _("Source"))
    return Sheet(_("Definitions"), heads, tuple(lines))
