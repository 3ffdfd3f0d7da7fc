"""The bundled faces: the same on every screen and on paper, whatever the machine has installed."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from matchdesk.core import resources
from matchdesk.core.errors import FileFault

_FIRST = "Noto Sans"


@functools.cache
def register() -> tuple[str, ...]:
    """Make the bundled faces known to Qt, once a process; returns the family names found.

    Files that are missing or that Qt cannot read are passed over: the system's own faces then
    stand in, so that a damaged installation still shows words.
    """
    found: dict[str, None] = {}
    for file in _files():
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(found)


def families() -> list[str]:
    """Families to ask for, the Latin one first, then those for names in other scripts.

    Emoji come last, because that face also draws figures and arrows.
    """
    others = sorted(set(register()) - {_FIRST}, key=lambda name: ("Emoji" in name, name))
    return [_FIRST, *others]


def _files() -> list[Path]:
    try:
        return sorted(resources.path("fonts").rglob("*.ttf"))
    except FileFault:
        return []
