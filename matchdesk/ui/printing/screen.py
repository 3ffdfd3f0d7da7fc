"""Print: choose, look at the true pages, save or print; only then is it recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from matchdesk.core.changes import ChangeSet
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.core.wording import sentence
from matchdesk.services.printing import PrintOrder, Tally
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.printing.commands import DOCUMENTS, OUTDATED, PRINT, PRINTED, QUEUE, SAVE, TEST
from matchdesk.ui.printing.later import Later, put
from matchdesk.ui.printing.loading import ONLY_COUNTS, WATCHED, Loaded, read
from matchdesk.ui.printing.making import PageMaker, Pages
from matchdesk.ui.printing.parts import scrolling, why_nothing
from matchdesk.ui.printing.sides import documents_page, documents_side
from matchdesk.ui.printing.summary import Summary, printed_before
from matchdesk.ui.printing.which import BOTH, CHANGED, NEW
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, Notice, button, column, line, row

if TYPE_CHECKING:
    from matchdesk.services.spooling import Printer, PrintJob
    from matchdesk.ui.printing.desk_panel import DeskPanel
    from matchdesk.ui.printing.log_page import LogPage
    from matchdesk.ui.printing.order_panel import OrderPanel
    from matchdesk.ui.printing.outlet import Outlet
    from matchdesk.ui.printing.preview import Preview
    from matchdesk.ui.printing.queue_page import QueuePage
    from matchdesk.ui.printing.rulers import TestPage

_PANEL = 352
_LOG = 2
"""The page of what was printed, among the three."""


class PrintScreen(Screen):
    """The pages shown are made by the same code as those printed, beside the window.

    Its parts are made when they are asked for, or in turns: the choices once the screen is shown,
    pages, queue and log once the event is read. All of it at once would stop the window.
    """

    watches = WATCHED

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._order: PrintOrder | None = None  # what is counted and shown
        self._shown: PrintOrder | None = None  # what the pages in front were made for
        self._event, self._zone = ("", date.min), ZoneInfo("UTC")
        self._has_printer = False
        self._printers: tuple[Printer, ...] = ()
        self.summary = Summary()
        self.again, self.done = Notice(context.theme), Notice(context.theme)
        self.again.close_button.clicked.connect(self._dismiss)
        self._dismissed: PrintOrder | None = None
        self._loaded: Loaded | None = None
        self._jobs: tuple[PrintJob, ...] = ()
        self._later = Later(self)
        if context.spooler is not None:
            context.spooler.changed.connect(self._show_jobs)
        self._maker = PageMaker(context, self)
        self._maker.made.connect(self._show_pages)
        self._maker.progressed.connect(lambda step: self.preview.show_progress(step))
        self._tally = Refresh(context.jobs, self._count, self._counted, self)
        self._tally.failed.connect(self._refused)
        self._save = context.actions.add(SAVE, self.ask_where, home=self)
        self._print = context.actions.add(PRINT, self.ask_printer, home=self)
        context.actions.add(OUTDATED, lambda: self.activate(kind="agendas", which=CHANGED),
                            home=self)  # fmt: skip
        context.actions.add(TEST, self.ask_test_page, home=self)
        self._build()
        Later(self).begin(lambda: self.panel, lambda: self.side, self._take_focus)

    # --- what is made later

    @cached_property
    def panel(self) -> OrderPanel:
        """The choices."""
        from matchdesk.ui.printing.order_panel import OrderPanel  # when its turn has come; so below

        made = OrderPanel(self.context, self)
        made.changed.connect(self._order_changed)
        return made

    @cached_property
    def side(self) -> QWidget:
        """The choices with what they come to, and what is done with it, below them."""
        deeds = (self.save_button, self.print_button)
        designer = partial(self.context.navigate, "designs")
        made = documents_side(self.panel, self.summary, deeds, designer, self.ask_test_page)
        put(self._sides, 0, made)
        return made

    @cached_property
    def preview(self) -> Preview:
        """The true pages, with what is to be known above them."""
        from matchdesk.ui.printing.preview import Preview  # see `panel`

        made = Preview(self.context, self)
        put(self._pages, 0, documents_page((self.done, self.again), made))
        return made

    @cached_property
    def desk_panel(self) -> DeskPanel:
        """What this desk prints on check-in, beside the queue."""
        from matchdesk.ui.printing.desk_panel import DeskPanel  # see `panel`

        made = DeskPanel(self.context)
        if (loaded := self._loaded) is not None:
            made.show_choices(loaded.desk, loaded.printers, loaded.choices.forms)
        put(self._sides, 1, scrolling(made))
        return made

    @cached_property
    def queue(self) -> QueuePage:
        """The desk's print queue."""
        from matchdesk.ui.printing.queue_page import QueuePage  # see `panel`

        made = QueuePage(self.context, self)
        made.show_printers(self._printers, self._zone)
        made.show_jobs(self._jobs)
        put(self._pages, 1, made)
        return made

    @cached_property
    def log(self) -> LogPage:
        """What went out so far, with its sums at the side."""
        from matchdesk.ui.printing.log_page import LogPage  # see `panel`

        made = LogPage(self.context, self)
        put(self._pages, _LOG, made)
        put(self._sides, _LOG, scrolling(made.totals))
        return made

    @cached_property
    def outlet(self) -> Outlet:
        """Where pages go."""
        from matchdesk.ui.printing.outlet import Outlet  # see `panel`

        return Outlet(self.context, self, self.done, self._enable, self.show_queue)

    @cached_property
    def _rulers(self) -> TestPage:
        from matchdesk.ui.printing.rulers import TestPage  # see `panel`

        return TestPage(self.context, self, lambda: self.panel.words.language)

    # --- the shell's questions

    def load(self) -> Loaded:
        """What can be chosen, what was printed last, and what printers there are."""
        return read(self.context.desk)

    def show_data(self, data: Any) -> None:
        """Show them, then count and make the pages anew."""
        loaded: Loaded = data
        self._later.begin(lambda: self.queue, lambda: self.desk_panel, lambda: self.log)
        self.side.setEnabled(True)  # made now at the latest; the preview holds the notices, too
        self.preview.setEnabled(True)
        self._event, self._zone = (loaded.event, loaded.first), loaded.zone
        self.panel.show_choices(loaded.choices)
        self.summary.show_runs(loaded.choices.runs, loaded.zone)
        self._has_printer, self._printers = loaded.has_printer, loaded.printers
        self._loaded = loaded
        if "desk_panel" in vars(self):
            self.desk_panel.show_choices(loaded.desk, loaded.printers, loaded.choices.forms)
        if "queue" in vars(self):
            self.queue.show_printers(loaded.printers, loaded.zone)
        if self._pages.currentIndex() == _LOG:
            self.log.look(loaded.zone)
        self._show_jobs(loaded.jobs)
        self._order = self.panel.order()
        self._tally.ask()

    def activate(self, **focus: Any) -> None:
        """What to begin with: `page` ("queue", "log"), or `kind`, `which` ("new" …), `people`."""
        if focus.get("page") in ("queue", "log"):
            self.show_queue() if focus["page"] == "queue" else self.show_log()
            return
        if focus:
            self.show_documents()
        if "kind" in focus:
            self.panel.choose_kind(DocumentKind(focus["kind"]))
        if "which" in focus:
            self.panel.choose_which(focus["which"])
        if "people" in focus:
            self.panel.name_people(focus["people"])
        if "panel" in vars(self):
            self._take_focus()

    def _take_focus(self) -> None:
        """Put the cursor on what is to be printed; a panel made later does so itself."""
        if self._pages.currentIndex() == 0 and self.isVisible():
            self.panel.kinds[self.panel.kind].setFocus()

    def show_queue(self) -> None:
        """The desk's print queue, and what this desk prints on check-in."""
        queue, _panel = self.queue, self.desk_panel
        self._turn(1)
        queue.table.view.setFocus()

    def show_log(self) -> None:
        """What went out on paper so far."""
        log = self.log
        self._turn(_LOG)
        log.look(self._zone)
        log.table.focus_search()

    def show_documents(self) -> None:
        """Choose, look at and print documents."""
        self._turn(0)

    def apply(self, change_set: ChangeSet) -> None:
        """Pages of an older state are made anew; what was printed changes only the counts."""
        if (self.watches - ONLY_COUNTS) & change_set.entities():
            self._maker.outdate()
        super().apply(change_set)

    def close_screen(self) -> bool:
        """Whatever is being made for the preview is of no use any more."""
        self._maker.stop()
        return True

    # --- what the operator does

    def ask_where(self) -> None:
        """Ask for the file's name, then save."""
        if self._order is not None:
            self.outlet.ask_where(f"{self._order.kind}-{self._event[1]}.pdf", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the pages and record them."""
        if self._order is not None:
            self._maker.stop()
            self.outlet.save_to(self._order, path)

    def ask_printer(self) -> None:
        """Ask which printer or folder, then put the order into the queue."""
        if self._order is not None and self.preview.pages:
            size = self.preview.size_of(0)
            self.outlet.ask_printer(self._order, self._printers, size, self.print_button)

    def ask_test_page(self) -> None:
        """A page with rulers for the sheet chosen: printed, or saved where there is no printer."""
        form = self.panel.order_form
        self._rulers.ask(form, self.outlet.folder(), self.done, printer=self._has_printer)

    # --- counting, then making the pages

    def _order_changed(self) -> None:
        self._order = self.panel.order()
        self.panel.names_row.show_error("")
        self.done.hide()
        if self._order is None:
            self.summary.show_nobody()
            self.again.hide()
            self._show_nothing(_("For whom?"), _("Type badge numbers, names or organisations."))
            self._enable(False)
            return
        self._tally.ask()

    def _count(self) -> tuple[PrintOrder | None, Tally | None]:
        order = self._order
        return order, self.context.desk.printing.tally(order) if order else None

    def _counted(self, counted: tuple[PrintOrder | None, Tally | None]) -> None:
        order, tally = counted
        self.preview.setEnabled(True)  # as in `show_data`
        if order is None or tally is None or order != self._order:
            return
        self.summary.show_tally(order.kind, tally)
        self._warn(order, tally)
        self._enable(tally.documents > 0)
        if tally.documents:
            self._maker.make(order, tally.documents)
        else:
            self._show_nothing(*why_nothing(order))

    def _warn(self, order: PrintOrder, tally: Tally) -> None:
        """Say what is on paper already, and offer to leave it out."""
        text = printed_before(tally)
        known = order.only_new or order.only_changed or order == self._dismissed
        if not text or known or not self.done.isHidden():  # after printing it goes without saying
            self.again.hide()
            return
        which = BOTH if order.kind is DocumentKind.AGENDAS else NEW
        others = tally.again < tally.documents
        self.again.say(
            text,
            State.ATTENTION,
            action=_("Only the others") if others else "",
            run=lambda: self.panel.choose_which(which),
        )

    def _dismiss(self) -> None:
        self._dismissed = self._order

    def _refused(self, error: MatchDeskError) -> None:
        self.summary.show_nobody()
        self.again.hide()
        self._enable(False)
        if self.panel.names_row.isVisible():
            self.panel.names_row.show_error(sentence(error))
            self._show_nothing(_("Nobody found"))
        else:
            self._show_nothing(_("No pages"), sentence(error))

    def _show_pages(self, pages: Pages) -> None:
        if pages.order != self._order:
            return
        same = self._shown == pages.order
        self.preview.show_pages(pages.printed.pdf, pages.sizes, keep_place=same, whole=pages.whole)
        self._shown = pages.order
        if pages.whole:
            self.summary.show_made(pages.printed)

    def _show_nothing(self, title: str, text: str = "", action: str = "", to: str = "") -> None:
        """Instead of pages; `action` names a button that goes to the screen `to`."""
        self._maker.forget()
        self._shown = None
        self.preview.show_nothing(title, text, action, lambda: self.context.navigate(to))

    # --- inside

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._sides.setCurrentIndex(page)
        for number, tab in enumerate(self.tabs):
            tab.setChecked(number == page)

    def _show_jobs(self, jobs: tuple[PrintJob, ...]) -> None:
        waiting = sum(job.open for job in jobs)
        self.tabs[1].setText(_("Queue ({n})").format(n=waiting) if waiting else _("Queue"))
        self._jobs = jobs
        if "queue" in vars(self):
            self.queue.show_jobs(jobs)

    def _tab(self, spec: ActionSpec, run: Callable[[], object]) -> QPushButton:
        action = self.context.actions.add(spec, run, home=self)
        made = button(action.text(), run, kind="chip", tip=action.toolTip())
        made.setCheckable(True)
        wide = _("Queue ({n})").format(n=99) if spec is QUEUE else action.text()
        bold = made.fontMetrics().horizontalAdvance(wide) * 11 // 10  # once it is chosen
        made.setMinimumWidth(bold + 2 * Space.M + Space.XS)
        return made

    def _enable(self, on: bool) -> None:
        for part in (self._save, self._print, self.save_button, self.print_button):
            part.setEnabled(on)

    def _button(self, spec: ActionSpec, action: QAction, kind: str) -> QPushButton:
        theme, tip = self.context.theme, action.toolTip()
        return button(
            action.text(), action.trigger, kind=kind, icon=spec.icon, theme=theme, tip=tip
        )

    def _build(self) -> None:
        self.save_button = self._button(SAVE, self._save, "primary")
        self.print_button = self._button(PRINT, self._print, "")
        self.tabs = (
            self._tab(DOCUMENTS, self.show_documents),
            self._tab(QUEUE, self.show_queue),
            self._tab(PRINTED, self.show_log),
        )
        self._sides, self._pages = QStackedWidget(), QStackedWidget()
        for stack in (self._sides, self._pages):
            while stack.count() <= _LOG:
                stack.addWidget(QWidget())  # until it is made
        head = column(
            Label(_("Print"), "title"),
            row(*self.tabs, None, spacing=Space.XS),
            spacing=Space.S,
            margins=(Space.L, Space.L, Space.L, 0),
        )
        left = QFrame()
        left.setProperty("surface", "panel")
        left.setFixedWidth(_PANEL)
        left.setLayout(column(head, self._sides, spacing=0))
        whole = row(left, line(vertical=True), self._pages, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._turn(0)
        self._enable(False)
