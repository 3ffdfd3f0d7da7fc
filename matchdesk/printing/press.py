"""Pages made in a process of its own, so that the window never waits for them.

Setting a badge and an agenda is fifty milliseconds of Python: in a thread of the window's process
the window gets its turn only in between, for everybody who arrives. The process keeps what it has
loaded. It ends with this one, however this one ends: its input does.
"""

from __future__ import annotations

import io
import logging
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from matchdesk.core import errors
from matchdesk.core.progress import Progress
from matchdesk.printing.pressing import PageOrder, make_pages
from matchdesk.printing.print_report import PrintReport

_SCRIPT = Path(__file__).with_name("pressworker.py")
_ATTEMPTS = 2
"""A process that ends at its work is replaced so often before the pages are made here."""

_log = logging.getLogger(__name__)


class _GoneError(Exception):
    """The process ended, or cannot be started."""


class Press:
    """Thread-safe: one order after the other. Starts its process when it is first needed.

    Where that cannot be started, or ends again and again, the pages are made in this process.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = list(command) if command is not None else _command()
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._open = True

    def warm(self) -> None:
        """Start the process and let it load; returns at once, or after the order at work."""
        with self._turn:
            try:
                self._tell(self._running(), None)
            except _GoneError:
                _log.warning("no process for pages can be started")

    def make(self, order: PageOrder, progress: Progress) -> tuple[PrintReport, bytes]:
        """The report and the PDF of `order`. Raises as `make_pages`; `Cancelled` at once."""
        with self._turn:
            for _attempt in range(_ATTEMPTS):
                progress.check()
                try:
                    return self._made(order, progress)
                except _GoneError:
                    progress.check()  # whoever cancels ends the process
                    _log.warning("the process for pages ended at its work")
        stream = io.BytesIO()
        return make_pages(order, stream, progress), stream.getvalue()

    def close(self) -> None:
        """End the process, whatever it is at; may be called twice, from any thread."""
        with self._guard:
            self._open = False
        self._end()

    # --- inside

    def _made(self, order: PageOrder, progress: Progress) -> tuple[PrintReport, bytes]:
        process = self._running()
        answered = False
        progress.when_cancelled(lambda: None if answered else self._end())
        try:
            self._tell(process, order)
            while (heard := self._heard(process))[0] == "step":
                progress.step(*heard[1:])
            answered = True
        finally:
            if not answered:  # nobody hears the rest: it is not the next order's answer
                self._end()
        if heard[0] == "error":
            raise _error(*heard[1:])
        _pages, report, pdf = heard
        return report, pdf

    def _running(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._process is not None:
                if self._process.poll() is None:
                    return self._process
                _let_go(self._process)
                self._process = None
            if not self._open or not self._command:
                raise _GoneError
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # as in a terminal
                )
            except OSError as error:
                raise _GoneError from error
            return self._process

    @staticmethod
    def _tell(process: subprocess.Popen[bytes], order: PageOrder | None) -> None:
        assert process.stdin is not None
        try:
            pickle.dump(order, process.stdin)
            process.stdin.flush()
        except (OSError, ValueError) as error:  # ended, or ended and let go of
            raise _GoneError from error

    @staticmethod
    def _heard(process: subprocess.Popen[bytes]) -> Any:
        assert process.stdout is not None
        try:
            return pickle.load(process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise _GoneError from error

    def _end(self) -> None:
        with self._guard:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            _let_go(process)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing behind of a process that has ended, or is about to."""
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent cannot be
            if pipe is not None:
                pipe.close()


def _command() -> list[str]:
    """How the process is started; a packed program has no interpreter to start."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return []
    return [sys.executable, "-P", str(_SCRIPT)]


def _error(kind: str, code: str, data: dict[str, Any]) -> errors.MatchDeskError:
    made: errors.MatchDeskError = getattr(errors, kind, errors.MatchDeskError)(code, **data)
    return made
