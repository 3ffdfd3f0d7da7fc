"""Writing a file for other programs: what, in which kind, how CSV is shaped, with progress.

Used by the tools that work on every screen and by the Report screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QProgressBar,
    QPushButton,
    QWidget,
)

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.ui.jobs import Job, Lane, Step
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import FormRow, Label, Notice, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.transfer import Exported

KINDS: Mapping[str, tuple[str, str]] = {
    "xlsx": ("Excel workbook", "Typed cells, a frozen header, filters"),
    "csv": ("CSV", "Text for any program; formulas are disarmed"),
    "json": ("JSON", "For programs"),
    "pdf": ("PDF", "Designed pages with charts and a map"),
    "zip": ("Calendars (ZIP)", "An .ics file for each participant, in the venue’s time zone"),
}
"""Endings with what they are called and what is to be said of them."""

_TABLE, _CALENDARS, _REPORT = ("xlsx", "csv", "json"), ("zip",), ("pdf", "xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be exported: its name, what stands in it, the kinds of file."""

    name: str
    text: str
    kinds: tuple[str, ...] = _TABLE


OFFERS: Mapping[str, Offer] = {
    "participants": Offer(
        "Participants", "Everybody with profile, sessions and codes; an import takes it again."
    ),
    "organisations": Offer("Organisations", "With sectors, SMEs represented and partnerships."),
    "requests": Offer("Requests", "Who wishes to meet whom, and how that stands."),
    "meetings": Offer(
        "Meetings", "By slot and table, with what came of them; an import takes it again."
    ),
    "grid": Offer("Grid", "A sheet of tables by slot, and one of participants by slot."),
    "agendas": Offer(
        "Agendas as calendars", "Everybody’s meetings and the programme, by file.", _CALENDARS
    ),
    "outcomes": Offer("Outcomes", "What each side said of a meeting."),
    "agreements": Offer("Agreements", "With parties, status and follow-up."),
    "stories": Offer("Testimonials", "Testimonials and achievements with their consent."),
    "check-ins": Offer("Check-ins", "Every answer of the desks, refused scans among them."),
    "print-log": Offer("Print log", "Everything that went out on paper."),
    "history": Offer("History", "Every change: who, where, when, on which records."),
    "report": Offer("Report", "All figures, with the rows behind them.", _REPORT),
}

SEPARATORS: Mapping[str, str] = {"comma": "Comma  ,", "semicolon": "Semicolon  ;", "tab": "Tab"}


class ExportDialog(QDialog):
    """Asks what and how, then where; shows how far it is and lets it be stopped.

    `others` are files of further events, for the report. The dialog closes when the file is there;
    what was left out is said with it.
    """

    def __init__(
        self,
        context: ScreenContext,
        parent: QWidget,
        what: str,
        others: tuple[Path, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export"))
        self._context, self._others = context, others
        self._job: Job | None = None
        self._picked = ""
        self._sentences: tuple[str, ...] = ()
        self.what = QComboBox()
        for name, offer in OFFERS.items():
            self.what.addItem(_(offer.name), name)
        self.what.setMaxVisibleItems(len(OFFERS))
        self.what.setCurrentIndex(self.what.findData(what))
        self.kinds: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.separator = QComboBox()
        for name, text in SEPARATORS.items():
            self.separator.addItem(_(text), name)
        self.mark = QCheckBox(_("Byte order mark: Excel takes the file for UTF-8 only with it"))
        self.private = QCheckBox(_("For our own use: with everything that is left out otherwise"))
        self.left_out = Label("", "small", 2, wrap=True)
        self.notice = Notice(context.theme)
        self.bar, self.step = QProgressBar(), Label("", "small", 2)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.stop = button(_("Stop"), self._stop, icon="x", theme=context.theme)
        self.save = button(_("Save …"), self.ask_where, kind="primary", icon="download",
                           theme=context.theme)  # fmt: skip
        self.save.setDefault(True)
        self._build()
        delimiter, bom = context.desk.transfer.csv_form()
        self.separator.setCurrentIndex(self.separator.findData(delimiter))
        self.mark.setChecked(bom)
        self.what.currentIndexChanged.connect(self._show_offer)
        self.private.toggled.connect(self._show_left_out)
        self._show_offer()
        self._show_work(None)

    # --- what is chosen

    @property
    def chosen(self) -> str:
        """What is to be exported, one of `OFFERS`."""
        return str(self.what.currentData())

    @property
    def kind(self) -> str:
        """The ending of the kind of file that is chosen."""
        return next(kind for kind, chip in self.kinds.items() if chip.isChecked())

    # --- writing

    def ask_where(self) -> QFileDialog:
        """Ask for the file, then write it."""
        title = _("Export: {what}").format(what=_(OFFERS[self.chosen].name))
        kind = self.kind
        dialog = QFileDialog(self, title, self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{_(KINDS[kind][0])} (*.{kind})"])
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{self.chosen}.{kind}")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()
        return dialog

    def write(self, path: Path) -> None:
        """Write the file beside the window."""
        from matchdesk.services.transfer import Wanted  # loads the database floor: only when used

        transfer, what = self._context.desk.transfer, self.chosen
        delimiter, bom = str(self.separator.currentData()), self.mark.isChecked()
        if self.kind == "csv":
            transfer.keep_csv_form(delimiter, bom=bom)
        wanted = Wanted(self.private.isChecked(), delimiter, bom, self._others)
        self.notice.hide()
        job = self._context.do(
            lambda progress: transfer.write(what, path, wanted, progress),
            title=_("Export: {what}").format(what=_(OFFERS[what].name)),
            lane=Lane.FILES,
            on_done=self._written,
            on_error=self._refused,
            owner=self,
        )
        job.progressed.connect(self._show_step)
        job.cancelled.connect(self._stopped)
        self._show_work(job)

    def reject(self) -> None:
        """Escape and Close stop what is being written first."""
        if self._job is not None:
            self._stop()
        else:
            super().reject()

    # --- inside

    def _stop(self) -> None:
        if self._job is not None:
            self.stop.setEnabled(False)
            self.step.setText(_("stopping …"))
            self._job.cancel()

    def _stopped(self) -> None:
        self._show_work(None)
        self.notice.say(_("Stopped. No file was written."), State.NEUTRAL)

    def _written(self, written: Exported) -> None:
        self._show_work(None)
        names = ", ".join(path.name for path in written.files)
        folder = written.files[0].parent
        self._context.desk.transfer.keep_folder(folder)
        text = _("Saved {files} in {folder}").format(files=names, folder=folder)
        if written.left_out:
            text = f"{text}. {' '.join(written.left_out)}"
        self._context.notify(text, state=State.GOOD)
        self.accept()

    def _refused(self, error: MatchDeskError) -> None:
        self._show_work(None)
        self.notice.say(wording.sentence(error), State.PROBLEM)

    def _show_step(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        if self.stop.isEnabled():
            self.step.setText(step.text)

    def _show_work(self, job: Job | None) -> None:
        """While `job` runs nothing but stopping it can be done here."""
        self._job = job
        self.work.setVisible(job is not None)
        self.stop.setEnabled(True)
        self.bar.setRange(0, 0)
        self.step.setText(_("beginning …"))
        for part in (self.fields, self.save, self.close_button):
            part.setEnabled(job is None)

    def _show_offer(self) -> None:
        offer = OFFERS[self.chosen]
        self.text.setText(_(offer.text))
        first = self._picked if self._picked in offer.kinds else offer.kinds[0]
        for kind, chip in self.kinds.items():
            chip.setVisible(kind in offer.kinds)
        self.kinds[first].setChecked(True)
        self._show_kind()
        self.left_out.setText(" ")
        what, transfer = self.chosen, self._context.desk.transfer
        self._context.jobs.query(
            lambda: transfer.left_out(what), partial(self._take_left_out, what), owner=self
        )

    def _pick(self, kind: str) -> None:
        """A kind that was chosen stays where what is chosen next can be written so."""
        self._picked = kind
        self._show_kind()

    def _show_kind(self) -> None:
        self.kind_text.setText(_(KINDS[self.kind][1]))
        self.csv.setVisible(self.kind == "csv")
        self._fit()

    def _take_left_out(self, what: str, sentences: tuple[str, ...]) -> None:
        if what == self.chosen:
            self._sentences = sentences
            self._show_left_out()

    def _show_left_out(self) -> None:
        if self.private.isChecked():
            text = _("Nothing is left out: keep the file as you keep the event.")
        else:
            text = " ".join(self._sentences) or _("Nothing needs to be left out.")
        self.left_out.setText(text)
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown now, once that has been laid out."""
        QTimer.singleShot(0, self, self.adjustSize)

    def _folder(self) -> str:
        kept = self._context.desk.transfer.folder()
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return str(kept) if kept else QStandardPaths.writableLocation(place)

    def _build(self) -> None:
        self.text, self.kind_text = Label("", "small", 3, wrap=True), Label("", "small", 3)
        chips = row(spacing=Space.S)
        for kind, (name, _text) in KINDS.items():
            chip = button(_(name), partial(self._pick, kind), kind="chip")
            chip.setCheckable(True)
            self._group.addButton(chip)
            self.kinds[kind] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        self.kinds["xlsx"].setChecked(True)
        self.csv = QWidget()
        self.csv.setLayout(
            column(FormRow(_("Columns are parted by"), self.separator), self.mark, spacing=Space.S)
        )
        self.fields = QWidget()
        self.fields.setLayout(
            column(
                column(FormRow(_("What"), self.what), self.text, spacing=2),
                column(Label(_("Kind of file"), "label", 2), chips, self.kind_text,
                       spacing=Space.XS),
                self.csv,
                column(self.private, self.left_out, spacing=2),
                spacing=Space.L,
            )
        )  # fmt: skip
        self.work = QWidget()
        done = row(self.bar, self.stop, spacing=Space.M)
        done.setStretch(0, 1)
        self.work.setLayout(column(done, self.step, spacing=Space.XS))
        self.close_button = button(_("Close"), self.reject)
        foot = row(None, self.close_button, self.save)
        parts = (Label(_("Export"), "title"), self.fields, self.notice, self.work, None, foot)
        self.setLayout(column(*parts, spacing=Space.L, margins=Space.XL))
        self.setFixedWidth(560)
