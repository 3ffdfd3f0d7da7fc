"""The program without an event: settings, and the door to events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.core.clock import Clock
from matchdesk.core.progress import Progress
from matchdesk.services.settings import Settings

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.events import NewEvent


class Application:
    """Built once, by `app.build`. Importing it loads no database: the first window comes sooner."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock

    def open(self, address: str, *, watch: bool = True) -> Desk:
        """The event at `address`, upgraded if it is older; raises `StorageFault`."""
        # Imported here: SQLAlchemy is slow to load and the start page does without it.
        from matchdesk.services.desk import Desk
        from matchdesk.storage import opening

        desk = Desk(opening.open_existing(address), self.settings, self.clock)
        return self._entered(desk, address, watch)

    def create(self, address: str, event: NewEvent, *, watch: bool = True) -> Desk:
        """A new event at `address`; raises `StorageFault`, or `Invalid` before anything is made."""
        from matchdesk.services.desk import Desk  # see `open`
        from matchdesk.services.events import checked
        from matchdesk.storage import opening

        checked(event)
        desk = Desk(opening.create(address), self.settings, self.clock)
        try:
            desk.run(event)
        except BaseException:
            desk.close()
            opening.discard(address)
            raise
        return self._entered(desk, address, watch)

    def restore(
        self, address: str, archive: Path, progress: Progress | None = None, *, watch: bool = True
    ) -> Desk:
        """A new event at `address` made from an archive; raises `StorageFault`, `Cancelled`."""
        from matchdesk.services.desk import Desk  # see `open`
        from matchdesk.storage import archiving

        database = archiving.restore(address, archive, progress or Progress())
        return self._entered(Desk(database, self.settings, self.clock), address, watch)

    def _entered(self, desk: Desk, address: str, watch: bool) -> Desk:
        try:
            name = desk.events.summary().name
            if watch:
                from matchdesk.services.desks import SignIn  # see `open`

                desk.run(SignIn())
                desk.watch()
        except BaseException:
            desk.close()
            raise
        self.settings.remember(_without_password(address), name)
        return desk


def _without_password(address: str) -> str:
    """What may be kept in a settings file; a path is kept whole, so that it opens from anywhere."""
    if "://" not in address:
        return str(Path(address).expanduser().resolve())
    from sqlalchemy.engine import make_url  # see `Application.open`

    return make_url(address).set(password=None).render_as_string(hide_password=False)
