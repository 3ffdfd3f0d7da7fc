"""A badge held before the camera: a picture of it is enough to test with."""

from __future__ import annotations

import importlib.util
import types

import PySide6
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.services.badges import IssueBadges
from matchdesk.services.printing import PrintOrder
from matchdesk.ui.checkin import camera
from tests.ui.checkin.conftest import SPEC
from tests.ui.conftest import settled


@pytest.fixture
def picture(desk, house) -> QImage:
    """What a camera sees of Ana Alm's badge."""
    desk.run(IssueBadges())
    printed = desk.printing.produce(PrintOrder(DocumentKind.BADGES, people=(house["Ana Alm"],)))
    page = desk.printing.page_picture(printed.pdf, 0, 150)
    shape = (page.width, page.height, 4 * page.width)
    return QImage(page.pixels, *shape, QImage.Format.Format_RGBX8888).copy()


def test_code_of_a_badge_is_read_off_its_picture(picture, desk, house):
    assert camera.codes_in(picture) == [desk.checkin.token(house["Ana Alm"])]


def test_empty_picture_holds_no_code():
    blank = QImage(64, 48, QImage.Format.Format_RGB32)
    blank.fill(0)
    assert camera.codes_in(blank) == []


def test_badge_that_stays_in_the_picture_is_one_scan(picture, screen, shell, qtbot, house):
    panel = camera.CameraPanel(screen.context.jobs, screen)
    qtbot.addWidget(panel)
    scans = []
    panel.scanned.connect(scans.append)
    for _ in range(2):
        panel.look(picture)
        settled(qtbot, shell)
    assert scans == [shell.desk.checkin.token(house["Ana Alm"])]


@pytest.mark.parametrize("missing", ["PySide6.QtMultimedia", "zxingcpp"])
def test_camera_is_not_offered_where_a_library_is_missing(monkeypatch, missing):
    def found(name: str) -> object | None:
        return None if name == missing else object()

    monkeypatch.setattr(importlib.util, "find_spec", found)
    assert camera.available() is False


def test_camera_is_offered_where_both_are_installed(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert camera.available() is True


def test_desk_without_the_extra_has_no_camera_and_scans_as_ever(
    monkeypatch, house, make_shell, qtbot
):
    monkeypatch.setattr(camera, "available", lambda: False)
    shell = make_shell((SPEC,))
    settled(qtbot, shell)
    screen = shell.visited("checkin")
    assert screen.context.actions.get("checkin.camera") is None
    named = [button.accessibleName() for button in screen.head.findChildren(QPushButton)]
    assert named == ["Walk-in …", "Arrivals …", "How it works", "Sound"]
    shell.scan("#4")
    settled(qtbot, shell)
    assert screen.card.word.text() == "ADMITTED"


class _NoCamera:
    """Stands for QtMultimedia on a computer to which no camera is connected."""

    class QMediaDevices:
        @staticmethod
        def defaultVideoInput():
            return types.SimpleNamespace(isNull=lambda: True)


def test_computer_without_a_camera_says_so_in_the_panel(monkeypatch, screen, qtbot):
    monkeypatch.setattr(PySide6, "QtMultimedia", _NoCamera, raising=False)
    panel = camera.CameraPanel(screen.context.jobs, screen)
    qtbot.addWidget(panel)
    panel.start()
    said = "No camera was found. Connect one and open this window again."
    assert panel.text.text() == said
