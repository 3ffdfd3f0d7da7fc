"""What stands and what is taken back, kept up with the journal, against reading all of it."""

from __future__ import annotations

import random

from sqlalchemy import select

from matchdesk.core.errors import MatchDeskError
from matchdesk.models import JournaledSet
from matchdesk.services.lineage import Lineage, taken_back_by
from matchdesk.services.people import EditParticipant
from tests import factories


def stacks(session, desk: str) -> tuple[list[int], list[int]]:
    """Undo and redo as they would be played through from the first change set."""
    sets = session.scalars(select(JournaledSet).order_by(JournaledSet.number)).all()
    root: dict[int, int] = {}
    undoes, newest = set(), {}
    for one in sets:
        root[one.number] = one.number if one.reverts is None else root[one.reverts]
        newest[root[one.number]] = one.number
        if one.reverts is not None and one.reverts not in undoes:
            undoes.add(one.number)
    undo: dict[int, int] = {}
    redo: dict[int, int] = {}
    for one in sets:
        if one.desk != desk or not one.undoable:
            continue
        if one.reverts is None:
            redo.clear()
        stack = redo if one.number in undoes else undo
        stack.pop(root[one.number], None)
        last = newest[root[one.number]]
        if (last in undoes) is (one.number in undoes):
            stack[root[one.number]] = one.number
    return list(undo.values()), list(redo.values())


def step(chance: random.Random, desk, person: str) -> None:
    act = chance.random()
    try:
        if act < 0.35:
            desk.run(EditParticipant(person, {"job_title": f"Head {chance.random()}"}))
        elif act < 0.6:
            desk.history.undo()
        elif act < 0.8:
            desk.history.redo()
        else:
            desk.history.undo(chance.choice(desk.history.page()).number)
    except MatchDeskError:
        pass


def test_next_undo_and_redo_are_those_of_playing_it_all_through(file_address, opener):
    desks = {name: opener(file_address, name) for name in ("a", "b")}
    people = {name: factories.participant(desk, name) for name, desk in desks.items()}
    chance, line = random.Random(7), Lineage()
    for _turn in range(120):
        name = chance.choice("ab")
        step(chance, desks[name], people[name])
        with desks["a"]._database.reading() as session:
            for one in desks:
                undo, redo = stacks(session, f"desk {one}")
                found = [ask(session, f"desk {one}") for ask in (line.next_undo, line.next_redo)]
                assert found == [undo[-1] if undo else None, redo[-1] if redo else None]


def test_one_set_alone_is_known_to_be_taken_back_as_among_all(file_address, opener):
    desk = opener(file_address, "a")
    person, chance, line = factories.participant(desk, "Ana"), random.Random(3), Lineage()
    for _turn in range(60):
        step(chance, desk, person)
    with desk._database.reading() as session:
        line.follow(session)
        numbers = session.scalars(select(JournaledSet.number)).all()
        alone = [taken_back_by(session, number) for number in numbers]
        assert alone == [line.taken_back_by(number) for number in numbers]
        assert {answer is None for answer in alone} == {True, False}
