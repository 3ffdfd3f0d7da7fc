"""Runs the lot on the data in a folder and writes `docs/benchmarks.md`.

    python -m benchmarks.scheduling_report --data FOLDER [--time-limit S] [--out FILE]

FOLDER holds `b2bsop/*.dzn` and `large/*.json`; without it only generated events are measured.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import b2bsop, baselines, generate, large
from benchmarks.events import Event, read_dzn, read_json
from matchdesk.scheduling.helpers import warm

_SIZES = ((100, 600, 20, 40), (600, 4500, 24, 200), (1500, 12000, 60, 200))
_COLUMNS = ("status", "objective", "bound", "breaks", "idle", "seconds", "stage")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scheduling_report", description=__doc__
    )
    parser.add_argument("--data", type=Path, default=Path("benchmark-data"))
    parser.add_argument("--time-limit", type=float, default=60.0)
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    arguments = parser.parse_args()
    seconds, folder = arguments.time_limit, arguments.data
    warm()
    events = [read_dzn(path) for path in sorted(folder.glob("b2bsop/*.dzn"))]
    originals = [event for event in events if event.name.endswith(".original")]
    variants = [event for event in events if not event.name.endswith(".original")]
    crowds = [read_json(path) for path in sorted(folder.glob("large/*.json"))]
    pages = [
        "# Benchmarks\n",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"at most {seconds:g} s each. Seconds are whole, as the user waits.\n",
    ]
    parts: tuple[Callable[[], list[str]], ...] = (
        lambda: _real("Original events, breaks", originals, "breaks", seconds, beside=True),
        lambda: _crowd("Large events", [*crowds, *map(_generated, _SIZES)], seconds),
        lambda: _real("Original events, idle slots", originals, "idle", seconds, beside=False),
        lambda: _real("Variants, breaks", variants, "breaks", seconds, beside=False),
    )
    for part in parts:
        pages += part()
        arguments.out.write_text("\n".join(pages), encoding="utf-8")  # what is known by now


def _generated(size: tuple[int, int, int, int]) -> Event:
    people, requests, slots, tables = size
    planted = requests * 3 // 4
    return generate.planted(
        7,
        participants=people,
        meetings=planted,
        slots=slots,
        tables=tables,
        away=0.2,
        extra=requests - planted,
    )


def _real(
    title: str, events: Sequence[Event], objective: str, seconds: float, *, beside: bool
) -> list[str]:
    if not events:
        return [f"## {title}\n", "No data was found.\n"]
    head = ("instance", *_COLUMNS, *(("plain MaxSAT, seconds",) if beside else ()))
    lines = [f"## {title}\n", *_head(head)]
    ours = plain = 0.0
    for event in events:
        row = b2bsop.solve(event, objective, seconds, 2)
        cells = [event.name, *(row[name] for name in _COLUMNS)]
        ours += row["seconds"]
        if beside:
            other = baselines.told(event, True, baselines.plain_maxsat, event, objective, seconds)
            plain += other["seconds"]
            cells.append(f"{other['seconds']} ({'solved' if other.get('valid') else 'open'})")
        lines.append(_line(cells))
        print(lines[-1], flush=True)
    ratio = f"; plain MaxSAT {plain:.1f} s, ratio {ours / plain:.2f}" if plain else ""
    return [*lines, f"\nSum {ours:.1f} s{ratio}.\n"]


def _crowd(title: str, events: Sequence[Event], seconds: float) -> list[str]:
    names = ("weight", "bound", "breaks", "idle", "seconds", "stage", "peak_mb")
    lines = [f"## {title}\n", *_head(("instance", *names, "first come", "greedy"))]
    for event in events:
        row: dict[str, Any] = large.solve(event, seconds, 2)
        others = [
            baselines.told(event, False, baselines.greedy, event, by_weight)
            for by_weight in (False, True)
        ]
        share = [f"{other['weight'] / row['bound']:.1%}" for other in others]
        lines.append(_line([event.name, *(row[name] for name in names), *share]))
        print(lines[-1], flush=True)
    return [*lines, ""]


def _head(names: Sequence[str]) -> list[str]:
    return [_line(names), _line(["---"] * len(names))]


def _line(cells: Sequence[Any]) -> str:
    return "| " + " | ".join("" if cell is None else str(cell) for cell in cells) + " |"


if __name__ == "__main__":
    main()
