"""The Grid screen's actions: what each does, and when it can be asked for.

`screen` is the `GridScreen`, which knows this module: it is not named here, for no circle.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import TO_COME, MeetingStatus
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.grid import commands, listing, many, places

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting

Doing = tuple[ActionSpec, Callable[[], object]]


def add_actions(screen: Any) -> dict[str, QAction]:
    """All of them, by the part of their id behind the dot; they look parts up when they run."""
    wanted = (*_of_screen(screen), *_of_plans(screen), *_of_meetings(screen))
    wanted += tuple((spec, partial(_act, screen, "many", spec.id)) for spec in many.SPECS)
    wanted += tuple((spec, partial(_act, screen, "places", spec.id)) for spec in places.SPECS)
    add = screen.context.actions.add
    made = {spec.id.partition(".")[2]: add(spec, run, home=screen) for spec, run in wanted}
    made["group"].setChecked(True)
    return made


def _act(screen: Any, part: str, action: str) -> None:
    getattr(screen, part).act(action)


def _of_screen(screen: Any) -> tuple[Doing, ...]:
    return (
        (commands.VIEW, screen.next_kind),
        (commands.GROUP, lambda: screen.views.regroup()),
        (commands.BODY, lambda: screen.views.regroup()),
        (commands.FILTER, lambda: screen.finder.show_bar()),
        (commands.UNPRINTED, lambda: screen.views.refilter()),
        (commands.PROBLEMS, lambda: screen.finder.only_problems()),
        (commands.BROKEN, lambda: screen.list_beside(listing.PROBLEMS)),
        (commands.UNPLACED, lambda: screen.list_beside(listing.REQUESTS)),
        (commands.WAITING, lambda: screen.parts.waiting.take_focus()),
        (commands.FIND, screen.focus_search),
        (commands.NEXT, lambda: screen.finder.jump()),
        (commands.NEXT_DAY, lambda: screen.views.other_day(1)),
        (commands.EARLIER_DAY, lambda: screen.views.other_day(-1)),
        (commands.LARGER, lambda: screen.view.zoom(1)),
        (commands.SMALLER, lambda: screen.view.zoom(-1)),
        (commands.USUAL, lambda: screen.view.zoom(0)),
    )


def _of_plans(screen: Any) -> tuple[Doing, ...]:
    return (
        (commands.PLAN, screen.plan),
        (commands.ACCEPT, lambda: screen.planning.accept()),
        (commands.DISCARD, lambda: screen.planning.discard()),
        (commands.REPAIR, screen.repair),
        (commands.MEND, lambda: screen.repairing.accept()),
        (commands.CLOSE_REPAIR, lambda: screen.repairing.close()),
        (commands.PROPOSE, lambda: screen.parts.repair.ask()),
        (commands.STOP_REPAIR, lambda: screen.repairing.stop()),
        (commands.NOTE, lambda: screen.parts.repair.note()),
        (commands.THERE, lambda: screen.repairing.there()),
    )


def _of_meetings(screen: Any) -> tuple[Doing, ...]:
    return (
        (commands.HOLD, screen.hold_chosen),
        (commands.PASTE, screen.paste),
        (commands.ELSEWHERE, screen.offer_elsewhere),
        (commands.LOCK, lambda: screen.acting.toggle_lock()),
        (commands.CONFIRM, lambda: screen.acting.toggle_confirmed()),
        (commands.UNPLACE, lambda: screen.acting.unplace()),
        (commands.CANCEL, screen.cancel),
        (commands.RESTORE, screen.restore),
    )


def enable(screen: Any, acts: dict[str, QAction], meeting: GridMeeting | None) -> None:
    """Only what can be done with the chosen meeting can be asked for."""
    planned = meeting is not None and meeting.status in TO_COME
    locked = meeting is not None and meeting.locked
    placed = meeting is not None and meeting.slot is not None
    cancelled = meeting is not None and meeting.status is MeetingStatus.CANCELLED
    confirmed = meeting is not None and meeting.status is MeetingStatus.CONFIRMED
    among = len(screen.many.meetings)
    several = among > 1 or (among == 1 and meeting is None)
    acts["hold"].setEnabled((planned and not locked) or several)
    acts["elsewhere"].setEnabled(planned and not locked)
    acts["unplace"].setEnabled((planned and placed and not locked) or several)
    acts["lock"].setEnabled((placed and not cancelled) or several)
    acts["lock"].setText(_("Unlock") if locked else _("Lock"))
    acts["confirm"].setEnabled((planned and placed) or several)
    acts["confirm"].setText(_("Not confirmed") if confirmed else _("Confirm"))
    acts["cancel"].setEnabled(planned)
    acts["restore"].setEnabled(cancelled)
    acts["plan"].setEnabled(not screen.planning.running)
    acts["accept"].setEnabled(screen.planning.draft is not None)
    acts["discard"].setEnabled(screen.planning.wanted)
    acts["mend"].setEnabled(screen.repairing.draft is not None)
    acts["close_repair"].setEnabled(screen.repairing.wanted)
    acts["propose"].setEnabled(screen.repairing.wanted and not screen.repairing.running)
    acts["there"].setEnabled(screen.repairing.absent() is not None)
