"""A grid under construction: requests at slots, always without a hard violation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matchdesk.scheduling.model import Case, bits, too_long
from matchdesk.scheduling.rooms import Rooms

CHAIN = 200
"""Meetings one swap may move; longer chains are given up."""


class Grid:
    """Where every request of a `Case` stands (`slot_of[r]`, -1: nowhere).

    Every method leaves the grid valid, or says no and changes nothing. For one thread.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.slot_of = [-1] * len(case.requests)
        self.free = list(case.present)
        self.most = list(case.most)
        self.at: list[dict[int, int]] = [{} for _ in case.people]
        self.in_slot: list[dict[int, None]] = [{} for _ in case.slots]
        self.rooms = Rooms(case)
        self.interpreters = Rooms(case.interpreters)
        self.limited = frozenset(p for p, limit in enumerate(case.run_limit) if limit)
        self.tired = [0] * len(case.people)  # where one more would be too many in a row
        for p in self.limited:
            self._rest(p)

    def value(self) -> int:
        """The sum of the placed requests' values."""
        return sum(v for v, slot in zip(self.case.value, self.slot_of, strict=True) if slot >= 0)

    def options(self, request: int) -> int:
        """Mask of the slots it could take as things stand, whether or not a table is left."""
        if any(not self.most[p] for p in self.case.parties[request]):
            return 0
        return self.moves(request)

    def moves(self, request: int) -> int:
        """Mask of the slots a request could change to, whether or not a table is left."""
        mask = self.case.allowed[request] & self.in_order(request)
        for p in self.case.parties[request]:
            mask &= self.free[p] & ~self.tired[p]
        return mask

    def put(self, request: int, slot: int) -> bool:
        """Place an unplaced request in one of its `options`.

        False if no table or interpreter is left, or somebody would have too many in a row.
        """
        case = self.case
        if self.limited and any(self.tired[p] >> slot & 1 for p in case.parties[request]):
            return False
        if not self.rooms.add(slot, case.kind[request]):
            return False
        needs = case.needs[request]
        for done, kind in enumerate(needs):
            if not self.interpreters.add(slot, kind):
                self._release(slot, needs[:done])
                self.rooms.remove(slot, case.kind[request])
                return False
        self._stand(request, slot)
        return True

    def take(self, request: int) -> int:
        """Take a placed request out; returns where it was."""
        slot = self.slot_of[request]
        self.rooms.remove(slot, self.case.kind[request])
        self._release(slot, self.case.needs[request])
        self._leave(request)
        return slot

    def place(self, request: int) -> bool:
        """Put an unplaced request into its first possible slot."""
        return any(self.put(request, s) for s in bits(self.options(request) & self.rooms.open))

    def squeeze(self, request: int) -> bool:
        """Place an unplaced request by moving others, none of which is lost."""
        if not self.rooms.open or any(not self.most[p] for p in self.case.parties[request]):
            return False
        return self._make_room(request) or self._swap_in(request)

    def swap(
        self, seeds: Iterable[int], slot: int, other: int, keep_out: Sequence[int] = ()
    ) -> list[int] | None:
        """Exchange `slot` and `other` for all meetings linked to `seeds` by their people.

        A Kempe chain: every meeting in reach along shared participants changes to the other of the
        two slots. None, and nothing changed, if one of them cannot or somebody of `keep_out` would
        come to meet in `slot`. Repeating it with the chain as seeds takes it back.
        """
        chain = self._chain(seeds, slot, other, keep_out)
        if chain is None:
            return None
        old = [self.slot_of[m] for m in chain]
        self._lift(chain)
        if self._drop(chain, [other if s == slot else slot for s in old]):
            return chain
        self._drop(chain, old)
        return None

    def restore(self, slot_of: Sequence[int]) -> None:
        """Make the grid what it was when `slot_of` was copied from it."""
        self._lift([r for r, slot in enumerate(self.slot_of) if slot >= 0])
        stand = [r for r, slot in enumerate(slot_of) if slot >= 0]
        self._drop(stand, [slot_of[r] for r in stand])

    def stands(self, slot_of: Sequence[int]) -> bool:
        """Whether every request can be where `slot_of` says; if so an empty grid becomes that."""
        for request, slot in enumerate(slot_of):
            if slot >= 0 and not (self.options(request) >> slot & 1 and self.put(request, slot)):
                return False
        return True

    # --- pieces -----------------------------------------------------------------------------

    def _release(self, slot: int, needs: Sequence[int]) -> None:
        for kind in needs:
            self.interpreters.remove(slot, kind)

    def _rest(self, person: int) -> None:
        held = self.case.busy[person]
        for slot in self.at[person]:
            held |= 1 << slot
        self.tired[person] = too_long(held, self.case.run_limit[person], self.case.sessions)

    def _stand(self, request: int, slot: int) -> None:
        self.slot_of[request] = slot
        self.in_slot[slot][request] = None
        for p in self.case.parties[request]:
            self.free[p] ^= 1 << slot
            self.at[p][slot] = request
            self.most[p] -= 1
            if p in self.limited:
                self._rest(p)

    def _leave(self, request: int) -> None:
        slot = self.slot_of[request]
        self.slot_of[request] = -1
        del self.in_slot[slot][request]
        for p in self.case.parties[request]:
            self.free[p] ^= 1 << slot
            del self.at[p][slot]
            self.most[p] += 1
            if p in self.limited:
                self._rest(p)

    def _lift(self, requests: Iterable[int]) -> None:
        for request in requests:
            self.take(request)

    def _drop(self, requests: Sequence[int], slots: Sequence[int]) -> bool:
        """Put all of them, or none."""
        for done, (request, slot) in enumerate(zip(requests, slots, strict=True)):
            if not self.put(request, slot):
                self._lift(requests[:done])
                return False
        return True

    def in_order(self, request: int) -> int:
        """Mask of the slots its placed predecessors and successors leave."""
        mask = -1
        for earlier in self.case.before[request]:
            mask &= ~((2 << self.slot_of[earlier]) - 1) if self.slot_of[earlier] >= 0 else -1
        for later in self.case.after[request]:
            mask &= (1 << self.slot_of[later]) - 1 if self.slot_of[later] >= 0 else -1
        return mask

    def _chain(
        self, seeds: Iterable[int], slot: int, other: int, keep_out: Sequence[int]
    ) -> list[int] | None:
        case = self.case
        barred = {self.at[p].get(other) for p in keep_out}
        chain = list(seeds)
        seen = set(chain)
        for meeting in chain:
            target = other if self.slot_of[meeting] == slot else slot
            if not case.allowed[meeting] >> target & 1 or len(chain) > CHAIN:
                return None
            if case.before[meeting] or case.after[meeting]:
                return None  # an order must be kept: such meetings move one by one only
            for p in case.parties[meeting]:
                linked = self.at[p].get(target)
                if linked is not None and linked not in seen:
                    if linked in barred:
                        return None
                    seen.add(linked)
                    chain.append(linked)
        return chain

    def _make_room(self, request: int) -> bool:
        """All are free, but no table is: move another meeting to a slot that has one."""
        for slot in bits(self.options(request)):
            for other in tuple(self.in_slot[slot]):
                targets = self.moves(other) & self.rooms.open
                if targets and self._trade(request, other, slot, targets):
                    return True
        return False

    def _trade(self, request: int, other: int, slot: int, targets: int) -> bool:
        self.take(other)
        if self.options(request) >> slot & 1 and self.put(request, slot):
            for target in bits(targets & self.options(other)):
                if self.put(other, target):
                    return True
            self.take(request)
        self.put(other, slot)
        return False

    def _swap_in(self, request: int) -> bool:
        """Clear a slot of those who meet by a chain of swaps with another slot."""
        parties = self.case.parties[request]
        usable = self.case.allowed[request] & self.in_order(request)
        slots = bits(usable)
        slots.sort(key=lambda s: sum(not self.free[p] >> s & 1 for p in parties))
        for slot in slots:
            seeds = [self.at[p][slot] for p in parties if slot in self.at[p]]
            blocked = [p for p in parties if slot in self.at[p]]
            wanted = -1
            for p in blocked:
                wanted &= self.free[p]
            reach = bits(wanted & ((1 << len(self.case.slots)) - 1) & ~(1 << slot))
            for other in reach if seeds else ():
                if self._clear(request, dict.fromkeys(seeds), slot, other):
                    return True
        return False

    def _clear(self, request: int, seeds: Iterable[int], slot: int, other: int) -> bool:
        chain = self.swap(seeds, slot, other, self.case.parties[request])
        if chain is None:
            return False
        if self.options(request) >> slot & 1 and self.put(request, slot):
            return True
        self.swap(chain, slot, other)
        return False
