"""The result table funders print first: a few figures of the report under their usual names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.i18n import _
from matchdesk.services.statistics.figures import Figure

TABLE = (
    ("meetings.held", "Bilateral meetings held"),
    ("participants.arrived.europe", "Participants from Europe"),
    ("participants.arrived.third", "Participants from beyond Europe"),
    ("agreements.total", "Cooperation agreements or partnerships initiated or established"),
    ("agreements.initiated", "… of which initiated"),
    ("agreements.established", "… of which established"),
    ("cases.total", "Cooperation cases"),
    ("cases.third_share", "Share of cases with partners from beyond Europe"),
    ("countries.arrived.europe", "European countries represented"),
    ("countries.arrived.third", "Other countries represented"),
    ("smes.arrived", "SMEs represented"),
)
"""Codes of figures, with the names they have in the result table (after the European Cluster
Collaboration Platform's reports on its matchmaking events). What each means, and which other
countries came, is the figure's own definition."""


def figures(found: Sequence[Figure]) -> Iterator[Figure]:
    """The table, each figure with the rows behind the one it repeats."""
    by_code = {figure.code: figure for figure in found}
    for code, name in TABLE:
        figure = by_code[code]
        whole = figure.of if figure.unit else None
        yield replace(figure, code=f"summary.{code}", label=_(name), group=_("In short"), of=whole)
