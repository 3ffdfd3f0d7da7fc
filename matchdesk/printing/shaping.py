"""From a line of text to placed glyphs, measured in thousandths of the type size."""

from __future__ import annotations

from typing import NamedTuple

import uharfbuzz as hb

from matchdesk.printing.faces import Face
from matchdesk.printing.ordering import Chain, Run, visual_runs

_BLANK = 0x20
"""The space: the one glyph without ink in every face (the non-joiner is a bar in some)."""


class Glyph(NamedTuple):
    """One glyph in drawing order; `text` is what it reads back as (may be empty).

    `drawn` ones are no letters to a reader: their ink is a path, their text stands on blanks.
    A tuple, because a thousand badges make a hundred thousand of them.
    """

    face: Face
    gid: int
    advance: int
    dx: int
    dy: int
    cluster: int
    text: str
    drawn: bool = False


def shape(text: str, chain: Chain, base: int | None = None) -> list[list[Glyph]]:
    """The glyphs of one line from left to right, run by run; ligatures, joins and marks applied.

    `base` is the level of the paragraph of which `text` is a line, if it is one of several.
    """
    return [_shape_run(text, run) for run in visual_runs(text, chain, base)]


def _shape_run(text: str, run: Run) -> list[Glyph]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    # The whole line is given so that letters at the run's edges join as their neighbours ask.
    buffer.add_str(text, run.start, run.end - run.start)
    buffer.direction = "rtl" if run.right_to_left else "ltr"
    buffer.guess_segment_properties()
    hb.shape(run.face.hb_font, buffer)
    clusters = [info.cluster for info in buffer.glyph_infos]
    if not run.right_to_left and clusters == list(range(run.start, run.end)):
        texts = list(text[run.start : run.end])  # one glyph a letter, as in plain Latin
    else:
        texts = _texts(clusters, text, run)
    glyphs = [
        Glyph(
            run.face,
            info.codepoint,
            position.x_advance,
            position.x_offset,
            position.y_offset,
            info.cluster,
            piece,
        )
        for info, position, piece in zip(
            buffer.glyph_infos, buffer.glyph_positions, texts, strict=True
        )
    ]
    return _for_readers(glyphs, run) if run.right_to_left else glyphs


def _for_readers(glyphs: list[Glyph], run: Run) -> list[Glyph]:
    """Each letter of a right-to-left run with a code of its own, one after the other.

    Readers turn the letters of a ligature in different ways, lose the place of a mark that stands
    higher or beside its letter, and make a letter up for a glyph that stands for none. Such letters
    are written on blanks of no width, and the ink of such glyphs is drawn.
    """
    blank = run.face.hb_font.get_nominal_glyph(_BLANK)
    if not blank:
        return glyphs
    parted: list[Glyph] = []
    for glyph in glyphs:
        drawn = bool(glyph.dy or (glyph.dx and not glyph.advance) or not glyph.text)
        kept = "" if drawn else glyph.text[:1]
        for letter in reversed(glyph.text[len(kept) :]):
            parted.append(Glyph(run.face, blank, 0, 0, 0, glyph.cluster, letter))
        parted.append(glyph if not drawn and kept == glyph.text
                      else glyph._replace(text=kept, drawn=drawn))  # fmt: skip
    return parted


def _texts(clusters: list[int], text: str, run: Run) -> list[str]:
    """What each glyph reads back as, its cluster's letters shared out in drawing order.

    Readers turn right-to-left text round glyph by glyph, so there the letters are dealt out from
    the last glyph to the first.
    """
    order = range(len(clusters) - 1, -1, -1) if run.right_to_left else range(len(clusters))
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], run.end], strict=True))
    counts: dict[int, int] = {}
    for cluster in clusters:
        counts[cluster] = counts.get(cluster, 0) + 1
    texts = [""] * len(clusters)
    dealt: dict[int, int] = {}
    for index in order:
        cluster = clusters[index]
        counts[cluster] -= 1
        start = cluster + dealt.get(cluster, 0)
        end = ends[cluster]
        if counts[cluster] > 0:
            end = min(start + 1, end)
        texts[index] = text[start:end]
        dealt[cluster] = dealt.get(cluster, 0) + max(0, end - start)
    return texts
