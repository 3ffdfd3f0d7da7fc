"""Who else one participant should meet, with the reasons, one click from a request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import RequestSource
from matchdesk.services.places import country_name
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import ElidedLabel, EmptyState, Label, Pill, button, clear, column, row
from matchdesk.ui.widgets.person_picker import Choice, PersonPicker

if TYPE_CHECKING:
    from matchdesk.services.recommendations import SuggestionView

MOST_SHOWN = 12
MOST_REASONS = 4
MOST_KEYS = 9
"""Lines that Alt and a figure take."""

_STRONG, _FAIR = 0.75, 0.45


class RecommendationsPanel(QWidget):
    """Reads anew for every person and after every request."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self.person = PersonPicker(context.theme, _("Find partners for: name or number"))
        self.person.search_with(partial(context.find_people, self.person))
        self.person.picked.connect(lambda choice: self.show_for(choice.key))
        self.adders: list[QPushButton] = []
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, Space.M, 0)
        self._lines.setSpacing(Space.M)
        inside = QWidget()
        inside.setLayout(self._lines)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._lines.addWidget(
            EmptyState(
                context.theme,
                "users",
                _("Who should meet whom?"),
                _("Choose a request, or type a name above, to see who else would fit and why."),
            )
        )
        whole = column(self.person, self._scroll, spacing=Space.M)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def set_people(self, choices: Sequence[Choice]) -> None:
        """Whom to choose from."""
        self.person.set_choices(choices)
        if self._key and not self.person.hasFocus():
            self.person.pick(self._key)

    def show_for(self, key: str) -> None:
        """Find partners for the participant named `key`."""
        self._key = key
        self.person.pick(key)
        self.refresh()

    def refresh(self) -> None:
        """Look again: something has changed."""
        key = self._key
        if key:
            self._context.jobs.query(
                lambda: self._context.desk.recommendations.suggestions(key, MOST_SHOWN),
                lambda found: self._show(key, found),
                on_error=self._context.complain,
                owner=self,
            )

    def choose(self, place: int) -> None:
        """Ask for the partner in the line with this number (0: the first)."""
        if place < len(self.adders):
            self.adders[place].click()

    def _show(self, key: str, found: tuple[SuggestionView, ...]) -> None:
        if key != self._key:
            return
        clear(self._lines)
        self.adders = []
        if not found:
            self._lines.addWidget(
                EmptyState(
                    self._context.theme,
                    "search",
                    _("Nobody fits yet"),
                    _(
                        "Recommendations come from offers and needs, sectors and target "
                        "countries. Fill in the profile under People."
                    ),
                )
            )
        for one in found:
            self._lines.addWidget(self._line(one))
        self._lines.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _line(self, one: SuggestionView) -> QWidget:
        made = QWidget()
        place, said = len(self.adders) + 1, _("Ask for a meeting with {name}").format(name=one.name)
        add = button(_("Add request"), partial(self._ask, one), kind="link")
        add.setAccessibleName(said)
        has_key = place <= MOST_KEYS
        add.setToolTip(f"{said}  (Alt+{place})" if has_key else said)
        self.adders.append(add)
        word, state = _strength(one.strength)
        name = ElidedLabel(f"{place}  {one.name}" if has_key else one.name, "strong")
        head = row(name, Pill(word, state), add, spacing=Space.S)
        head.setStretch(0, 1)
        where = " · ".join(filter(None, (one.organisation, country_name(one.country))))
        reasons = Label("\n".join(one.reasons[:MOST_REASONS]), "small", 2, wrap=True)
        reasons.setToolTip("\n".join(one.reasons))
        made.setLayout(column(head, ElidedLabel(where, "small", 3), reasons, spacing=2))
        return made

    def _ask(self, one: SuggestionView) -> None:
        from matchdesk.services.requests import AddRequest  # loads the database: not at start

        command = AddRequest(self._key, one.key, source=RequestSource.RECOMMENDED)
        said = _("A meeting with {name} is asked for.").format(name=one.name)
        self._context.run(
            command,
            on_done=lambda _done: self._context.notify(said, undoable=True, state=State.GOOD),
            owner=self,
        )


def _strength(share: float) -> tuple[str, State]:
    if share >= _STRONG:
        return _("Strong"), State.GOOD
    return (_("Fair"), State.PLANNED) if share >= _FAIR else (_("Weak"), State.NEUTRAL)
