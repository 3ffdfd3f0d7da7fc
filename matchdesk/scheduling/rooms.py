"""How many meetings of which kind still find a table (or an interpreter), kept up move by move."""

from __future__ import annotations

from matchdesk.scheduling.families import Shared


class Rooms:
    """Counts of tables by slot and group; a meeting belongs to a group, not yet to a table.

    `shared` is a `Case` for its tables, or its `interpreters`.

    `add` finds room if there is any at all, by letting meetings already there change groups
    (augmenting paths); so a slot accepts exactly those meetings that can all be seated.
    """

    def __init__(self, shared: Shared) -> None:
        self._eligible = shared.eligible
        self._left = [list(free) for free in shared.capacity]
        self._total = [sum(free) for free in shared.capacity]
        kinds = len(shared.eligible)
        self._used = [[[0] * len(free) for _ in range(kinds)] for free in shared.capacity]
        self.open = sum(1 << s for s, total in enumerate(self._total) if total)
        self.unseated = tuple(  # locked meetings for which the slot has no table at all
            (s, k) for s, k in shared.waiting if not self.add(s, k)
        )

    def left(self, slot: int) -> int:
        """Tables of any group without a meeting in `slot`."""
        return self._total[slot]

    def add(self, slot: int, kind: int) -> bool:
        """Take in a meeting of `kind`; False, and nothing changed, if no table can be made free."""
        left = self._left[slot]
        for group in self._eligible[kind]:
            if left[group]:
                break
        else:
            if not self._total[slot] or not self._shift(slot, kind):
                return False
            group = next(g for g in self._eligible[kind] if left[g])
        left[group] -= 1
        self._used[slot][kind][group] += 1
        self._total[slot] -= 1
        if not self._total[slot]:
            self.open &= ~(1 << slot)
        return True

    def can_add(self, slot: int, kind: int) -> bool:
        """Whether `add` would find room."""
        if not self.add(slot, kind):
            return False
        self.remove(slot, kind)
        return True

    def remove(self, slot: int, kind: int) -> None:
        """Let go of a meeting of `kind`, from its least fitting group."""
        used = self._used[slot][kind]
        group = next(g for g in reversed(self._eligible[kind]) if used[g])
        used[group] -= 1
        self._left[slot][group] += 1
        self._total[slot] += 1
        self.open |= 1 << slot

    def _shift(self, slot: int, kind: int) -> bool:
        """Free a table of a group `kind` may use, by moving others along; breadth first."""
        used, left = self._used[slot], self._left[slot]
        came: dict[int, tuple[int, int] | None] = dict.fromkeys(self._eligible[kind])
        queue = list(came)
        for group in queue:
            if left[group]:
                while (step := came[group]) is not None:
                    mover, source = step
                    used[mover][group] += 1
                    used[mover][source] -= 1
                    left[group] -= 1
                    left[source] += 1
                    group = source
                return True
            for mover, seats in enumerate(used):
                if seats[group]:
                    for target in self._eligible[mover]:
                        if target not in came:
                            came[target] = (mover, group)
                            queue.append(target)
        return False
