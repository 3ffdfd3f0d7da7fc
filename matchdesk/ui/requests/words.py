"""Columns and words of the requests' table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from matchdesk.core.days import short_weekday, weekday
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus, RequestStatus, Wish
from matchdesk.core.wording import fill, label
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Column
from matchdesk.ui.widgets.rows_model import folded

if TYPE_CHECKING:
    from datetime import date, time

    from matchdesk.services.requests import RequestRow

HIDDEN = ("No.", "Form", "Source", "Organisation (asks)", "Organisation (asked)")

STATUS = {
    RequestStatus.PENDING: State.ATTENTION,
    RequestStatus.ACCEPTED: State.GOOD,
    RequestStatus.DECLINED: State.PROBLEM,
    RequestStatus.CANCELLED: State.NEUTRAL,
}
_WISH_SHORT = {Wish.NORMAL: "", Wish.MUST_MEET: "Must", Wish.NEVER_MEET: "Never"}
WISH = {Wish.NORMAL: None, Wish.MUST_MEET: State.ATTENTION, Wish.NEVER_MEET: State.PROBLEM}
_WISH_ORDER = {wish: place for place, wish in enumerate(Wish)}
_STATUS_ORDER = {status: place for place, status in enumerate(RequestStatus)}
_OPEN_TO_US = ("possible", "waiting_list")
"""Reasons that a click can end: the schedule desk should see them."""


def columns() -> tuple[Column, ...]:
    """Each names what it shows; hidden ones are searched too."""
    return (
        Column("No.", lambda r: str(r.number), lambda r: r.number, width=54, right=True),
        Column("Who asks", lambda r: r.requester, lambda r: folded(r.requester),
               tip=lambda r: f"{r.requester} · {r.requester_organisation}", width=0),
        Column("", arrow, tip=_arrow_tip, width=48, searched=False),
        Column("Whom", lambda r: r.requested, lambda r: folded(r.requested),
               tip=lambda r: f"{r.requested} · {r.requested_organisation}", width=0),
        Column("Organisation (asks)", lambda r: r.requester_organisation, width=150),
        Column("Organisation (asked)", lambda r: r.requested_organisation, width=150),
        Column("Form", lambda r: r.form.value, width=60),
        Column("Prio.", lambda r: str(r.priority), lambda r: -r.priority, width=56, right=True,
               searched=False),
        Column("Wish", lambda r: _(_WISH_SHORT[r.wish]), lambda r: _WISH_ORDER[r.wish],
               lambda r: WISH[r.wish], tip=lambda r: label(r.wish), width=76),
        Column("Answer", lambda r: label(r.status), lambda r: _STATUS_ORDER[r.status],
               lambda r: STATUS[r.status], width=100),
        Column("Source", lambda r: label(r.source), width=110),
        Column("Place", place, place_order, place_state, tip=place_sentence, width=136),
    )  # fmt: skip


def arrow(row: RequestRow) -> str:
    """One way, or both ask."""
    return "⇄" if row.mutual else "→"


def place(row: RequestRow) -> str:
    """Time and table, or in two words why there is none."""
    if row.placed is not None:
        table = "" if row.placed.table is None else f" · {row.placed.table}"
        return f"{_moment(row.placed.day, row.placed.starts)}{table}"
    return _why_short(row.why.code) if row.why else ""


@cache
def _moment(day: date, starts: time) -> str:
    return f"{short_weekday(day)} {starts:%H:%M}"


@cache
def _why_short(code: str) -> str:
    """The same few words for thousands of requests."""
    return fill(f"unplaced_short.{code}", {})


def place_sentence(row: RequestRow) -> str:
    """Where and when, or why not, in a sentence."""
    if row.placed is not None:
        said = _("{day} {time}, slot {slot}").format(
            day=weekday(row.placed.day), time=f"{row.placed.starts:%H:%M}", slot=row.placed.slot
        )
        if row.placed.table is not None:
            said += ", " + _("table {n}").format(n=row.placed.table)
        return f"{said} · {label(row.placed.status)}"
    return fill(f"unplaced.{row.why.code}", row.why.data) if row.why else ""


def place_state(row: RequestRow) -> State | None:
    """A pill for what is placed, and for what could be."""
    if row.placed is not None:
        held = row.placed.status is MeetingStatus.HELD
        return State.GOOD if held else State.PLANNED
    wants = row.why is not None and row.why.code in _OPEN_TO_US
    return State.ATTENTION if wants else None


def place_order(row: RequestRow) -> tuple[int, str]:
    """Placed ones by time, then those that could be, then the rest."""
    if row.placed is not None:
        return (0, f"{row.placed.slot:05}")
    return (1 if place_state(row) else 2, place(row))


def _arrow_tip(row: RequestRow) -> str:
    return _("Both ask to meet") if row.mutual else _("One side asks")
