"""The pages of jobs as they were made: after a jam the same ones go on, not others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from matchdesk.core.errors import FileFault
from matchdesk.core.files import replacing

_log = logging.getLogger(__name__)


class KeptPages:
    """One PDF a job in the folder that `folder()` names. Beside the desk's queue, not in the event.

    Thread-safe: a key is written by the one thread that prints. A full disk keeps nobody from
    printing: the pages are made anew then.
    """

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._gone: set[str] = set()  # asked to drop after each job, of everything that is over

    def put(self, key: str, pdf: bytes) -> None:
        """Keep the pages of the job `key`."""
        self._gone.discard(key)
        try:
            self._folder().mkdir(parents=True, exist_ok=True)
            with replacing(self._file(key)) as stream:
                stream.write(pdf)
        except (OSError, FileFault):
            _log.warning("the pages of a print job could not be kept", exc_info=True)

    def get(self, key: str) -> bytes | None:
        """The pages; None if they were not kept, or not any more."""
        try:
            return self._file(key).read_bytes()
        except OSError:
            return None

    def drop(self, key: str) -> None:
        """Forget the pages; again costs nothing."""
        if key in self._gone:
            return
        try:
            self._file(key).unlink(missing_ok=True)
            self._gone.add(key)
        except OSError:
            _log.warning("the pages of a print job could not be removed", exc_info=True)

    def _file(self, key: str) -> Path:
        return self._folder() / f"{key}.pdf"
