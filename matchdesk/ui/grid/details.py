"""Everything about the chosen meeting: who, where, why, what came of it, what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording import label
from matchdesk.ui.actions import bind
from matchdesk.ui.grid.paper import OUTDATED, PRINTED
from matchdesk.ui.grid.tiles import STATES
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import IconLabel, Label, Pill, button, clear, line, row

if TYPE_CHECKING:
    from matchdesk.services.agenda import AskedFor, MeetingDetails, PartyDetails


class DetailsPanel(QScrollArea):
    """Shows one meeting; `actions` are the things that can be done with it.

    `wanted` carries the `Offer` of another place that was clicked, `there` the key of somebody who
    is there after all. `paper` says of a meeting and a party what the party's agenda on paper says.
    """

    wanted = Signal(object)
    there = Signal(str)

    def __init__(
        self, theme: Theme, actions: tuple[QAction, ...], zone: ZoneInfo | None = None
    ) -> None:
        super().__init__()
        self._theme, self._acts, self.zone = theme, actions, zone
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        self._body.setSpacing(Space.S)
        inner = QWidget()
        inner.setLayout(self._body)
        self.setWidget(inner)
        self.key: str | None = None
        self.paper: Callable[[str, str], str] = lambda _meeting, _person: ""

    def show_meeting(self, details: MeetingDetails, fits: Sequence[str] = ()) -> None:
        """Show it, from the top unless it was shown before; `fits` says why the two match."""
        if details.outcome.key != self.key:
            self.verticalScrollBar().setValue(0)
        self.key = details.outcome.key
        clear(self._body)
        self._place(details)
        for party in details.parties:
            self._party(party)
        self._why(details, fits)
        self._elsewhere(details)
        self._outcome(details)
        self._history(details)
        self._body.addStretch(1)

    # --- parts

    def _place(self, details: MeetingDetails) -> None:
        meeting = details.outcome
        if meeting.slot is None or meeting.starts is None or meeting.ends is None:
            place = _("Waiting list")
        else:
            place = f"{meeting.starts:%H:%M}–{meeting.ends:%H:%M}"
            if meeting.table is not None:
                place += " · " + _("Table {n}").format(n=meeting.table)
        pills = row(Pill(label(meeting.status), STATES[meeting.status][0]), spacing=Space.S)
        if details.locked:
            pills.addWidget(IconLabel(self._theme, "lock", "text2", 16))
        pills.addWidget(Label(f"{meeting.form} · #{meeting.number}", "small", 3))
        pills.addStretch(1)
        self._body.addWidget(Label(place, "large"))
        self._body.addLayout(pills)
        for fault in details.faults:
            self._body.addLayout(self._marked("triangle-alert", "problem.text", fault))
        for flaw in details.flaws:
            self._body.addLayout(self._marked("info", "text3", flaw))
        self._buttons()
        self._body.addWidget(line())

    def _buttons(self) -> None:
        """Two beside each other, so that they are whole in every language."""
        shown = [action for action in self._acts[:-1] if action.isEnabled()]
        for start in range(0, len(shown), 2):
            pair = row(spacing=Space.S)
            for action in shown[start : start + 2]:
                made = button("", theme=self._theme)
                bind(made, action)
                pair.addWidget(made, 1)
            if start + 1 == len(shown):
                pair.addStretch(1)
            self._body.addLayout(pair)
        last = button("", theme=self._theme)
        bind(last, self._acts[-1])
        self._body.addWidget(last)

    def _party(self, party: PartyDetails) -> None:
        person = party.person
        if person.native_name:
            self._body.addWidget(Label(person.native_name, "strong", wrap=True, select=True))
            self._body.addWidget(Label(person.name, "body", 2, wrap=True, select=True))
        else:
            self._body.addWidget(Label(person.name, "strong", wrap=True, select=True))
        home = " · ".join(
            part for part in (party.job_title, person.organisation, person.country) if part
        )
        if home:
            self._body.addWidget(Label(home, "small", 2, wrap=True))
        here = ("circle-check", "good.text", _("is here")) if person.arrived else (
            "circle", "text3", _("not checked in"))  # fmt: skip
        facts = [here[2], count("{n} meeting", "{n} meetings", party.meetings)]
        if party.languages:
            facts.append(", ".join(party.languages))
        self._body.addLayout(self._marked(here[0], here[1], " · ".join(facts)))
        self._paper_of(person.key)
        self._flags(party)
        for name, lines in ((_("Offers"), party.offers), (_("Needs"), party.needs)):
            if lines:
                self._body.addWidget(Label(f"{name}: {'; '.join(lines)}", "small", 2, wrap=True))
        self._body.addSpacing(Space.XS)

    def _paper_of(self, key: str) -> None:
        """What this party's printed agenda says of the meeting."""
        said = self.paper(self.key or "", key)
        if said == OUTDATED:
            words = _("the printed agenda says something else")
            self._body.addLayout(self._marked("printer", "problem.text", words))
        elif said == PRINTED:
            words = _("on the printed agenda")
            self._body.addLayout(self._marked("printer", "text3", words))

    def _flags(self, party: PartyDetails) -> None:
        """Late, leaving early or not coming, and one click to take it back."""
        person = party.person
        for flag in person.flags:
            words = f"{flag.day:%d.%m.}: {flag.words}"
            self._body.addLayout(self._marked("hourglass", "attention.text", words))
        if person.flags:
            made = button(_("Is there after all"), partial(self.there.emit, person.key))
            made.setAccessibleName(_("{name} is there after all").format(name=person.name))
            self._body.addLayout(row(made, None))

    def _why(self, details: MeetingDetails, fits: Sequence[str]) -> None:
        self._heading(_("Why this meeting"))
        if not details.asked:
            self._body.addWidget(Label(_("Nobody requested it."), "small", 2))
        for asked in details.asked:
            self._body.addWidget(Label(_asked(asked), "small", 2, wrap=True))
            if asked.message:
                self._body.addWidget(Label(f"“{asked.message}”", "small", 2, wrap=True))
        if fits:
            self._heading(_("Why they fit"))
            for reason in fits:
                self._body.addLayout(self._marked("check", "good.text", reason))

    def _elsewhere(self, details: MeetingDetails) -> None:
        """The best free places, one click each; or what keeps it out of every slot."""
        if details.elsewhere:
            self._heading(_("Where else it could go"))
            for number, offer in enumerate(details.elsewhere, 1):
                tip = _("E, then {n}").format(n=number)
                made = button(offer.words, partial(self.wanted.emit, offer), tip=tip)
                self._body.addWidget(made)
                if offer.warnings:
                    said = Label(_first(offer.warnings), "small", 2, wrap=True)
                    said.setToolTip("\n".join(offer.warnings))
                    made.setAccessibleDescription(" ".join(offer.warnings))
                    self._body.addWidget(said)
        if details.hindrances:
            self._heading(_("Why not in the other slots"))
            for sentence in details.hindrances:
                self._body.addWidget(Label(sentence, "small", 2, wrap=True))

    def _outcome(self, details: MeetingDetails) -> None:
        if not details.outcome.outcomes and not details.outcome.agreements:
            return
        self._heading(_("What came of it"))
        for told in details.outcome.outcomes:
            by = f" ({told.told_by})" if told.told_by else ""
            self._body.addWidget(Label(f"{label(told.rating)}{by}", "small", 2, wrap=True))
        for number in details.outcome.agreements:
            text = _("Agreement no. {n}").format(n=number)
            self._body.addWidget(Label(text, "small", 2))

    def _history(self, details: MeetingDetails) -> None:
        if not details.history:
            return
        self._heading(_("History"))
        for entry in details.history:
            at: datetime = entry.at.astimezone(self.zone)
            self._body.addWidget(Label(entry.what, "small", 1, wrap=True))
            said = f"{at:%d.%m. %H:%M} · {entry.desk} · {entry.operator}"
            self._body.addWidget(Label(said, "small", 3, wrap=True))

    def _heading(self, text: str) -> None:
        self._body.addWidget(line())
        self._body.addWidget(Label(text, "label", 2))

    def _marked(self, icon: str, token: str, text: str) -> QHBoxLayout:
        mark = IconLabel(self._theme, icon, token, 16)
        words = Label(text, "small", 2, wrap=True)
        layout = row(spacing=Space.S)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        return layout


def _first(warnings: Sequence[str]) -> str:
    """The first in words: all of them are in the tooltip and the line below the grid."""
    more = len(warnings) - 1
    return (
        f"{warnings[0]} " + count("And {n} more.", "And {n} more.", more) if more else warnings[0]
    )


def _asked(asked: AskedFor) -> str:
    if asked.mutual:
        text = _("{one} and {other} both asked for it; priority {n}.")
    else:
        text = _("{one} asked to meet {other}; priority {n}.")
    said = text.format(one=asked.requester, other=asked.requested, n=asked.priority)
    return f"{said} {_('They must meet.')}" if asked.wish is Wish.MUST_MEET else said
