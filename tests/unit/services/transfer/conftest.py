from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from matchdesk.services.desk import Desk
from matchdesk.services.transfer import FileResult

FORMATS = Path(__file__).parents[3] / "data" / "formats"


@pytest.fixture
def formats() -> Path:
    return FORMATS


def bring_in(desk: Desk, *files: Path) -> tuple[FileResult, ...]:
    """Import files that can all be read."""
    read = desk.transfer.read(files)
    assert read.problems == ()
    return desk.transfer.store(read.files)


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., FileResult]:
    """`bring(desk, text)` imports a file that holds `text`; `dry=True` only looks."""

    def bring(desk: Desk, text: str, *, name: str = "list.csv", dry: bool = False) -> FileResult:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        read = desk.transfer.read([file])
        assert read.problems == ()
        act = desk.transfer.preview if dry else desk.transfer.store
        return act(read.files)[0]

    return bring
