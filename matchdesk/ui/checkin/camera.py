"""Scanning with a camera: an optional extra (`matchdesk[camera]`), absent without fuss.

Needs QtMultimedia (PySide6-Addons) and zxing-cpp; neither is loaded before the panel is opened.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.jobs import JobRunner
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, button, column, row

_EVERY = 150
"""Milliseconds between two pictures that are looked at."""

_AGAIN = 4_000
"""Milliseconds for which the same code in front of the camera counts as one scan."""

_VIEW = QSize(480, 360)


def available() -> bool:
    """Whether both libraries are installed; loads neither."""
    try:
        found = [importlib.util.find_spec(name) for name in ("PySide6.QtMultimedia", "zxingcpp")]
    except ModuleNotFoundError:
        return False
    return all(spec is not None for spec in found)


def codes_in(picture: QImage) -> list[str]:
    """The texts of the QR codes and bar codes in a picture. May run beside the window."""
    import numpy  # optional, see the module's text
    import zxingcpp

    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = numpy.frombuffer(grey.constBits(), numpy.uint8).reshape(grey.height(), -1)
    found = zxingcpp.read_barcodes(numpy.ascontiguousarray(rows[:, : grey.width()]))
    return [code.text for code in found if code.text]


class CameraPanel(QDialog):
    """Shows what the first camera sees. `scanned` carries each code once."""

    scanned = Signal(str)

    def __init__(self, jobs: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Scan with the camera"))
        self._jobs, self._looking = jobs, False
        self._last, self._since, self._pause = "", QElapsedTimer(), QElapsedTimer()
        self.view = QLabel()
        self.view.setFixedSize(_VIEW)
        self.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = Label(_("Hold the badge into the picture."), "body", 2, wrap=True)
        self.setLayout(
            column(
                self.view,
                self.text,
                row(None, button(_("Close"), self.close)),
                spacing=Space.M,
                margins=Space.L,
            )
        )
        self._stop: Callable[[], object] = lambda: None

    def start(self) -> None:
        """Switch the first camera on; says so where there is none."""
        try:
            from PySide6 import QtMultimedia  # optional, see the module's text
        except ImportError as error:  # installed, but the system lacks what it is built upon
            said = _("The camera cannot be used on this computer: {why}.")
            self.text.setText(said.format(why=error))
            return
        camera = QtMultimedia.QMediaDevices.defaultVideoInput()
        if camera.isNull():
            self.text.setText(_("No camera was found. Connect one and open this window again."))
            return
        session = QtMultimedia.QMediaCaptureSession(self)
        device, sink = QtMultimedia.QCamera(camera, self), QtMultimedia.QVideoSink(self)
        session.setCamera(device)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(lambda frame: self._seen(frame))
        device.errorOccurred.connect(lambda _error, text: self.text.setText(text))
        device.start()
        self._stop = device.stop

    def done(self, result: int) -> None:
        """Switch the camera off."""
        self._stop()
        super().done(result)

    def look(self, picture: QImage) -> None:
        """Show a picture and look for codes in it, beside the window."""
        keep = Qt.AspectRatioMode.KeepAspectRatio
        self.view.setPixmap(QPixmap.fromImage(picture.scaled(_VIEW, keep)))
        if not self._looking:
            self._looking = True
            self._jobs.query(
                lambda: codes_in(picture), self._found, on_error=self._blind, owner=self
            )

    def _seen(self, frame: Any) -> None:
        if not self._pause.isValid() or self._pause.elapsed() >= _EVERY:
            self._pause.start()
            self.look(frame.toImage())

    def _found(self, codes: list[str]) -> None:
        self._looking = False
        for code in codes:
            again = self._since.isValid() and self._since.elapsed() < _AGAIN
            if code != self._last or not again:
                self._last = code
                self._since.start()
                self.scanned.emit(code)

    def _blind(self, _error: object) -> None:
        self._looking = False
