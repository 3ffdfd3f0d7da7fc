from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from matchdesk.interchange.reading import read
from matchdesk.interchange.records import Reading

FORMATS = Path(__file__).parents[2] / "data" / "formats"


@pytest.fixture
def formats() -> Path:
    return FORMATS


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., Reading]:
    """Write a text (or bytes) to a file and read it."""

    def reader(text: str | bytes, encoding: str = "utf-8", name: str = "list.csv", **options):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read(file, **options)

    return reader
