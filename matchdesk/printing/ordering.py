"""Splitting a line into runs of one face and one direction, in the order they are drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bidi import algorithm

from matchdesk.printing.brackets import resolve_brackets
from matchdesk.printing.characters import (
    extends,
    is_right_to_left,
    is_simple,
    runs_right_to_left,
)
from matchdesk.printing.faces import TEXT_FAMILIES, Face

Chain = Sequence[Face]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of a line, all in one face and at one embedding level."""

    face: Face
    start: int
    end: int
    level: int

    @property
    def right_to_left(self) -> bool:
        """Whether the run is drawn from right to left."""
        return self.level % 2 == 1


def visual_runs(text: str, chain: Chain, base: int | None = None) -> list[Run]:
    """The runs of `text` from left to right as they stand on the paper (rule L2 of UAX 9)."""
    if text and not base and is_simple(text) and chain[0].covers_all(text):
        return [Run(chain[0], 0, len(text), 0)]
    levels = embedding_levels(text, base)
    faces = choose_faces(text, chain)
    runs: list[Run] = []
    start = 0
    for index in range(1, len(text) + 1):
        ended = index == len(text)
        if ended or faces[index] is not faces[start] or levels[index] != levels[start]:
            runs.append(Run(faces[start], start, index, levels[start]))
            start = index
    return _reordered(runs)


def embedding_levels(text: str, base: int | None = None) -> list[int]:
    """The embedding level of each character; odd means right to left.

    Unless `base` (0 or 1) is given, the paragraph runs as its first strong letter does. Joiners
    take the level before them.
    """
    if not is_right_to_left(text) and not base:
        return [0] * len(text)
    if base is None:
        base = 1 if runs_right_to_left(text) else 0
    visible = [i for i, c in enumerate(text) if unicodedata.bidirectional(c) != "BN"]
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels("".join(text[i] for i in visible), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    resolve_brackets(storage["chars"], "LR"[base])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found = dict(zip(visible, (c["level"] for c in storage["chars"]), strict=True))
    levels: list[int] = []
    for index in range(len(text)):
        levels.append(found.get(index, levels[-1] if levels else base))
    return levels


def choose_faces(text: str, chain: Chain) -> list[Face]:
    """The face of each character: blanks, marks and signs stay with what precedes them."""
    spacing = chain[: len(TEXT_FAMILIES)]  # ideographs and emoji have blanks and dots too wide
    faces: list[Face] = []
    for index, character in enumerate(text):
        before = faces[-1] if faces else None
        follows = before in spacing and before is not None and _follows(character, before)
        if before is not None and (extends(character) or follows):
            faces.append(before)
            continue
        following = text[index + 1] if index + 1 < len(text) else ""
        faces.append(_first_covering(character, following, chain))
    return faces


def missing(text: str, chain: Chain) -> list[str]:
    """The characters of `text` that no face of the chain can draw."""
    if is_simple(text) and chain[0].covers_all(text):
        return []
    return [
        c
        for c in text
        if not extends(c) and not c.isspace() and not any(f.covers(c) for f in chain)
    ]


def _follows(character: str, before: Face) -> bool:
    """Whether a sign without a script of its own is drawn by the face of the text before it."""
    neutral = character.isspace() or unicodedata.category(character)[0] == "P"
    return neutral and before.covers(character)


def _first_covering(character: str, following: str, chain: Chain) -> Face:
    if following == "\ufe0f" and chain[-1].covers(character):
        return chain[-1]
    return next((face for face in chain if face.covers(character)), chain[0])


def _reordered(runs: list[Run]) -> list[Run]:
    if not any(run.level for run in runs):
        return runs
    ordered = list(runs)
    for level in range(max(run.level for run in runs), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = end + 1
    return ordered
