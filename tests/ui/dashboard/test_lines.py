"""Many lines come a few at a time, in their order, whatever is asked for meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel

from matchdesk.ui.dashboard.lines import Lines


def wanted(*names: str) -> list:
    return [(name, partial(QLabel, name)) for name in names]


def shown(lines: Lines) -> list[str]:
    layout = lines.widget().layout()
    found = [layout.itemAt(place).widget() for place in range(layout.count())]
    return [label.text() for label in found if isinstance(label, QLabel)]


def test_a_screenful_of_lines_is_there_at_once_and_the_rest_soon(qtbot):
    lines = Lines("Numbers")
    qtbot.addWidget(lines)
    names = [f"{number}" for number in range(60)]
    lines.show_lines(wanted(*names))
    assert shown(lines) == names[:24]
    qtbot.waitUntil(lambda: shown(lines) == names)


def test_lines_asked_for_while_others_come_replace_them(qtbot):
    lines = Lines("Numbers")
    qtbot.addWidget(lines)
    names = [f"{number}" for number in range(60)]
    lines.show_lines(wanted(*names))
    others = ["first", *reversed(names[:40]), "last"]
    lines.show_lines(wanted(*others))
    qtbot.waitUntil(lambda: shown(lines) == others)
    lines.show_lines(wanted("7"))
    assert shown(lines) == ["7"]
