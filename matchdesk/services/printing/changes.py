"""What an agenda says that the paper before it does not: meetings, programme and details."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import blake2s
from typing import Any

from matchdesk.printing.agenda_data import (
    AgendaChange,
    AgendaData,
    AgendaEntry,
    ChangeKind,
    EntryKind,
    Partner,
)
from matchdesk.services.printing.speech import Speech

_REST = "Names, places or other details"
"""Said where the content differs in nothing that is compared one by one."""


def remembered(agenda: AgendaData, programme: Sequence[AgendaEntry]) -> str:
    """What `agenda` (in plain words) says, as text to be kept with the paper.

    `programme` holds what there is besides meetings on its days, shown on this page or not.
    """
    meetings = [_plain(entry) for entry in _meetings(agenda)]
    besides = [[e.start.isoformat(), e.end.isoformat(), e.title, e.zone] for e in programme]
    kept = {"meetings": meetings, "programme": besides}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _plain(entry: AgendaEntry) -> dict[str, Any]:
    return {
        "start": entry.start.isoformat(),
        "end": entry.end.isoformat(),
        "table": entry.table,
        "partner": asdict(_who(entry)),
        "zone": entry.zone,
        "interpreter": entry.interpreter,
        "profile": _profile(entry),
    }


class Remembered:
    """The meetings of one paper, as they were kept with it; each is taken once."""

    def __init__(self, content: str) -> None:
        kept = json.loads(content) if content else []
        found: list[dict[str, Any]] = kept if isinstance(kept, list) else kept["meetings"]
        self._left = found
        self.known = bool(content)

    def takes(self, entry: AgendaEntry) -> bool:
        """Whether it says this meeting (in plain words) in all that was kept of it."""
        now = _plain(entry)
        for place, kept in enumerate(self._left):
            if all(now[name] == value for name, value in kept.items()):
                del self._left[place]
                return True
        return False

    def left_with(self, name: str, organisation: str) -> bool:
        """Whether it says a meeting with this person that nothing has taken."""
        partners = (kept["partner"] for kept in self._left)
        return any((p["name"], p["organisation"]) == (name, organisation) for p in partners)


def changes(
    before: str,
    now: AgendaData,
    spoken: AgendaData,
    programme: Sequence[AgendaEntry],
    speech: Speech,
) -> tuple[AgendaChange, ...]:
    """The slip, in the order of the day; empty if the old paper's content was not kept.

    `now` is the agenda in plain words, `spoken` the same one as `speech` says it. A meeting is the
    same if its partner is, an entry of the programme if its title is: with another time or place
    it has moved. Something is always said: `now` is known to differ.
    """
    if not before:
        return ()
    kept = json.loads(before)
    if isinstance(kept, list):  # paper of an earlier version: only its meetings were kept
        kept = {"meetings": kept}
    found = list(_of_meetings(kept["meetings"], now, spoken, speech))
    if "programme" in kept:
        found += _of_programme([_Happening.kept(*one) for one in kept["programme"]], programme)
    if not found:
        return (AgendaChange(ChangeKind.CHANGED, Partner(""), title=speech.text(_REST)),)
    return tuple(sorted(found, key=_moment))


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting as the old paper has it; `more` is empty where only the main facts were kept."""

    start: datetime
    table: str
    partner: Partner
    more: dict[str, str]

    @staticmethod
    def kept(plain: dict[str, Any]) -> _Held:
        names = ("end", "zone", "interpreter", "profile")
        more: dict[str, str] = {name: plain[name] for name in names if name in plain}
        start = datetime.fromisoformat(plain["start"])
        return _Held(start, plain["table"], Partner(**plain["partner"]), more)


def _of_meetings(
    kept: Iterable[dict[str, Any]], now: AgendaData, spoken: AgendaData, speech: Speech
) -> Iterator[AgendaChange]:
    old: dict[tuple[str, str], list[_Held]] = defaultdict(list)
    for plain in kept:
        held = _Held.kept(plain)
        old[held.partner.name, held.partner.organisation].append(held)
    fresh: list[AgendaEntry] = []
    for entry, said in zip(_meetings(now), _meetings(spoken), strict=True):
        who = _who(entry)
        ours = old[who.name, who.organisation]
        same = next(
            (one for one in ours if (one.start, one.table) == (entry.start, entry.table)), None
        )
        if same is None:
            fresh.append(entry)
            continue
        ours.remove(same)  # those that stand as they were, first
        if details := _details(same, entry, said, speech):
            partner = _said(who, speech)
            yield AgendaChange(
                ChangeKind.CHANGED, partner, entry.start, entry.table, details=details
            )
    for entry in fresh:
        who = _who(entry)
        ours = old[who.name, who.organisation]
        partner = _said(who, speech)
        if ours:
            was = ours.pop(0)
            yield AgendaChange(
                ChangeKind.MOVED, partner, entry.start, entry.table, was.start, was.table
            )
        else:
            yield AgendaChange(ChangeKind.NEW, partner, entry.start, entry.table)
    for left in old.values():
        for one in left:
            partner = _said(one.partner, speech)
            yield AgendaChange(ChangeKind.GONE, partner, was_start=one.start, was_table=one.table)


def _details(before: _Held, entry: AgendaEntry, said: AgendaEntry, speech: Speech) -> str:
    """What else is new about a meeting that stands where it stood."""
    more, found = before.more, []
    if "end" in more and datetime.fromisoformat(more["end"]) != entry.end:
        found.append(f"{speech.clock(entry.start.time())} – {speech.clock(entry.end.time())}")
    if "zone" in more and more["zone"] != entry.zone:
        found.append(said.zone or "–")
    if "interpreter" in more and more["interpreter"] != entry.interpreter:
        name = entry.interpreter or "–"
        found.append(speech.text("Interpreter: {text}").replace("{text}", name))
    if "profile" in more and more["profile"] != _profile(entry):
        found.append(speech.text("Offers and needs"))
    return " · ".join(found)


@dataclass(frozen=True, slots=True)
class _Happening:
    """An entry of the programme."""

    start: datetime
    end: datetime
    title: str
    place: str

    @staticmethod
    def kept(start: str, end: str, title: str, place: str) -> _Happening:
        return _Happening(datetime.fromisoformat(start), datetime.fromisoformat(end), title, place)


_ALIKE: tuple[Callable[[_Happening], object], ...] = (
    lambda one: one,
    lambda one: (one.title, one.start.date()),
    lambda one: one.title,
)
"""By what an entry is found again: as it was, on its day, on another one."""


def _of_programme(
    old: list[_Happening], programme: Sequence[AgendaEntry]
) -> Iterator[AgendaChange]:
    left = [_Happening(e.start, e.end, e.title, e.zone) for e in programme]
    nobody = Partner("")
    for alike in _ALIKE:
        for entry in list(left):
            was = next((one for one in old if alike(one) == alike(entry)), None)
            if was is None:
                continue
            old.remove(was)
            left.remove(entry)
            if was != entry:
                yield AgendaChange(
                    ChangeKind.MOVED, nobody, entry.start, was_start=was.start, title=entry.title,
                    end=entry.end, was_end=was.end, place=entry.place, was_place=was.place,
                )  # fmt: skip
    for entry in left:
        yield AgendaChange(
            ChangeKind.NEW, nobody, entry.start, title=entry.title, end=entry.end, place=entry.place
        )
    for was in old:
        yield AgendaChange(
            ChangeKind.GONE, nobody, was_start=was.start, title=was.title, was_end=was.end,
            was_place=was.place,
        )  # fmt: skip


def _moment(change: AgendaChange) -> datetime:
    moment = change.start or change.was_start
    assert moment is not None  # every change that is compared one by one has one of them
    return moment


def _meetings(agenda: AgendaData) -> Iterable[AgendaEntry]:
    return (e for day in agenda.days for e in day.entries if e.kind is EntryKind.MEETING)


def _profile(entry: AgendaEntry) -> str:
    """A short mark of what the partner offers and needs: to tell that it changed, not how."""
    return blake2s(f"{entry.offers}\0{entry.needs}".encode(), digest_size=6).hexdigest()


def _who(entry: AgendaEntry) -> Partner:
    """The first partner, who names the meeting; several are told apart by all their names."""
    if len(entry.partners) < 2:
        return entry.partners[0] if entry.partners else Partner("")
    return replace(entry.partners[0], name=", ".join(one.name for one in entry.partners))


def _said(partner: Partner, speech: Speech) -> Partner:
    return replace(partner, country=speech.country(partner.country_code))
