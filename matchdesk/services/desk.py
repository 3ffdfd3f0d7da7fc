"""One open event: everything a screen or a subcommand may ask for or have done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from matchdesk.core.changes import ChangeFeed
from matchdesk.core.clock import Clock
from matchdesk.core.progress import Progress
from matchdesk.services import (
    absences,
    agenda,
    attendance,
    badges,
    checkin,
    designs,
    desks,
    event_layout,
    events,
    free_now,
    guards,
    history,
    interpreters,
    outcomes,
    people,
    planning,
    printing,
    recommendations,
    repairing,
    requests,
    spooling,
    statistics,
    transfer,
    verifying,
    whatif,
)
from matchdesk.services.board import Snapshots
from matchdesk.services.bus import Command, CommandBus, Done, Handler
from matchdesk.services.settings import Settings
from matchdesk.storage.database import Database
from matchdesk.storage.unit_of_work import Signature
from matchdesk.storage.watcher import Watcher

HANDLERS: dict[type[Command], Handler] = {
    **events.HANDLERS,
    **event_layout.HANDLERS,
    **history.HANDLERS,
    **desks.HANDLERS,
    **absences.HANDLERS,
    **checkin.HANDLERS,
    **badges.HANDLERS,
    **outcomes.HANDLERS,
    **statistics.HANDLERS,
    **people.HANDLERS,
    **planning.HANDLERS,
    **repairing.HANDLERS,
    **agenda.HANDLERS,
    **requests.HANDLERS,
    **interpreters.HANDLERS,
    **attendance.HANDLERS,
    **transfer.HANDLERS,
    **printing.HANDLERS,
    **designs.HANDLERS,
    **whatif.HANDLERS,
}
"""Every command there is, with what carries it out."""

GUARDS = (guards.no_double_booking,)


class Desk:
    """Thread-safe. `close` ends its threads and connections.

    Topics (`events`, `history`, …) answer questions with frozen dataclasses; `run` changes things.
    """

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.feed = ChangeFeed()
        self.link_up = True
        self.on_link: Callable[[bool], None] = lambda up: None
        self._database = database
        boards = Snapshots()
        self._bus = CommandBus(
            database, self.feed, clock, self._signature, HANDLERS, GUARDS, boards
        )
        self._watcher: Watcher | None = None
        self.events = events.EventQueries(database)
        self.desks = desks.DeskQueries(database)
        self.people = people.PeopleQueries(database)
        self.layout = event_layout.LayoutQueries(database)
        self.planning = planning.PlanningQueries(database, clock)
        self.recommendations = recommendations.Recommendations(database)
        self.repair = repairing.RepairQueries(database, clock, self.recommendations, boards)
        self.agenda = agenda.AgendaQueries(database, clock, boards)
        self.interpreters = interpreters.InterpreterQueries(database, boards)
        self.what_if: whatif.WhatIf[Desk] = whatif.WhatIf(
            database, lambda copy: Desk(copy, settings, clock), boards
        )
        self.requests = requests.RequestQueries(database, boards)
        self.free_now = free_now.FreeNowQueries(database, clock, boards, self.recommendations)
        self.checkin = checkin.CheckInQueries(database, clock)
        self.outcomes = outcomes.OutcomeQueries(database, clock)
        self.attendance = attendance.AttendanceQueries(database, clock)
        self.statistics = statistics.StatisticsQueries(database, clock)
        self.printing = printing.Printing(database, clock, self.run)
        self.designs = designs.Designs(database)
        self.print_queue = spooling.PrintQueue(database, settings, clock, self.printing)
        self.transfer = transfer.Transfer(database, self.run, clock, self._signature, settings)
        self.history = history.History(database, self.run, lambda: settings.desk)

    @property
    def address(self) -> str:
        """Where the event lies: a path, or a database address without its password."""
        return self._database.label

    def run(
        self, command: Command, progress: Progress | None = None, command_id: str | None = None
    ) -> Done:
        """Carry out `command`; see `CommandBus.run`."""
        return self._bus.run(command, progress, command_id)

    def restored(self, archive: Path, target: Path, progress: Progress) -> str:
        """The address of a new event made from an archive; raises `StorageFault`, `Cancelled`."""
        from matchdesk.storage import archiving  # rarely needed

        made = archiving.restore(str(target), archive, progress)
        made.close()
        return made.label

    def verify(self) -> verifying.Verdict:
        """Check everything that is stored; see `services.verifying`."""
        return verifying.verify(self._database)

    def watch(self) -> None:
        """Begin to publish other desks' changes to `feed`."""
        if self._watcher is None:
            self._watcher = Watcher(self._database, self.feed, self._link)
            self._watcher.start()

    def close(self) -> None:
        """Leave the event; a second call does nothing."""
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None
        self.print_queue.close()
        self.printing.close()
        self._database.close()

    def _signature(self) -> Signature:
        return Signature(self.settings.operator, self.settings.desk)

    def _link(self, up: bool) -> None:
        self.link_up = up
        self.on_link(up)
