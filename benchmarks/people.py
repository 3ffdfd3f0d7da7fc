"""How smoothly the list of participants scrolls, and how quickly it is searched.

    python -m benchmarks.people [--people 10000] [--json OUT]

The real screen of the real window, drawn without a display: `frame_*_ms` is the time one frame of
scrolling takes from the turn of the wheel to the finished picture; `search_*_ms` is from the text
to the answer; `type_*_ms` is how long the window was busy for one search as one types.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.crowd import crowded_desk
from benchmarks.window import shown, spread

_FRAMES, _SEARCHES = 400, 400


def main() -> None:
    """Measure, print, and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    found = measure(arguments.people)
    text = json.dumps(found, indent=2)
    print(text)
    if arguments.json is not None:
        arguments.json.write_text(text + "\n", encoding="utf-8")


def measure(people: int) -> dict[str, Any]:
    """All figures for an event of this size, in milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # after the choice of the platform

    with tempfile.TemporaryDirectory() as folder:
        desk, crowd = crowded_desk(Path(folder) / "event.matchdesk", people, meetings=False)
        app = QApplication.instance() or QApplication([])
        try:
            searches = _searches(desk, crowd)
            frames = _frames(app, desk)
        finally:
            desk.close()
    return {"people": people, "load_average": _load(), **frames, **spread("search", searches)}


def _frames(app: Any, desk: Any) -> dict[str, float]:
    with shown(app, desk, "people") as shell:
        table = shell.visited("people").participants.table
        frames = _scroll(app, table)
        typed = _type(app, shell, table)
    return {**spread("frame", frames), **spread("type", typed)}


def _scroll(app: Any, table: Any) -> list[float]:
    """Pages, lines and jumps, as a wheel, a key and a dragged bar make them."""
    bar = table.view.verticalScrollBar()
    chance = random.Random(1)
    taken = []
    for frame in range(_FRAMES):
        if frame % 10 == 9:
            value = chance.randrange(bar.maximum())
        else:
            value = bar.value() + (bar.pageStep() if frame % 3 == 0 else 102)
        began = time.perf_counter()
        bar.setValue(min(value, bar.maximum()))
        table.view.viewport().repaint()
        app.processEvents()
        taken.append((time.perf_counter() - began) * 1000)
    return taken[10:]


def _type(app: Any, shell: Any, table: Any) -> list[float]:
    """The longest the window was busy while each of these was typed."""
    taken = []
    for text in ("m", "mu", "mul", "mull", "muller", "", "shevchenko", "poland", "9", ""):
        table.search.setText(text)
        longest, began = 0.0, time.perf_counter()
        table.search.search_now()
        longest = time.perf_counter() - began
        while shell.busy():
            began = time.perf_counter()
            app.processEvents()
            longest = max(longest, time.perf_counter() - began)
        began = time.perf_counter()
        app.processEvents()
        taken.append(max(longest, time.perf_counter() - began) * 1000)
    return taken


def _searches(desk: Any, crowd: Any) -> list[float]:
    chance = random.Random(1)
    desk.checkin.warm()
    taken = []
    for _turn in range(_SEARCHES):
        text = _wanted(chance, crowd)
        began = time.perf_counter()
        desk.checkin.search(text)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _wanted(chance: random.Random, crowd: Any) -> str:
    """Something somebody might type: names whole, turned, half or with a slip, and other facts."""
    place = chance.randrange(len(crowd.names))
    name: str = crowd.names[place]
    cut = chance.randrange(1, len(name) - 1)
    forms: tuple[str, ...] = (
        name,
        " ".join(reversed(name.split())),
        name[: cut + 1],
        name[:cut] + name[cut + 1 :],
        crowd.emails[place],
        chance.choice(crowd.organisations),
        str(place + 1),
    )
    return chance.choice(forms)


def _load() -> float:
    """What else the machine is busy with: on two cores, above 2 the figures say little."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


if __name__ == "__main__":
    main()
