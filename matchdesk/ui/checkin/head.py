"""Above the box: what a desk can do when nobody stands before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.checkin import camera
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.widgets import Label, button, row

TOGETHER = ActionSpec(
    "checkin.together", "Check in the delegation …", "Ctrl+G", "users", "group delegation together"
)
SOUND = ActionSpec(
    "checkin.sound", "Sound", "Ctrl+M", "volume-2", "beep mute quiet", checkable=True
)
WALK_IN = ActionSpec(
    "checkin.walk_in", "Walk-in …", "Ctrl+Shift+A", "user-plus", "not registered new add"
)
ARRIVALS = ActionSpec(
    "checkin.arrivals", "Arrivals …", "Ctrl+Shift+R", "list", "expected missing awaited hour"
)
CAMERA = ActionSpec(
    "checkin.camera", "Camera …", "Ctrl+Shift+C", "scan-line", "scan webcam qr picture"
)
HELP = ActionSpec(
    "checkin.help", "How it works", "F1", "info", "help training keys shortcuts", also=("Shift+F1",)
)


class Head(QWidget):
    """Makes the actions and their buttons; `runs` says what each does, by its id.

    The camera is left out where its libraries are not installed; `TOGETHER` has no button here.
    """

    def __init__(
        self, context: ScreenContext, home: Screen, runs: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__()
        self._settings = context.desk.settings
        add = context.actions.add
        self.together = add(TOGETHER, runs[TOGETHER.id], home=home)
        offered = [WALK_IN, ARRIVALS, *([CAMERA] if camera.available() else []), HELP]
        made = [_quiet(add(spec, runs[spec.id], home=home)) for spec in offered]
        self.sound = add(SOUND, self._remember_sound, home=home)
        self.sound.setChecked(bool(self._settings.get("checkin.sound", True)))
        self.sound_button = _quiet(self.sound)
        self.sound_button.setCheckable(True)
        self.sound_button.setChecked(self.sound.isChecked())
        self.sound.toggled.connect(self.sound_button.setChecked)
        self.setLayout(row(Label(_("Check-in"), "title"), None, *made, self.sound_button))

    def _remember_sound(self) -> None:
        self._settings.put("checkin.sound", self.sound.isChecked())


def _quiet(action: QAction) -> QPushButton:
    made = button("", kind="quiet")
    bind(made, action)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
