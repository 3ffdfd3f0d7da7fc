"""What this workplace remembers, also from a file somebody or something damaged."""

from __future__ import annotations

import json

import pytest

from matchdesk.services.settings import Settings

DAMAGED = (
    [1],
    "no list",
    [{"address": "postgresql://venue/event"}],
    [{"address": "postgresql://venue/event", "name": "n", "opened_at": "yesterday"}],
)


@pytest.mark.parametrize("recent", DAMAGED)
def test_damaged_entry_of_the_recent_events_is_left_out(tmp_path, clock, recent):
    (tmp_path / "settings.json").write_text(json.dumps({"recent": recent}), "utf-8")
    settings = Settings(tmp_path, clock)
    assert settings.recent() == ()
    settings.remember("postgresql://venue/other", "Other")
    assert [event.name for event in Settings(tmp_path, clock).recent()] == ["Other"]
