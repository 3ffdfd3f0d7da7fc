"""Small planning problems, and their true optimum found by trying everything."""

from __future__ import annotations

import os
import random
from dataclasses import replace

from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.problem import (
    Participant,
    Placement,
    PlanningProblem,
    Request,
    Slot,
    Table,
)


def slots(count, *, per_day=99, per_session=99):
    made = []
    for n in range(count):
        day, place = divmod(n, per_day)
        session = f"d{day}-{place // per_session}"
        made.append(Slot(f"s{n}", n + 1, day, 540 + 25 * place, 560 + 25 * place, session))
    return tuple(made)


def tables(count, **more):
    return tuple(Table(f"t{n}", n + 1, **more) for n in range(count))


def people(count, **more):
    return tuple(Participant(f"p{n}", organisation=f"o{n}", **more) for n in range(count))


def pair(key, one, other, weight=1, **more):
    return Request(key, (f"p{one}", f"p{other}"), weight, **more)


def problem(*requests, n_slots=4, n_tables=4, n_people=6, **more):
    given = {
        "slots": slots(n_slots),
        "tables": tables(n_tables),
        "participants": people(n_people),
        **more,
    }
    return PlanningProblem(requests=requests, **given)


def person_with(key, **more):
    """The people of `problem`, one of them changed."""
    return tuple(replace(p, **more) if p.key == key else p for p in people(6))


def table_with(key, **more):
    """The tables of `problem`, one of them changed."""
    return tuple(replace(t, **more) if t.key == key else t for t in tables(4))


def met(key, one, other, slot, table, **more):
    return Placement(key, (f"p{one}", f"p{other}"), f"s{slot}", f"t{table}", **more)


def large(seed, *, n_people, n_requests, n_slots, n_tables, away=0.2):
    """A random event whose most wanted have far more requests than slots."""
    dice = random.Random(seed)
    fame = [dice.paretovariate(1.3) for _ in range(n_people)]
    pairs = set()
    while len(pairs) < n_requests:
        one, other = dice.randrange(n_people), dice.choices(range(n_people), fame)[0]
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    requests = tuple(
        pair(f"r{n}", *both, dice.randint(1, 9)) for n, both in enumerate(sorted(pairs))
    )
    times = slots(n_slots, per_day=-(-n_slots // 2), per_session=-(-n_slots // 4))
    present = tuple(
        replace(person, unavailable=frozenset(s.key for s in times if dice.random() < away))
        for person in people(n_people)
    )
    return PlanningProblem(times, tables(n_tables), present, requests)


def examples(count):
    """How many random events a test tries: `MATCHDESK_CASES` times the usual number."""
    return count * int(os.environ.get("MATCHDESK_CASES", "1"))


def best_by_trying(case, order=("musts", "weight")):
    """The best plan's value of each aim in turn: every request at every slot and table, or nowhere.

    Written from the rules' wording alone; shares nothing with what it tests. What is better when
    smaller (`left_out`) comes with a minus.
    """
    given = {p.request for p in case.locked}
    fixed = [(p.parties, p.slot, p.table, p.request) for p in case.locked]
    left = [r for r in case.requests if r.wish is not Wish.NEVER_MEET and r.key not in given]
    alone = {
        r.key
        for r in left
        for slot in case.slots
        if _may_meet(case, r, slot, fixed)
        and any(_may_sit(case, r, slot, table, fixed) for table in case.tables)
        and _all_served(case, [*fixed, (r.parties, slot.key, "alone", r.key)])
    }
    return max(
        tuple(_score(case, done, alone)[aim] for aim in order)
        for done in _every_plan(case, left, fixed)
        if _all_served(case, done)
    )


def _every_plan(case, left, done):
    if not left:
        yield done
        return
    request, rest = left[0], left[1:]
    yield from _every_plan(case, rest, done)
    for slot in case.slots:
        if _may_meet(case, request, slot, done):
            for table in case.tables:
                if _may_sit(case, request, slot, table, done):
                    entry = (request.parties, slot.key, table.key, request.key)
                    yield from _every_plan(case, rest, [*done, entry])


def _score(case, done, alone):
    held = {entry[3] for entry in done}
    placed = [r for r in case.requests if r.key in held and r.wish is not Wish.NEVER_MEET]
    meet = {key for entry in done for key in entry[0]}
    left_out, shares = 0, [1000]
    for person in case.participants:
        wished = [r for r in case.requests if person.key in r.parties and r.key in alone]
        got = [r for r in placed if person.key in r.parties]
        if wished and person.key not in meet:
            left_out += 1
        elif wished:
            asked = {r.key: r.weight for r in (*wished, *got)}
            shares.append(1000 * sum(r.weight for r in got) // sum(asked.values()))
    return {
        "musts": sum(r.wish is Wish.MUST_MEET for r in placed),
        "weight": sum(r.weight for r in placed),
        "left_out": -left_out,
        "worst_share": min(shares),
    }


def _may_meet(case, request, slot, done):
    if request.fixed_slot not in (None, slot.key):
        return False
    if request.sessions is not None and slot.session not in request.sessions:
        return False
    parties = set(request.parties)
    never = [r for r in case.requests if r.wish is Wish.NEVER_MEET]
    if any(len(parties.intersection(r.parties)) > 1 for r in never):
        return False
    for key in request.parties:
        person = next(p for p in case.participants if p.key == key)
        mine = [entry for entry in done if key in entry[0]]
        if slot.key in person.unavailable or any(entry[1] == slot.key for entry in mine):
            return False
        if person.sessions is not None and slot.session not in person.sessions:
            return False
        if person.max_meetings is not None and len(mine) >= person.max_meetings:
            return False
        if _longest_row(case, [*(entry[1] for entry in mine), slot.key]) > (
            person.most_in_a_row or 99
        ):
            return False
        usable = {
            s.key
            for s in case.slots
            if s.key not in person.unavailable
            and (person.sessions is None or s.session in person.sessions)
        }
        taken = usable.intersection(entry[1] for entry in mine) | {slot.key}
        if person.free_slots is not None and len(usable - taken) < person.free_slots:
            return False
    time = {s.key: (s.day, s.starts) for s in case.slots}
    after = {r.key: r.after for r in case.requests}
    for _, other, _, key in done:
        if key in request.after and time[other] >= time[slot.key]:
            return False
        if key is not None and request.key in after[key] and time[other] <= time[slot.key]:
            return False
    return True


def _longest_row(case, held):
    best = row = 0
    before = None
    for slot in sorted(case.slots, key=lambda s: (s.day, s.starts)):
        if before is None or (before.day, before.session) != (slot.day, slot.session):
            row = 0
        row = row + 1 if slot.key in held else 0
        best, before = max(best, row), slot
    return best


def _all_served(case, done):
    """Whether in every slot the interpreters can be shared out, tried one by one."""
    if not case.interpreters:
        return True
    new = [
        entry
        for entry in done
        if entry[:3] not in [(p.parties, p.slot, p.table) for p in case.locked]
    ]
    for slot in {entry[1] for entry in new}:
        here = [entry[0] for entry in done if entry[1] == slot]
        taken = {p.interpreter for p in case.locked if p.slot == slot}
        free = [i for i in case.interpreters if slot not in i.unavailable and i.key not in taken]
        engaged = {i.participant for i in case.interpreters if i.key in taken}
        if any(engaged.intersection(entry[0]) for entry in new if entry[1] == slot):
            return False
        free = [i for i in free if not any(i.participant in parties for parties in here)]
        locked = [p.parties for p in case.locked if p.slot == slot and p.interpreter is None]
        stuck = [p for p in locked if _needs(case, p) and not _served(case, [p], free)]
        done_for = [p.parties for p in case.locked if p.slot == slot and p.interpreter]
        asking = [p for p in here if p not in stuck and p not in done_for and _needs(case, p)]
        if not _served(case, asking, free):
            return False
    return True


def _needs(case, parties):
    spoken = [p.languages for p in case.participants if p.key in parties and p.languages]
    return bool(spoken) and not frozenset.intersection(*spoken)


def _served(case, asking, free):
    if not asking:
        return True
    return any(
        _bridges(case, asking[0], one) and _served(case, asking[1:], [o for o in free if o != one])
        for one in free
    )


def _bridges(case, parties, interpreter):
    spoken = [p.languages for p in case.participants if p.key in parties and p.languages]
    return any(
        all(
            any(a == b or frozenset((a, b)) in interpreter.pairs for b in known) for known in spoken
        )
        for languages in spoken
        for a in languages
    )


def _may_sit(case, request, slot, table, done):
    homes = [p.organisation for p in case.participants if p.key in request.parties]
    return (
        slot.key not in table.blocked
        and table.seats >= len(request.parties)
        and table.reserved_for in (None, *homes)
        and not any(entry[1] == slot.key and entry[2] == table.key for entry in done)
    )
