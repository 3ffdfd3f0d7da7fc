"""Testimonials and achievements, each with whether it may be published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedWidget, QWidget

from matchdesk.core import wording
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import StoryKind
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.outcomes import words
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    Label,
    Pill,
    button,
    column,
    row,
    split,
)
from matchdesk.ui.widgets.edit_fields import ChoiceBox, EditText, SearchChoice
from matchdesk.ui.widgets.record_form import FieldSpec, RecordForm

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.outcomes import AgreementView, StoryView

    Names = tuple[tuple[str, str], ...]

ADD = ActionSpec(
    "outcomes.add_story", "New testimonial", "Ctrl+Shift+Q", "plus", "quote achievement success"
)
_KINDS = [(kind, label(kind)) for kind in StoryKind]
_CONSENT = [(None, "Not asked yet"), (True, "May be published with the name"), (False, "Refused")]

FIELDS = (
    FieldSpec("kind", "Kind", lambda: ChoiceBox(_KINDS), half=True),
    FieldSpec("told_on", "Told on", half=True),
    FieldSpec("text", "In their words", lambda: EditText(lines=5)),
    FieldSpec("participant_id", "Who tells it", SearchChoice),
    FieldSpec("organisation_id", "Organisation", SearchChoice),
    FieldSpec("agreement_id", "About agreement", SearchChoice),
    FieldSpec("consent", "Consent", lambda: ChoiceBox([(v, _(t)) for v, t in _CONSENT])),
    FieldSpec("consent_on", "Given on", half=True),
    FieldSpec("consent_how", "How", hint="Such as: signed form, e-mail", half=True),
)


def _consent(story: StoryView) -> str:
    if story.publishable:
        return _("May be published")
    if story.consent:
        return _("Confidential agreement")
    return _("Consent refused") if story.consent is False else _("Consent missing")


def _consent_state(story: StoryView) -> State:
    if story.publishable:
        return State.GOOD
    return State.PROBLEM if story.consent is False else State.ATTENTION


_COLUMNS = (
    Column("No.", lambda s: str(s.number), lambda s: s.number, width=52, right=True),
    Column("Kind", lambda s: label(s.kind), width=116),
    Column("Words", lambda s: " ".join(s.text.split()), tip=lambda s: s.text, width=0),
    Column("Who", lambda s: "\n".join(filter(None, (s.who, s.organisation))),
           tip=lambda s: " · ".join(filter(None, (s.who, s.organisation))), width=0),
    Column("Consent", _consent, state=_consent_state, width=150),
)  # fmt: skip


class StoriesPage(QWidget):
    """A table and a form whose fields are stored one by one."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        super().__init__()
        self.context = context
        self._shown = self._wanted = ""
        theme = context.theme
        self._add_action = context.actions.add(ADD, self.add, home=home)
        self.table = DataTable(
            theme,
            _COLUMNS,
            key=lambda story: story.key,
            name=_("Testimonials"),
            search_hint=_("Search words, person, organisation"),
            lines=2,
            empty=EmptyState(
                theme,
                "star",
                _("No testimonials yet"),
                _("What participants say of the event, and what they achieved after it."),
                self._add_button(),
            ),
        )
        self.table.add_filter(_("Consent missing"), lambda story: story.consent is None)
        self._further = self._add_button()
        self.table.add_control(self._further)
        self.table.chosen.connect(self._choose)
        self.title, self.pill = Label("", "large"), Pill()
        self.form = RecordForm(FIELDS)
        self.form.edited.connect(self._edited)
        remove = button(_("Remove"), self.remove, kind="quiet", icon="trash-2", theme=theme)
        self._side = QStackedWidget()
        self._side.addWidget(EmptyState(theme, "star", _("Choose a testimonial")))
        self._side.addWidget(self._panel(remove))
        left = QWidget()
        left.setLayout(column(self.table, margins=(0, 0, Space.L, 0)))
        self.setLayout(column(split(left, self._side, shares=(5, 3))))

    def show_data(
        self,
        stories: tuple[StoryView, ...],
        people: Names,
        organisations: Names,
        agreements: tuple[AgreementView, ...],
    ) -> None:
        """Show the stories; the rest is what can be chosen from."""
        none: Names = ((None, "–"),)  # type: ignore[assignment] # no key: nobody chosen
        numbered = tuple((a.key, f"{a.number} · {label(a.type)}") for a in agreements)
        self.form.set_choices("participant_id", [*none, *people])
        self.form.set_choices("organisation_id", [*none, *organisations])
        self.form.set_choices("agreement_id", [*none, *numbered])
        self._agreements = {a.number: a.key for a in agreements}
        self.table.set_rows(stories)
        for part in (self._further, self._side):  # with none, the invitation has the whole width
            part.setVisible(bool(stories))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
            self.form.editor("text").setFocus()
            self.form.editor("text").selectAll()
        if self.table.current() is None and stories:
            self.table.choose(stories[0].key)
        else:
            self._choose(self.table.current())

    def add(self) -> None:
        """A new testimonial, to be filled in at once."""
        from matchdesk.services.outcomes import TellStory  # it loads the database floor

        command = TellStory(StoryKind.TESTIMONIAL, _("What they say"))
        self.context.run(command, on_done=self._added, owner=self)

    def remove(self) -> None:
        """Remove the chosen one; undo brings it back."""
        from matchdesk.services.outcomes import RemoveStory  # see `add`

        if self._shown:
            text = _("The testimonial is removed")
            self._run(RemoveStory(self._shown), text)

    def _added(self, done: Any) -> None:
        self._wanted = done.result.key
        self.table.clear_search()
        self.context.notify(_("Kept; now write what they say"), undoable=True, state=State.GOOD)

    def _edited(self, field: str, value: object) -> None:
        from matchdesk.services.outcomes import EditStory  # see `add`

        if not self._shown:
            return
        self.context.run(
            EditStory(self._shown, {field: value}),
            on_done=lambda _done: self.form.show_error(field, ""),
            on_error=lambda error: self.form.show_error(field, wording.sentence(error)),
            owner=self.form,
        )

    def _run(self, command: Command, said: str) -> None:
        self.context.run(
            command,
            on_done=lambda _done: self.context.notify(said, undoable=True, state=State.GOOD),
            owner=self,
        )

    def _choose(self, story: StoryView | None) -> None:
        self._side.setCurrentIndex(0 if story is None else 1)
        key = story.key if story else ""
        if key != self._shown:
            self._shown = key
            self.form.begin()
        if story is None:
            return
        self.title.setText(f"{label(story.kind)} {story.number}")
        self.pill.show_state(_consent(story), _consent_state(story))
        self.form.show_values(
            {
                "kind": story.kind,
                "told_on": words.day(story.told_on),
                "text": story.text,
                "participant_id": story.participant_key,
                "organisation_id": story.organisation_key,
                "agreement_id": self._agreements.get(story.agreement or 0),
                "consent": story.consent,
                "consent_on": words.day(story.consent_on),
                "consent_how": story.consent_how,
            }
        )

    def _add_button(self) -> QPushButton:
        theme, tip = self.context.theme, self._add_action.toolTip()
        return button(_(ADD.text), self.add, kind="primary", icon="plus", theme=theme, tip=tip)

    def _panel(self, remove: QWidget) -> QScrollArea:
        head = row(self.title, self.pill)
        head.setStretch(0, 1)
        inside = QWidget()
        parts = (head, self.form, row(None, remove), None)
        inside.setLayout(column(*parts, spacing=Space.L, margins=(Space.L, 0, Space.M, Space.M)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        return scroll
