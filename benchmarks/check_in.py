"""How quick the desk is: scans by badge over 5,000 participants, searches over 10,000.

    python -m benchmarks.check_in --json OUT [--scans N] [--people N] [--searched N]

Scans go through the service as those of a desk do: one durable transaction each (SQLite, WAL,
`synchronous=FULL`), everybody of a delegation and with meetings. Beside them, in the same run, the
very rows that the scans left behind are inserted into a copy of the file by plain `sqlite3`, one
durable transaction a scan; `ratio_to_bare_insert` is the quotient of the two medians.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.crowd import Crowd, crowded_desk
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.services.checkin import CheckIn
from matchdesk.services.desk import Desk

_SEARCHES = 300


def main() -> None:
    """Measure and write the figures."""
    arguments = _arguments()
    row = {
        **scanned(arguments.scans, arguments.people, arguments.folder),
        **searched(arguments.searched, arguments.folder),
        "cores": os.cpu_count(),
    }
    print(*(f"{name}={value}" for name, value in row.items()), flush=True)
    arguments.json.write_text(json.dumps(row, indent=1), encoding="utf-8")


def scanned(scans: int, people: int, folder: Path | None) -> dict[str, Any]:
    """Check in `scans` of `people` by their badges; milliseconds."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "event.matchdesk"
        desk, crowd = crowded_desk(path, people)
        try:
            desk.run(CheckIn("nobody's code"))  # the first statement of a process is never typical
            bare_path = Path(place) / "bare.matchdesk"
            _copied(path, bare_path)
            bare = _Bare(path, bare_path)
            times = []
            for code in random.Random(1).sample(crowd.tokens, scans):
                times.append(_timed(_admitted, desk, code))
                bare.follow()
            bare.close()
        finally:
            desk.close()
        lone = _single_rows(bare_path, scans)
    return {
        "scans": scans,
        "people": people,
        "median_ms": _median(times),
        "p99_ms": _percentile(times, 99),
        "worst_ms": round(max(times), 3),
        "bare_median_ms": _median(bare.times),
        "bare_p99_ms": _percentile(bare.times, 99),
        "bare_single_row_median_ms": _median(lone),
        "ratio_to_bare_insert": round(statistics.median(times) / statistics.median(bare.times), 3),
    }


def searched(people: int, folder: Path | None) -> dict[str, Any]:
    """Search among `people` as hurried hands type; milliseconds."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        desk, crowd = crowded_desk(Path(place) / "event.matchdesk", people, meetings=False)
        try:
            desk.checkin.warm()
            times = [_timed(desk.checkin.search, text) for text in typed(crowd)]
        finally:
            desk.close()
    return {
        "searched_people": people,
        "search_median_ms": _median(times),
        "search_p99_ms": _percentile(times, 99),
        "search_worst_ms": round(max(times), 3),
    }


def typed(crowd: Crowd, count: int = _SEARCHES) -> list[str]:
    """What is typed: names in any order, their beginnings, slips, organisations, e-mails."""
    chance = random.Random(2)

    def slip(name: str) -> str:
        place = chance.randrange(1, len(name) - 1)
        return name[:place] + name[place + 1 :]

    ways: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(crowd.names),
        lambda: " ".join(reversed(chance.choice(crowd.names).split())),
        lambda: chance.choice(crowd.names)[:3],
        lambda: chance.choice(crowd.names).split()[-1][:5],
        lambda: slip(chance.choice(crowd.names).split()[-1]),
        lambda: chance.choice(crowd.organisations)[:6],
        lambda: chance.choice(crowd.emails),
        lambda: str(chance.randrange(1, len(crowd.names))),
    )
    return [ways[n % len(ways)]() for n in range(count)]


def _admitted(desk: Desk, code: str) -> None:
    outcome = desk.run(CheckIn(code)).result.outcome
    if outcome is not CheckInOutcome.ADMITTED:
        raise SystemExit(f"{code}: {outcome}")


def _timed(call: Callable[..., object], *facts: object) -> float:
    began = time.perf_counter()
    call(*facts)
    return (time.perf_counter() - began) * 1000


def _copied(path: Path, to: Path) -> None:
    """A whole copy of the event file, what waits in its write-ahead log included."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(path, to)


class _Bare:
    """Inserts into a second file, by plain `sqlite3`, the very rows that a scan left in the first.

    Turn and turn about with the scans, so that both meet the same moods of the disk.
    """

    def __init__(self, first: Path, second: Path) -> None:
        self._source, self._target = sqlite3.connect(first), _durable(second)
        (self._number,) = self._source.execute("SELECT max(number) FROM change_set").fetchone()
        self.times: list[float] = []

    def follow(self) -> None:
        """Insert what is new."""
        source, number = self._source, self._number
        heads = source.execute("SELECT * FROM change_set WHERE number > ?", (number,)).fetchall()
        found = source.execute("SELECT * FROM change WHERE number > ?", (number,))
        place = [column[0] for column in found.description].index("key")
        changes = found.fetchall()
        query = "SELECT * FROM check_in WHERE id = ?"
        checks = [row for change in changes for row in source.execute(query, (change[place],))]
        source.rollback()
        self._number = max(head[0] for head in heads)
        rows = [("check_in", checks), ("change_set", heads), ("change", changes)]
        self.times.append(_timed(_inserted, self._target, rows))

    def close(self) -> None:
        """Let go of both files."""
        self._source.close()
        self._target.close()


def _single_rows(path: Path, count: int) -> list[float]:
    """One small row a transaction: what this disk can do at all."""
    target = _durable(path)
    target.execute("CREATE TABLE lone (id INTEGER PRIMARY KEY, text TEXT)")
    times = [_timed(_inserted, target, [("lone", [(None, "x")])]) for _ in range(count)]
    target.close()
    return times


def _durable(path: Path) -> sqlite3.Connection:
    target = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        target.execute(f"PRAGMA {pragma}")
    return target


def _inserted(target: sqlite3.Connection, rows: Sequence[tuple[str, Sequence[Any]]]) -> None:
    target.execute("BEGIN IMMEDIATE")
    for table, values in rows:
        for value in values:
            marks = ",".join("?" * len(value))
            target.execute(f"INSERT INTO {table} VALUES ({marks})", value)
    target.execute("COMMIT")


def _median(times: Sequence[float]) -> float:
    return round(statistics.median(times), 3)


def _percentile(times: Sequence[float], part: int) -> float:
    """The time that `part` of a hundred do not exceed."""
    ordered = sorted(times)
    return round(ordered[max(0, -(-len(ordered) * part // 100) - 1)], 3)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check_in", description=__doc__)
    parser.add_argument("--scans", type=int, default=1000)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--searched", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to measure: a folder on a real disk")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    return parser.parse_args()


if __name__ == "__main__":
    main()
