"""What this desk prints on check-in, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.printing.folders import ask_folder
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, Label, column

if TYPE_CHECKING:
    from matchdesk.services.printing import Form, Forms
    from matchdesk.services.spooling import DeskPrinting, Printer

_FOLDER = "\0folder"


class DeskPanel(QWidget):
    """Every choice counts at once and is kept with this desk, not with the event."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._printers: tuple[Printer, ...] = ()
        self.badge = QCheckBox(_("&Badge"))
        self.agenda = QCheckBox(_("&Agenda"))
        self.badge_printer, self.paper_printer = QComboBox(), QComboBox()
        self.badge_form, self.paper_form = QComboBox(), QComboBox()
        for box in (self.badge_printer, self.paper_printer, self.badge_form, self.paper_form):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        hint = _("Printing is not checking in: a printer that stands still keeps nobody waiting.")
        self.setLayout(
            column(
                Label(_("Print on check-in"), "large"),
                Label(hint, "small", 3, wrap=True),
                self.badge,
                self.agenda,
                Space.XS,
                FormRow(_("Printer for badges"), self.badge_printer),
                FormRow(_("Badge sheet"), self.badge_form),
                FormRow(_("Printer for paper"), self.paper_printer),
                FormRow(_("Paper"), self.paper_form),
                None,
                spacing=Space.M,
            )
        )
        for tick in (self.badge, self.agenda):
            tick.clicked.connect(self._chosen)
        for box in (self.badge_form, self.paper_form):
            box.activated.connect(self._chosen)
        for box in (self.badge_printer, self.paper_printer):
            box.activated.connect(lambda _index, box=box: self._printer_chosen(box))

    def show_choices(
        self, choices: DeskPrinting, printers: tuple[Printer, ...], forms: Forms
    ) -> None:
        """What is chosen, among what there is."""
        self._printers = printers
        self.badge.setChecked(choices.badge)
        self.agenda.setChecked(choices.agenda)
        self._fill_printers(self.badge_printer, choices.badge_printer)
        self._fill_printers(self.paper_printer, choices.paper_printer)
        _fill_forms(self.badge_form, forms.badge_sheets, choices.badge_form)
        _fill_forms(self.paper_form, forms.papers, choices.paper_form)

    def _fill_printers(self, box: QComboBox, chosen: str) -> None:
        rows = [(_("No printer"), "")]
        rows += [(p.name, p.address) for p in self._printers]
        if chosen and chosen not in {address for _name, address in rows}:
            rows.append((chosen.partition(":")[2], chosen))
        rows.append((_("A folder …"), _FOLDER))
        box.clear()
        for name, address in rows:
            box.addItem(name, address)
        box.setCurrentIndex(box.findData(chosen))
        box.setToolTip(box.currentText())

    def _printer_chosen(self, box: QComboBox) -> None:
        if box.currentData() != _FOLDER:
            self._chosen()
            return
        before = self._context.desk.print_queue.choices
        badges = box is self.badge_printer
        self._fill_printers(box, before.badge_printer if badges else before.paper_printer)
        ask_folder(self, lambda address: self.use_printer(address, badges=badges))

    def use_printer(self, address: str, *, badges: bool) -> None:
        """Print badges, or paper, on the printer at `address` from now on."""
        self._fill_printers(self.badge_printer if badges else self.paper_printer, address)
        self._chosen()

    def _chosen(self, *_what: object) -> None:
        queue = self._context.desk.print_queue
        choices = replace(
            queue.choices,
            badge=self.badge.isChecked(),
            agenda=self.agenda.isChecked(),
            badge_printer=self.badge_printer.currentData(),
            paper_printer=self.paper_printer.currentData(),
            badge_form=self.badge_form.currentData(),
            paper_form=self.paper_form.currentData(),
        )
        self._context.do(lambda _progress: queue.choose(choices), owner=self)


def _fill_forms(box: QComboBox, forms: tuple[Form, ...], chosen: str) -> None:
    box.clear()
    for form in forms:
        box.addItem(form.title, form.key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
