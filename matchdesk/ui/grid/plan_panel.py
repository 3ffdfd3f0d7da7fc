"""Planning beside the grid: progress, the draft in figures and reasons, accept or discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import bind
from matchdesk.ui.grid.plan_options import PlanOptions
from matchdesk.ui.jobs import Step
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    Figure,
    FormRow,
    Label,
    Notice,
    NumberBox,
    Pill,
    button,
    clear,
    column,
    line,
    row,
)

if TYPE_CHECKING:
    from matchdesk.services.planning import DraftAim, DraftChange, MoreOf, PlanDraft, UnplacedRow

SECONDS = 30
MOST_ROWS = 60
"""Reasons, and differences, drawn at once; more are counted."""


class PlanPanel(QWidget):
    """`wanted` carries the seconds a new draft may take; `stopped` ends it with the best so far.

    `more_wanted` asks what one more table, slot or interpreter would bring, `more_stopped` ends it.
    """

    wanted = Signal(int)
    stopped = Signal()
    more_wanted = Signal()
    more_stopped = Signal()

    def __init__(self, theme: Theme, accept: QAction, discard: QAction) -> None:
        super().__init__()
        self._theme = theme
        self.title = Label(_("Plan"), "large")
        self.seconds = NumberBox(1, 3600, SECONDS, _(" s"))
        self.options = PlanOptions()
        self.options.hide()
        self.choose = button(_("What counts …"), self._toggle_options)
        self.more_button = button(_("Value of one more"), self._more_asked)
        self._gains = QVBoxLayout()
        self._asking = False
        self.again = button(_("Plan again"), lambda: self.wanted.emit(self.seconds.value()))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.doing = Label("", "small", 2, wrap=True)
        self.stop = button(_("Stop and show the best so far"), self.stopped.emit)
        self.accept_button = button("", kind="primary", theme=theme)
        bind(self.accept_button, accept)
        self.discard_button = button("", theme=theme)
        bind(self.discard_button, discard)
        self.notice = Notice(theme)
        self._results = QVBoxLayout()
        self._results.setContentsMargins(0, 0, Space.S, 0)
        self._results.setSpacing(Space.S)
        self._build()

    # --- what the screen sets

    def show_running(self, text: str) -> None:
        """A draft is being made."""
        self.notice.hide()
        self.title.setText(_("Planning"))
        self.doing.setText(text)
        self.bar.setRange(0, 0)
        self._show(running=True)

    def show_step(self, step: Step) -> None:
        """How far it has come."""
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        if step.text:
            self.doing.setText(step.text)

    def show_draft(self, draft: PlanDraft) -> None:
        """The draft: nothing of the live grid has changed yet."""
        self.title.setText(_("Draft"))
        clear(self._results)
        self._figures(draft)
        self._impossible(draft)
        self._aims(draft.aims)
        self._gains = column(spacing=2)
        self._results.addLayout(self._gains)
        self._differences(draft.changes)
        self._unplaced(draft)
        self._results.addStretch(1)
        self.show_more_none()
        self._show(running=False)
        self.accept_button.setFocus()

    def show_failure(self, sentence: str) -> None:
        """It could not be planned, or the draft could not be accepted."""
        self.title.setText(_("Plan"))
        self.notice.say(sentence, State.PROBLEM)
        self._show(running=False)

    # --- inside

    def _figures(self, draft: PlanDraft) -> None:
        placed = Figure(
            count("of {n} request placed", "of {n} requests placed", draft.requested),
            str(draft.placed),
        )
        gap = Figure(_("% below the best"), f"{draft.gap:.1f}")
        figures = row(placed, gap, spacing=Space.S)
        self._results.addLayout(figures)
        proof = _("Proven best") if draft.optimal else _("Not proven best")
        state = State.GOOD if draft.optimal else State.NEUTRAL
        facts = _("found by {stage} in {seconds} s, seed {seed}").format(
            stage=draft.found_by, seconds=draft.seconds, seed=draft.seed
        )
        self._results.addLayout(row(Pill(proof, state), None))
        self._results.addWidget(Label(facts, "small", 3, wrap=True))
        if draft.musts:
            text = _("Must-meets placed: {n} of {all}").format(
                n=draft.musts_placed, all=draft.musts
            )
            self._results.addWidget(Label(text, "small", 2, wrap=True))
        if draft.too_late:
            self._results.addWidget(Label(draft.too_late, "small", 2, wrap=True))
        if pending := draft.left_out.get("pending"):
            text = count(
                "{n} request is still pending and was not planned.",
                "{n} requests are still pending and were not planned.",
                pending,
            )
            self._results.addWidget(Label(text, "small", 2, wrap=True))
        for fault in draft.standing_faults:
            self._results.addWidget(Label(fault, "small", 2, wrap=True))

    def _aims(self, aims: tuple[DraftAim, ...]) -> None:
        """Each aim with its value and what no plan can pass."""
        self._results.addWidget(line())
        self._results.addWidget(Label(_("Aims, the first before all others"), "label", 2))
        for aim in aims:
            if aim.counts:
                head = row(Label(aim.words, "small", 1), None, Label(aim.shown, "strong"))
                judged = Label(aim.judged, "small", 3, wrap=True)
                self._results.addLayout(column(head, judged, spacing=0))

    def _impossible(self, draft: PlanDraft) -> None:
        """Why not everything fits: the requests and rules that exclude each other."""
        if draft.impossible:
            self._results.addWidget(line())
            first, *rest = draft.impossible
            self._results.addWidget(Label(first, "strong", wrap=True))
            for sentence in rest[:MOST_ROWS]:
                self._results.addWidget(Label(sentence, "small", 2, wrap=True))
            self._more(len(rest))

    def show_more(self, more: tuple[MoreOf, ...]) -> None:
        """What one more of each would bring to the draft."""
        self._asking = False
        self.more_button.setText(_("Value of one more"))
        clear(self._gains)
        self._gains.addWidget(line())
        self._gains.addWidget(Label(_("What one more would bring"), "label", 2))
        for one in more:
            head = row(Label(one.words, "small", 1, wrap=True), Label(one.gained, "strong"))
            head.setStretch(0, 1)
            self._gains.addLayout(head)
        if not more:
            self._gains.addWidget(Label(_("Nothing was found in the time."), "small", 2))
        self._show_options(wanted=False)
        bar = self.results.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(self._gains.geometry().top()))

    def show_more_none(self) -> None:
        """Nothing is known about one more of anything, and nothing is being asked."""
        self._asking = False
        self.more_button.setText(_("Value of one more"))

    def _more_asked(self) -> None:
        if self._asking:
            self.more_stopped.emit()
            return
        self._asking = True
        self.more_button.setText(_("Stop"))
        self.more_wanted.emit()

    def _toggle_options(self) -> None:
        self._show_options(wanted=self.options.isHidden())

    def _show_options(self, *, wanted: bool) -> None:
        """In place of the draft: both do not fit on a small screen."""
        self.options.setVisible(wanted)
        self.results.setVisible(not wanted)
        self.choose.setText(_("Show the draft") if wanted else _("What counts …"))

    def _differences(self, changes: tuple[DraftChange, ...]) -> None:
        self._results.addWidget(line())
        states = [str(change.state) for change in changes]
        text = _("{new} new · {moved} moved · {removed} to the waiting list").format(
            new=states.count("new"), moved=states.count("moved"), removed=states.count("removed")
        )
        self._results.addWidget(Label(_("Beside the live grid"), "label", 2))
        self._results.addWidget(Label(text, "body", 1, wrap=True))
        told = [change for change in changes if change.state != "new"]
        for change in told[:MOST_ROWS]:
            after = change.after or _("waiting list")
            words = f"#{change.number} {change.parties}: {change.before} → {after}"
            self._results.addWidget(Label(words, "small", 2, wrap=True))
        self._more(len(told))

    def _unplaced(self, draft: PlanDraft) -> None:
        if not draft.unplaced:
            return
        self._results.addWidget(line())
        text = count("{n} request not placed", "{n} requests not placed", len(draft.unplaced))
        self._results.addWidget(Label(text, "label", 2))
        for unplaced in draft.unplaced[:MOST_ROWS]:
            self._results.addLayout(_reasons(unplaced))
        self._more(len(draft.unplaced))

    def _more(self, rows: int) -> None:
        if rows > MOST_ROWS:
            text = count("… and {n} more", "… and {n} more", rows - MOST_ROWS)
            self._results.addWidget(Label(text, "small", 3))

    def _show(self, *, running: bool) -> None:
        waiting: tuple[QWidget, ...] = (self.bar, self.doing, self.stop)
        done: tuple[QWidget, ...] = (
            self.results,
            self.limit,
            self.choose,
            self.more_button,
            self.accept_button,
        )
        if running:
            self._show_options(wanted=False)
            self.results.hide()
        for part in waiting:
            part.setVisible(running)
        for part in done:
            part.setVisible(not running)

    def _build(self) -> None:
        self.limit = FormRow(_("Time limit"), self.seconds, beside=self.again)
        inner = QWidget()
        inner.setLayout(self._results)
        self.results = QScrollArea()
        self.results.setWidgetResizable(True)
        self.results.setFrameShape(QFrame.Shape.NoFrame)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setWidget(inner)
        layout = column(
            self.title,
            self.notice,
            self.bar,
            self.doing,
            self.stop,
            self.results,
            self.options,
            row(self.choose, self.more_button, spacing=Space.S),
            self.limit,
            row(self.discard_button, self.accept_button, spacing=Space.S),
            spacing=Space.M,
            margins=Space.L,
        )
        layout.setStretch(layout.indexOf(self.results), 1)
        layout.addStretch(0)
        self.setLayout(layout)


def _reasons(unplaced: UnplacedRow) -> QVBoxLayout:
    pairs = zip(unplaced.parties, unplaced.organisations, strict=True)
    who = " ⇄ ".join(body or name for name, body in pairs)
    must = f" · {_('must meet')}" if unplaced.must_meet else ""
    why = Label(" ".join(unplaced.reasons), "small", 2, wrap=True)
    return column(Label(who + must, "small", 1, wrap=True), why, spacing=2)
