"""How much it is, what to know before printing, and what went out last."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.core.wording import paper
from matchdesk.services.printing import Cut, Printed, PrintRun, Tally
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import ElidedLabel, Label, clear, column, row

_RUNS_SHOWN = 3
_NAMED_CUTS = 4


class Summary(QWidget):
    """Below the choices: what was cut off, the last runs; `counts` stand beside what is done."""

    def __init__(self) -> None:
        super().__init__()
        self.documents = Label("", "large")
        self.pages = Label("", "body", 2)
        self.cuts = Label("", "small", 2, wrap=True)
        self.counts = QWidget()
        self.counts.setLayout(row(self.documents, None, self.pages))
        self._runs = column(spacing=2)
        self._runs_title = Label(_("Printed last"), "label", 2)
        self._runs_title.hide()
        self.setLayout(
            column(
                self.cuts,
                Space.XS,
                self._runs_title,
                self._runs,
                spacing=Space.S,
            )
        )
        self.cuts.hide()

    def show_tally(self, kind: DocumentKind, tally: Tally) -> None:
        """The counts of an order."""
        self.documents.show()
        self.pages.show()
        self.documents.setText(paper.amount(kind, tally.documents))
        self.pages.setText(_pages(tally.pages) if tally.pages else "")
        if not tally.documents:
            self.cuts.hide()

    def show_nobody(self) -> None:
        """Nothing is chosen yet, or what is typed names nobody."""
        for part in (self.documents, self.pages, self.cuts):
            part.hide()

    def show_made(self, made: Printed) -> None:
        """What only the finished pages can tell."""
        self.pages.setText(_pages(made.pages))
        text = "\n".join(_remarks(made.cuts, made.unprintable))
        self.cuts.setText(text)
        self.cuts.setToolTip(
            "\n".join(paper.cut(cut.field, cut.text, cut.who) for cut in made.cuts[:30])
        )
        self.cuts.setVisible(bool(text))

    def show_runs(self, runs: Iterable[PrintRun], zone: ZoneInfo) -> None:
        """What went out last."""
        clear(self._runs)
        shown = list(runs)[:_RUNS_SHOWN]
        self._runs_title.setVisible(bool(shown))
        for run in shown:
            at = run.at.astimezone(zone)
            words = (paper.amount(run.kind, run.documents), f"{at:%d.%m. %H:%M}", run.desk)
            self._runs.addWidget(ElidedLabel(" · ".join(words), "small", 2))


def _pages(number: int) -> str:
    return count("{n} page", "{n} pages", number)


def printed_before(tally: Tally) -> str:
    """What is on paper already: as it would be printed now, or no longer true."""
    parts = []
    if tally.again and tally.again == tally.documents:
        parts.append(_("All of these have been printed before."))
    elif tally.again:
        before = ("{n} of these has been printed before.", "{n} of these have been printed before.")
        parts.append(count(*before, tally.again))
    if tally.changed:
        changed = ("{n} changed since it was printed.", "{n} changed since they were printed.")
        parts.append(count(*changed, tally.changed))
    return " ".join(parts)


def _remarks(cuts: tuple[Cut, ...], unprintable: tuple[str, ...]) -> Iterable[str]:
    if cuts:
        yield count("{n} text is cut off:", "{n} texts are cut off:", len(cuts))
    for cut in cuts[:_NAMED_CUTS]:
        yield "· " + paper.cut(cut.field, cut.text, cut.who)
    if unprintable:
        yield _("No letter on paper for: {letters}").format(letters=" ".join(unprintable))
