"""The banner over a draft: what it is, how it stands beside the live grid, apply or drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import bind
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Label, Notice, Pill, button, clear, column, row
from matchdesk.ui.widgets.flow import Flow
from matchdesk.ui.widgets.messages import IconLabel

if TYPE_CHECKING:
    from matchdesk.services.whatif import Comparison, Figure

_MOST = 3
"""Conflicts told one by one."""


class WhatIfBar(QFrame):
    """Hidden while nothing is tried. `apply` and `drop` are the screen's actions."""

    def __init__(self, theme: Theme, apply: QAction, drop: QAction) -> None:
        super().__init__()
        self.setProperty("state", str(State.ATTENTION))
        self.title = Label(_("What if – a draft"), "strong")
        self.words = Label("", "small", 2, wrap=True)
        self.apply, self.drop = (button("", kind=kind, theme=theme) for kind in ("primary", ""))
        bind(self.apply, apply)
        bind(self.drop, drop)
        self.against = Notice(theme)
        self.against.close_button.hide()
        self.figures: dict[str, Pill] = {}
        self._strip = Flow(spacing=Space.M)
        self._build(theme)
        self.hide()

    def begin(self) -> None:
        """A draft is open, and is as the live grid is."""
        self.against.hide()
        clear(self._strip)
        self.figures = {}
        self.words.setText(_("Try anything. Nobody works by it until it is applied."))
        self.show()

    def compare(self, found: Comparison) -> None:
        """How the draft stands."""
        self.words.setText(_told(found))
        clear(self._strip)
        self.figures = {}
        for one in found.figures:
            self._figure(one)
        if found.conflicts:
            more = len(found.conflicts) - _MOST
            said = " ".join(found.conflicts[:_MOST])
            if more > 0:
                said += " " + count("… and {n} more", "… and {n} more", more)
            text = _("The live grid has moved on, and the draft cannot be applied as it is: {what}")
            self.against.say(text.format(what=said), State.PROBLEM)
        else:
            self.against.hide()

    def refuse(self, sentence: str) -> None:
        """It could not be applied."""
        self.against.say(sentence, State.PROBLEM)

    def _figure(self, one: Figure) -> None:
        state, mark = State.NEUTRAL, ""
        if one.better is not None:
            state, mark = (State.GOOD, "▲ ") if one.better else (State.PROBLEM, "▼ ")
        pill = Pill(f"{mark}{one.shown}", state)
        better = {True: _("better"), False: _("worse"), None: _("the same")}[one.better]
        pill.setAccessibleName(f"{one.words}: {one.shown}, {better}")
        self.figures[one.name] = pill
        both = QWidget()  # stay together where the line is full
        both.setLayout(row(Label(one.words, "small", 2), pill, spacing=Space.XS))
        self._strip.addWidget(both)

    def _build(self, theme: Theme) -> None:
        head = row(
            IconLabel(theme, "pencil", "attention.text"),
            column(self.title, self.words, spacing=0),
            self.drop,
            self.apply,
            spacing=Space.M,
        )
        head.setStretch(1, 1)
        edges = (Space.L, Space.S, Space.L, Space.S)
        self.setLayout(column(head, self._strip, self.against, spacing=Space.S, margins=edges))


def _told(found: Comparison) -> str:
    meetings = count(
        "{n} meeting differs from the live grid",
        "{n} meetings differ from the live grid",
        found.changed,
    )
    agendas = count("{n} printed agenda changes", "{n} printed agendas change", found.reprints)
    parts = [meetings, agendas]
    if found.behind:
        parts.append(
            count(
                "{n} change was made in the live event since",
                "{n} changes were made in the live event since",
                found.behind,
            )
        )
    return " · ".join(parts)


def around(bar: QWidget, whole: QHBoxLayout) -> QVBoxLayout:
    """The banner across the screen, over all of it."""
    layout = column(bar, whole, spacing=0)
    layout.setStretch(1, 1)
    layout.setAlignment(bar, Qt.AlignmentFlag(0))
    return layout
