"""What this workplace remembers between runs: desk, operator, recent events, theme."""

from __future__ import annotations

import getpass
import json
import platform
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from matchdesk.core.clock import Clock, SystemClock

_MOST_RECENT = 12
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class RecentEvent:
    """An event opened on this machine before."""

    address: str
    name: str
    opened_at: datetime


class Settings:
    """Kept in one small JSON file in `folder`; a damaged or missing file means the defaults.

    Thread-safe. Every setter stores at once.
    """

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self._file = folder / "settings.json"
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._values: dict[str, Any] = self._read()
        self.desk_for_this_run = ""
        self.operator_for_this_run = ""

    @property
    def folder(self) -> Path:
        """Where this workplace keeps what is its own and no event's."""
        return self._file.parent

    @property
    def log_file(self) -> Path:
        """Where unexpected failures are written down whole."""
        return self._file.with_name("matchdesk.log")

    @property
    def desk(self) -> str:
        """This workplace's name, as the journal records it."""
        return str(
            self.desk_for_this_run or self._values.get("desk") or platform.node() or "Desk 1"
        )

    @desk.setter
    def desk(self, name: str) -> None:
        self._store("desk", name.strip())

    @property
    def operator(self) -> str:
        """Who works here, as the journal records it."""
        return str(self.operator_for_this_run or self._values.get("operator") or _login_name())

    @operator.setter
    def operator(self, name: str) -> None:
        self._store("operator", name.strip())

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        value = self._values.get("theme")
        return value if value in THEMES else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store("theme", value)

    def get(self, name: str, default: Any = None) -> Any:
        """Any other small JSON-ready value a screen remembers (column widths, last folder …)."""
        return self._values.get(f"screen.{name}", default)

    def put(self, name: str, value: Any) -> None:
        """Remember a small JSON-ready value under `name`."""
        self._store(f"screen.{name}", value)

    def recent(self) -> tuple[RecentEvent, ...]:
        """Events opened here before, the last first; files that are gone are left out."""
        events = (_recent(entry) for entry in self._entries())
        return tuple(e for e in events if e and ("://" in e.address or Path(e.address).is_file()))

    def remember(self, address: str, name: str) -> None:
        """Put an event at the top of `recent`; an address's password is not kept."""
        entry = {"address": address, "name": name, "opened_at": self._clock.now().isoformat()}
        others = [e for e in self._entries() if _recent(e) and e["address"] != address]
        self._store("recent", [entry, *others][:_MOST_RECENT])

    def _entries(self) -> list[Any]:
        kept = self._values.get("recent")
        return kept if isinstance(kept, list) else []

    def _store(self, name: str, value: Any) -> None:
        with self._lock:
            self._values[name] = value
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                fresh = self._file.with_suffix(".new")
                fresh.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), "utf-8")
                fresh.replace(self._file)
            except OSError:
                return  # a read-only home must not stop an event; the value holds for this run

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return values if isinstance(values, dict) else {}


def _recent(entry: Any) -> RecentEvent | None:
    """One entry of the file; None if it is damaged, which must not keep the window from opening."""
    try:
        opened = datetime.fromisoformat(entry["opened_at"])
        return RecentEvent(str(entry["address"]), str(entry["name"]), opened)
    except (KeyError, TypeError, ValueError):
        return None


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in a container
        return "operator"
