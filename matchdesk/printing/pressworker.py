"""Makes pages for `press`: orders come in on standard input, messages go out, all pickled.

Run as a script. An order is a `PageOrder`, or None for “load what you need”. The answer to an order
is ("pages", report, pdf) or ("error", class, code, data); before it, any number of
("step", done, total, text).
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

_GENTLY = 5
"""How far the window goes first where there are too few cores."""


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started us
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    entry, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _find_package()
    while True:
        try:
            order = pickle.load(entry)
        except EOFError:
            return
        _serve(order, answers)


def _find_package() -> None:
    """Started by its path, from a checkout or an installation alike."""
    root = str(Path(__file__).resolve().parents[2])
    if root not in sys.path:
        sys.path.insert(0, root)


def _serve(order: Any, answers: BinaryIO) -> None:
    # Imported here: only now the package can be found.
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.core.progress import Progress
    from matchdesk.printing.pressing import load, make_pages

    if order is None:
        load()
        return

    def say(*message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    stream = io.BytesIO()
    try:
        report = make_pages(order, stream, Progress(lambda *step: say("step", *step)))
    except MatchDeskError as error:
        say("error", type(error).__name__, error.code, error.data)
    except Exception as error:
        say("error", "MatchDeskError", "failed", {"code": type(error).__name__})
    else:
        say("pages", report, stream.getvalue())


if __name__ == "__main__":
    main()
