"""Offers and needs, also where they hide in a description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchdesk.interchange.headers import FileKind, match
from matchdesk.interchange.rowreading import Fields
from matchdesk.interchange.text import items

_LABEL = re.compile(r"(?:^|(?<=[.;!?\n]))\s*([^\W\d_][^\n:.;]{1,30}?)\s*:\s+")


@dataclass(frozen=True, slots=True)
class Profile:
    """`rest` is what the description says besides."""

    offers: tuple[str, ...]
    needs: tuple[str, ...]
    rest: str


def read(row: Fields) -> Profile:
    """The profile of a row; its own columns go before what the description says."""
    found = {"offers": list(row.list("offers")), "needs": list(row.list("needs"))}
    text = row.lines("profile")
    pieces = _LABEL.split(text)
    rest = [pieces[0].strip()]
    for label, said in zip(pieces[1::2], pieces[2::2], strict=True):
        side = match(FileKind.PARTICIPANTS, label)
        if side and side.field in found:
            listed = (item.strip(" .") for item in items(said, commas=False))
            found[side.field] += [i for i in listed if i and i not in found[side.field]]
        else:
            rest.append(f"{label}: {said.strip()}")
    return Profile(tuple(found["offers"]), tuple(found["needs"]), " ".join(t for t in rest if t))
