"""Brackets in lines of both directions: a pair belongs together (rule N0 of UAX 9).

The library that gives the levels leaves this rule out; without it "(Tehran Cluster) · Iran" after a
Persian name opens at one end and closes at the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_PAIRS = dict(zip("([{（［｛「『【〔〈《⟨⁅〖", ")]}）］｝」』】〕〉》⟩⁆〗", strict=True))
"""Of BidiBrackets.txt those that stand in names."""
_CLOSING = frozenset(_PAIRS.values())


def resolve_brackets(characters: Sequence[dict[str, Any]], embedding: str) -> None:
    """Give both brackets of each pair their direction, "L" or "R", where the rule knows one.

    `characters` are the library's, weak types resolved, all at the level of `embedding`; their
    "type" is changed in place.
    """
    for first, last in sorted(_pairs(characters)):
        inside = {_strong(one) for one in characters[first + 1 : last]} - {""}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            before = (_strong(one) for one in reversed(characters[:first]))
            direction = next(filter(None, before), embedding)
        characters[first]["type"] = characters[last]["type"] = direction


def _pairs(characters: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Where brackets open and close, as definition BD16 pairs them."""
    open_: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        sign = character["ch"]
        if sign in _PAIRS and character["type"] == "ON":
            open_.append((_PAIRS[sign], index))
        elif sign in _CLOSING and character["type"] == "ON":
            at = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][0] == sign), None)
            if at is not None:
                yield open_[at][1], index
                del open_[at:]


def _strong(character: dict[str, Any]) -> str:
    """Numbers count as right to left here."""
    kind = character["type"]
    return {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}.get(kind, "")
