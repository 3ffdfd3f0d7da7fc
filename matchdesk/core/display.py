"""Whether a window can be shown here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def available(system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody would see a window: False on a Qt platform without a screen."""
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    return platform not in ("offscreen", "minimal", "vnc") and possible(system, environment)


def possible(system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether Qt could start: Windows and macOS always have a display, X11 and Wayland say where.

    Whoever names a Qt platform (`QT_QPA_PLATFORM`) knows what they do.
    """
    if system.startswith(("win", "darwin", "cygwin")):
        return True
    return any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
