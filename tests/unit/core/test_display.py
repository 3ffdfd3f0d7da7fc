"""Whether a window can be shown."""

from __future__ import annotations

import pytest

from matchdesk.core import display


@pytest.mark.parametrize(
    ("system", "environment", "possible", "available"),
    [
        ("linux", {}, False, False),
        ("linux", {"DISPLAY": ":0"}, True, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, True, False),
        ("win32", {}, True, True),
        ("darwin", {}, True, True),
    ],
)
def test_display_by_system_and_environment(system, environment, possible, available):
    assert display.possible(system, environment) is possible
    assert display.available(system, environment) is available
