"""What to print, for whom, on what: the choices, as one `PrintOrder`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import TO_ORDER, DocumentKind
from matchdesk.core.wording import label, paper
from matchdesk.services.printing import HandOut, PrintChoices, PrintOrder
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.printing.which import ALL, BOTH, CHANGED, NEW
from matchdesk.ui.printing.words_row import WordsRow
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, Label, SearchBox, button, column, row

KINDS = {
    DocumentKind.BADGES: ActionSpec("print.badges", "Badges", "Alt+1", "id-card", "print"),
    DocumentKind.AGENDAS: ActionSpec("print.agendas", "Agendas", "Alt+2", "calendar-days", "print"),
    DocumentKind.TABLE_SIGNS: ActionSpec(
        "print.signs", "Table signs", "Alt+3", "signpost", "print"
    ),
}
SORTS = (
    (HandOut.DELEGATION, "Delegation, then name"),
    (HandOut.NAME, "Name"),
    (HandOut.ORGANISATION, "Organisation"),
)
PILES = ("", "A-K", "L-Z")
PAPERS = ActionSpec("print.papers", "Lists, forms and books", "Alt+0", "list", "print catalogue")
WHOLE = frozenset(
    {
        *(DocumentKind.TABLE_SIGNS, DocumentKind.SLOT_SHEETS, DocumentKind.ROOM_SHEETS),
        *(DocumentKind.WALL_PLAN, DocumentKind.MEETING_FORMS, DocumentKind.INTERPRETER_LIST),
    }
)
"""Papers of the event as a whole, for which nobody is chosen."""
LISTS = tuple(kind for kind in TO_ORDER if kind not in KINDS)
"""What is chosen from a list below its button: the working papers."""

EVERYBODY, NAMED = "", "\0named"


class OrderPanel(QWidget):
    """`changed` says that something else is to be printed."""

    changed = Signal()

    def __init__(self, context: ScreenContext, home: QWidget) -> None:
        super().__init__()
        self._choices: PrintChoices | None = None
        self._forms: dict[bool, str] = {}  # the form last chosen, for badges and for the others
        self.papers = QComboBox()
        for kind in LISTS:
            self.papers.addItem(label(kind), kind.value)
        self.papers_row = FormRow(_("Which paper"), self.papers)
        self.kinds = {kind: self._kind_button(context, kind, home) for kind in KINDS}
        papers = self._papers_button(context, home)
        self.kinds.update(dict.fromkeys(LISTS, papers))
        buttons = list(dict.fromkeys(self.kinds.values()))
        group = QButtonGroup(self)
        for made in buttons:
            group.addButton(made)
        self.kinds[DocumentKind.BADGES].setChecked(True)
        self.who, self.which, self.form = QComboBox(), QComboBox(), QComboBox()
        self.names = SearchBox(context.theme, _("12, 15-20, Kim, Photonics"), rest=350)
        self.who_row = FormRow(_("For whom"), self.who)
        self.names_row = FormRow(
            _("Badge numbers, names or organisations"),
            self.names,
            _("Separate them by commas; 15-20 is a range."),
        )
        self.which_row = FormRow(_("Which of these"), self.which)
        self.form_row = FormRow(_("Sheet"), self.form)
        self.form_note = Label(paper.assumed_margins(), "small", 2, wrap=True)
        self.form_note.hide()
        self.sort, self.pile = QComboBox(), QComboBox()
        _fill(self.sort, [(str(sort), _(words)) for sort, words in SORTS])
        _fill(self.pile, [(pile, pile.replace("-", " – ") or _("All")) for pile in PILES])
        self.pile.setToolTip(_("Names from and to these letters; organisations if sorted by them."))
        pair = row(FormRow(_("Sorted by"), self.sort), FormRow(_("Pile"), self.pile))
        pair.setStretch(0, 3)
        pair.setStretch(1, 2)
        self.hand_out = QWidget()
        self.hand_out.setLayout(pair)
        self.words = WordsRow(context.desk.settings)
        self.names_row.hide()
        self.papers_row.hide()
        self._fill_which()
        self.papers.currentIndexChanged.connect(lambda _index: self.choose_kind(self._paper()))
        self.who.currentIndexChanged.connect(self._who_changed)
        self.which.currentIndexChanged.connect(self.changed)
        self.form.currentIndexChanged.connect(self._form_changed)
        self.sort.currentIndexChanged.connect(self.changed)
        self.pile.currentIndexChanged.connect(self.changed)
        self.words.changed.connect(self.changed)
        self.names.searched.connect(lambda _text: self.changed.emit())
        self.setLayout(
            column(
                column(*buttons, spacing=0),
                self.papers_row,
                self.who_row,
                self.names_row,
                self.which_row,
                self.hand_out,
                self.form_row,
                self.form_note,
                self.words,
                spacing=Space.S,
            )
        )

    @property
    def kind(self) -> DocumentKind:
        """The kind of document chosen."""
        chosen = next(kind for kind, made in self.kinds.items() if made.isChecked())
        return self._paper() if chosen in LISTS else chosen

    @property
    def order_form(self) -> str:
        """The badge sheet chosen; empty while pages of paper are."""
        badges = self.kind is DocumentKind.BADGES
        return str(self.form.currentData() or "") if badges else ""

    def order(self) -> PrintOrder | None:
        """What is chosen; None while people are to be named and nobody is."""
        signs = self.kind in WHOLE
        who = EVERYBODY if signs else str(self.who.currentData() or EVERYBODY)
        people = _names(self.names.text()) if who == NAMED else ()
        if who == NAMED and not people:
            return None
        which = self.which.currentData()
        return PrintOrder(
            kind=self.kind,
            form=str(self.form.currentData() or ""),
            people=people,
            delegation="" if who in (EVERYBODY, NAMED) else who,
            only_new=which in (NEW, BOTH),
            only_changed=which in (CHANGED, BOTH),
            sort=HandOut.DELEGATION if signs else HandOut(self.sort.currentData()),
            pile="" if signs else str(self.pile.currentData() or ""),
            language=self.words.language,
            twelve_hour=self.words.twelve_hour,
        )

    def show_choices(self, choices: PrintChoices) -> None:
        """Fill the lists; what was chosen stays chosen as long as it exists."""
        self._choices = choices
        people = [
            (d.key, _("Delegation {name} ({n})").format(name=d.name, n=d.people))
            for d in choices.delegations
        ]
        named = (NAMED, _("People I name …"))
        _fill(self.who, [(EVERYBODY, _("Everybody expected")), named, *people])
        self._fill_forms()

    def choose_kind(self, kind: DocumentKind) -> None:
        """Print something else; who and which stay where they make sense."""
        self.kinds[kind].setChecked(True)
        self.papers_row.setVisible(kind in LISTS)
        if kind in LISTS:
            self.papers.blockSignals(True)
            self.papers.setCurrentIndex(LISTS.index(kind))
            self.papers.blockSignals(False)
        self.which_row.setVisible(kind not in LISTS)
        signs = kind in WHOLE
        self.who_row.setVisible(not signs)
        self.hand_out.setVisible(not signs)
        self.names_row.setVisible(not signs and self.who.currentData() == NAMED)
        self.form_row.label.setText(_("Sheet") if kind is DocumentKind.BADGES else _("Paper"))
        self._fill_which()
        self._fill_forms()
        self.changed.emit()

    def choose_which(self, which: str) -> None:
        """Print all, or only what is new or has changed."""
        self.which.setCurrentIndex(max(0, self.which.findData(which)))

    def name_people(self, people: Iterable[str]) -> None:
        """Print for these only: names, badge numbers or keys."""
        self.who.setCurrentIndex(max(0, self.who.findData(NAMED)))
        self.names.setText(", ".join(people))
        self.names.search_now()

    # --- inside

    def _fill_which(self) -> None:
        choices = [(ALL, _("All"))]
        if self.kind not in LISTS:
            choices.append((NEW, _("Not yet printed")))
        if self.kind is DocumentKind.AGENDAS:
            choices.append((CHANGED, _("Changed since printed")))
            choices.append((BOTH, _("Not yet printed, or changed")))
        _fill(self.which, choices)

    def _fill_forms(self) -> None:
        if self._choices is None:
            return
        badges = self.kind is DocumentKind.BADGES
        forms = self._choices.forms.badge_sheets if badges else self._choices.forms.papers
        _fill(self.form, [(form.key, form.title) for form in forms], self._forms.get(badges))
        self._show_note()

    def _show_note(self) -> None:
        """Say what is not known about the sheet chosen."""
        sheets = self._choices.forms.badge_sheets if self._choices else ()
        assumed = {form.key for form in sheets if form.assumed}
        self.form_note.setVisible(self.order_form in assumed)

    def _form_changed(self) -> None:
        self._show_note()
        self._forms[self.kind is DocumentKind.BADGES] = str(self.form.currentData())
        self.changed.emit()

    def _who_changed(self) -> None:
        named = self.who.currentData() == NAMED
        self.names_row.setVisible(named)
        self.names_row.show_error("")
        if named:
            self.names.setFocus()
        self.changed.emit()

    def _paper(self) -> DocumentKind:
        return DocumentKind(self.papers.currentData())

    def _papers_button(self, context: ScreenContext, home: QWidget) -> QPushButton:
        def choose() -> None:
            self.choose_kind(self._paper())

        action = context.actions.add(PAPERS, choose, home=home)
        made = button(
            action.text(),
            choose,
            kind="quiet",
            icon=PAPERS.icon,
            theme=context.theme,
            tip=action.toolTip(),
        )
        made.setCheckable(True)
        made.setProperty("aligned", "left")
        return made

    def _kind_button(
        self, context: ScreenContext, kind: DocumentKind, home: QWidget
    ) -> QPushButton:
        spec = KINDS[kind]
        action = context.actions.add(spec, lambda: self.choose_kind(kind), home=home)
        made = button(
            label(kind),
            lambda: self.choose_kind(kind),
            kind="quiet",
            icon=spec.icon,
            theme=context.theme,
            tip=action.toolTip(),
        )
        made.setCheckable(True)
        made.setProperty("aligned", "left")
        return made


def _names(text: str) -> tuple[str, ...]:
    """What is typed between commas, semicolons and line ends."""
    return tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def _fill(box: QComboBox, choices: list[tuple[str, str]], wanted: str | None = None) -> None:
    """Put `choices` (key, words) into `box` without saying that something changed."""
    if [(box.itemData(i), box.itemText(i)) for i in range(box.count())] == choices:
        return
    chosen = wanted if wanted is not None else box.currentData()
    box.blockSignals(True)
    box.clear()
    for key, text in choices:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
