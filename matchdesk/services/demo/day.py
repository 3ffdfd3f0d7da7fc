"""The event day on invented people, through the same commands that a real one uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from matchdesk.core.clock import FixedClock
from matchdesk.core.errors import FileFault
from matchdesk.core.progress import Progress
from matchdesk.demonstration import DemonstrationEvent, generate
from matchdesk.services.application import Application
from matchdesk.services.demo import steps
from matchdesk.services.demo.scene import Day, Tell
from matchdesk.services.events import NewEvent

FILE = "demonstration.matchdesk"
SEED = 2016
_OPENING = time(8, 15)  # when the registration desk opens, before the first session


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything lies, and whether the event verified at the end."""

    event: Path
    files: tuple[Path, ...]
    sound: bool


def run_day(
    application: Application,
    folder: Path,
    *,
    participants: int,
    seed: int = SEED,
    first_day: date | None = None,
    progress: Progress | None = None,
    tell: Tell = lambda sentence: None,
) -> DemoResult:
    """Build the demonstration event in `folder` and run its first day; takes seconds.

    The event starts on `first_day` (today by default), so that a window opened on it is in the
    middle of it. An event of an earlier demonstration is kept under another name. Raises `Invalid`
    for a number of participants it cannot invent, `FileFault`, `Cancelled`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileFault("file_folder_closed", file=str(folder)) from error
    day_one = first_day or application.clock.now().date()
    invented = generate(folder / "registration", participants, seed, first_day=day_one)
    address = folder / FILE
    _keep_earlier(address)
    clock = FixedClock(datetime.combine(day_one, _OPENING, ZoneInfo(invented.timezone)))
    desk = Application(application.settings, clock).create(
        str(address), _new_event(invented), watch=False
    )
    try:
        day = Day(desk, clock, invented, folder, progress or Progress(), Random(seed))
        tell(steps.opening(day))
        for number, step in enumerate(steps.ALL, start=1):
            day.progress.step(number, len(steps.ALL))
            for sentence in step(day):
                tell(sentence)
        sound = desk.verify().sound
    finally:
        desk.close()
    return DemoResult(address, tuple(sorted(p for p in folder.rglob("*") if p.is_file())), sound)


def _new_event(invented: DemonstrationEvent) -> NewEvent:
    return NewEvent(
        name=invented.name,
        timezone=invented.timezone,
        days=invented.days,
        sessions=invented.sessions,
        slot_minutes=invented.slot_minutes,
        gap_minutes=invented.gap_minutes,
        tables=invented.tables,
        venue=invented.venue,
        city=invented.city,
        country=invented.country,
        notice=invented.notice,
    )


def _keep_earlier(address: Path) -> None:
    """Give an event that lies there already another name: somebody may have worked on it."""
    if not address.exists():
        return
    number = 1
    while (kept := address.with_name(f"demonstration-{number}.matchdesk")).exists():
        number += 1
    for end in ("", "-wal", "-shm"):
        part = address.with_name(address.name + end)
        if part.exists():
            part.rename(kept.with_name(kept.name + end))
