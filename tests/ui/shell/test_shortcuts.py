"""Every shortcut of the program, looked at as data."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

from matchdesk import ui
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.catalogue import ALL

Specs = dict[str, dict[str, tuple[str, ...]]]


def specs_in(value: object) -> Iterator[ActionSpec]:
    if isinstance(value, ActionSpec):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from specs_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from specs_in(item)


@pytest.fixture(scope="module")
def keys() -> Specs:
    """Keys by action id, by folder of `ui` ("" is the window's own)."""
    found: Specs = {}
    for module in pkgutil.walk_packages(ui.__path__, "matchdesk.ui."):
        parts = module.name.split(".")
        room = parts[2] if len(parts) > 3 else ""
        for value in vars(importlib.import_module(module.name)).values():
            for spec in specs_in(value):
                given = tuple(key for key in (spec.shortcut, *spec.also) if key)
                found.setdefault(room, {})[spec.id] = given
    for screen in ALL:
        found[""][f"go.{screen.id}"] = (screen.shortcut,)
    return found


def test_no_shortcut_is_typed_as_altgr_on_a_european_keyboard(keys):
    altgr = [(i, k) for room in keys.values() for i, given in room.items() for k in given
             if "Ctrl+Alt" in k or "Alt+Ctrl" in k]  # fmt: skip
    assert altgr == []


def test_no_screen_has_a_key_twice_or_one_of_the_windows(keys):
    window = keys[""]
    for room, given in keys.items():
        used = Counter(key for keys_ in {**window, **given}.values() for key in keys_)
        assert [(room, key) for key, times in used.items() if times > 1] == []


def test_no_key_of_the_desk_is_taken_by_the_box_that_keeps_the_focus(keys):
    """On some systems a line of text takes these for itself: Ctrl+U, for one, empties it."""
    taken = {"Ctrl+A", "Ctrl+C", "Ctrl+E", "Ctrl+U", "Ctrl+V", "Ctrl+X", "Ctrl+Left", "Ctrl+Right"}
    assert [(i, k) for i, given in keys["checkin"].items() for k in given if k in taken] == []
