"""The event's time: filled in on the left, what it would mean on the right, then applied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QScrollArea, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import Invalid, MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.services.layout import Layout
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.event.consequences import Consequences
from matchdesk.ui.event.time_form import TimeForm
from matchdesk.ui.event.timeline import Timeline
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, Pill, clear, column, line, row, split

if TYPE_CHECKING:
    from matchdesk.services.bus import Done
    from matchdesk.services.event_layout import LayoutPreview, ProgrammeFile


PROGRAMME = ActionSpec(
    "event.programme",
    "From a file …",
    "Ctrl+I",
    "download",
    "programme import csv",
    named="Programme from a file …",
)
_TOLD = 2
"""Refused rows that are told in full."""


class TimePage(QWidget):
    """`settled` whenever it may have become possible or impossible to apply something."""

    settled = Signal()

    def __init__(self, context: ScreenContext, buttons: tuple[QPushButton, QPushButton]) -> None:
        super().__init__()
        self._context = context
        self._stored: Layout | None = None
        self._preview: LayoutPreview | None = None
        self.form = TimeForm(context.theme)
        self.figure = Label("", "figure")
        self.summary = row(spacing=Space.S)
        self._line = line()
        self.consequences = Consequences(context.theme)
        self.timeline = Timeline(context.theme)
        self._looking = Refresh(context.jobs, self._look, self._show_preview, self, delay=120)
        self._looking.failed.connect(self._impossible)
        self.form.changed.connect(self._changed)
        self._build(buttons)

    def _build(self, buttons: tuple[QPushButton, QPushButton]) -> None:
        left, right = QWidget(), QWidget()
        back, apply = buttons
        left.setLayout(column(_scrolled(self.form), spacing=0))
        box = column(
            row(self.figure, self.summary, None, spacing=Space.L),
            _scrolled(self.timeline),
            self._line,
            _scrolled(self.consequences),
            row(None, back, apply),
            spacing=Space.M,
            margins=Space.L,
        )
        box.setStretch(1, 3)
        box.setStretch(3, 2)
        right.setLayout(box)
        self.setLayout(column(split(left, right, shares=(9, 13))))

    # --- what the screen calls

    def show_layout(self, layout: Layout) -> None:
        """What is stored; what somebody is filling in stays."""
        untouched = self._stored is None or self.form.layout_wanted() == self._stored
        self._stored = layout
        if untouched:
            self.form.show_layout(layout)
        else:
            self._changed()

    @property
    def dirty(self) -> bool:
        """Whether something is filled in that is not stored."""
        return self._stored is not None and self.form.layout_wanted() != self._stored

    @property
    def applicable(self) -> bool:
        """Whether what is filled in can be stored."""
        return self.dirty and self._preview is not None and not self._preview.begun

    def put_back(self) -> None:
        """Forget what was filled in."""
        if self._stored is not None:
            self.form.show_layout(self._stored)

    def apply_change(self) -> None:
        """Store it: one step that can be undone."""
        # Imported here: commands load the database's packages, which the window starts without.
        from matchdesk.services.event_layout import ChangeLayout

        wanted = self.form.layout_wanted()
        self._context.run(
            ChangeLayout(wanted),
            on_done=lambda done: self._applied(wanted, done),
            on_error=self._impossible,
            owner=self,
        )

    def ask_programme(self) -> None:
        """Choose the file with the programme besides meetings."""
        dialog = QFileDialog(self, _("Programme from a file"), "", _("Tables (*.csv *.xlsx *.txt)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read_programme(Path(name)))
        dialog.open()

    def read_programme(self, path: Path) -> None:
        """Fill in what the file holds; it is stored with the rest, once it is applied."""
        self._context.do(
            lambda _progress: self._context.desk.layout.programme_file(path),
            on_done=self._fill_in,
            on_error=self._context.complain,
            owner=self,
        )

    # --- inside

    def _fill_in(self, read: ProgrammeFile) -> None:
        from matchdesk.services.event_layout import merged  # as `ChangeLayout` above

        before = self.form.layout_wanted().pauses
        self.form.show_programme(merged(before, read.pauses))
        said = count(
            "{n} entry of the programme is filled in; look at it, then apply it.",
            "{n} entries of the programme are filled in; look at them, then apply them.",
            len(read.pauses),
        )
        state = State.ATTENTION if read.refused else State.GOOD
        self._context.notify(" ".join((said, *read.refused[:_TOLD])), state=state)

    def _changed(self) -> None:
        self._preview = None
        self.settled.emit()
        self._looking.ask()

    def _look(self) -> tuple[Layout, LayoutPreview]:
        wanted = self.form.layout_wanted()
        return wanted, self._context.desk.layout.preview(wanted)

    def _show_preview(self, looked: tuple[Layout, LayoutPreview]) -> None:
        wanted, preview = looked
        if wanted != self.form.layout_wanted():
            return
        self._preview = preview
        self.figure.setText(count("{n} slot", "{n} slots", len(preview.slots)))
        self.timeline.show_preview(preview, wanted.pauses)
        self._summarise([] if preview.changes_nothing else self.timeline.summaries())
        self._show_consequences(not preview.changes_nothing)
        self.consequences.show_layout(preview)
        self.settled.emit()

    def _summarise(self, parts: list[tuple[str, State]]) -> None:
        clear(self.summary)
        for text, state in parts:
            self.summary.addWidget(Pill(text, state))

    def _show_consequences(self, shown: bool) -> None:
        self.consequences.setVisible(shown)
        self._line.setVisible(shown)

    def _impossible(self, error: MatchDeskError) -> None:
        self._preview = None
        self._show_consequences(True)
        self.consequences.say(wording.sentence(error))
        if isinstance(error, Invalid):
            self.figure.setText(_("No slots"))
            self._summarise([])
            self.timeline.show_preview(None, ())
        self.settled.emit()

    def _applied(self, wanted: Layout, done: Done) -> None:
        self._stored = wanted.checked()
        self.settled.emit()
        said = _("The event's time is changed.")
        lost = len(done.result.orphaned)
        if lost:
            said += " " + count(
                "{n} meeting is on the waiting list.", "{n} meetings are on the waiting list.", lost
            )
        self._context.notify(said, undoable=True, state=State.ATTENTION if lost else State.GOOD)


def _scrolled(inside: QWidget) -> QScrollArea:
    holder = QWidget()
    holder.setLayout(column(inside, None, margins=(Space.XS, 0, Space.M, 0)))
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(holder)
    return scroll
