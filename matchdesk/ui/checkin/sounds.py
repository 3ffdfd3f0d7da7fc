"""A sound for each kind of answer: whoever looks at the guest hears what the screen says.

Four short sounds lie among the resources. They are played by what the system has for it (no Qt
module that would weigh a hundred megabytes); without any of it, a refusal beeps.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from matchdesk.core import resources
from matchdesk.core.errors import FileFault
from matchdesk.core.vocabulary import CheckInOutcome

_ASK = (CheckInOutcome.ATTENTION_FIRST, CheckInOutcome.AMBIGUOUS, CheckInOutcome.NOT_TODAY)
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""What plays a file on Linux and macOS, the usual first."""


def sound_of(outcome: CheckInOutcome) -> str:
    """The name of the sound that goes with an answer."""
    if outcome is CheckInOutcome.ADMITTED:
        return "good"
    if outcome is CheckInOutcome.ALREADY_IN:
        return "again"
    return "ask" if outcome in _ASK else "stop"


def play(outcome: CheckInOutcome) -> None:
    """Let the answer be heard; returns at once."""
    name = sound_of(outcome)
    try:
        file = resources.path("sounds") / f"{name}.wav"
    except FileFault:  # an incomplete installation must not keep anybody out
        file = Path()
    if not (file.is_file() and _played(file)) and name != "good":
        QApplication.beep()


def _played(file: Path) -> bool:
    if sys.platform == "win32":
        import winsound  # only there

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
        return True
    for player, *options in _PLAYERS:
        if shutil.which(player):
            started = QProcess.startDetached(player, [*options, str(file)])
            return bool(started[0] if isinstance(started, tuple) else started)
    return False
