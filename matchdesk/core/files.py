"""Writing files so that a crash, a full disk or a cancel never leaves half a file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from matchdesk.core.errors import FileFault

LARGEST_DOCUMENT_MB = 10
"""What is kept of one document in an event: a signed contract as a scan has 1 to 5 MB, and an event
should still fit on a memory stick."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of `path` in one step when the block ends well.

    If the block raises, `path` stays as it was and nothing is left beside it. Raises `FileFault`
    if the folder is missing or closed to us, or the file is held open by another program.
    """
    temporary = _temporary(path)
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise FileFault("file_not_written", file=str(path), why=_why(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def restoring(path: Path) -> Iterator[None]:
    """If the block raises, `path` is again what it was before: the older file, or none."""
    older = _copy(path) if path.is_file() else None
    try:
        yield
    except BaseException:
        if older is None:
            with suppress(OSError):  # a folder; or what stood in the way of writing does here, too
                path.unlink(missing_ok=True)
        else:
            older.replace(path)
        raise
    finally:
        if older is not None:
            older.unlink(missing_ok=True)


def _copy(path: Path) -> Path:
    copy = _temporary(path)
    try:
        shutil.copy2(path, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise FileFault("file_not_written", file=str(path), why=_why(error)) from error
    return copy


def _temporary(path: Path) -> Path:
    if path.is_dir():
        raise FileFault("file_is_folder", file=str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise FileFault("file_folder_closed", file=str(path), why=_why(error)) from error
    os.close(handle)
    return Path(name)


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
