"""Codes to sentences, for screen and command line alike.

Each topic has a module with a table `SENTENCES: dict[code, source text]`; blanks in braces are
filled from the error's data. A new code is one new row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchdesk.core.errors import MatchDeskError, RuleBroken
from matchdesk.core.i18n import _
from matchdesk.core.wording import (
    desk,
    history,
    labels,
    paper,
    people,
    planning,
    requests,
    storage,
    transfer,
)
from matchdesk.core.wording.singular import ONE

SENTENCES: dict[str, str] = {
    **storage.SENTENCES,
    **planning.SENTENCES,
    **transfer.SENTENCES,
    **paper.SENTENCES,
    **people.SENTENCES,
    **requests.SENTENCES,
    **desk.SENTENCES,
}


def sentence(error: MatchDeskError) -> str:
    """What happened, what was kept and what to do, in the operator's language."""
    if isinstance(error, RuleBroken):
        return " ".join(fill(f"rule.{v['rule']}", v) for v in error.violations)
    return fill(error.code, error.data)


def fill(code: str, data: Mapping[str, Any]) -> str:
    """The sentence for `code` with its blanks filled; a missing blank shows as a dash."""
    source = _one(code, data) or SENTENCES.get(code) or SENTENCES["failed"]
    return _(source).format_map(
        _Blanks(code=code, **{k: v for k, v in data.items() if k != "code"})
    )


def label(word: object) -> str:
    """How a word of `core.vocabulary` (or its stored value) is shown, in the operator's language."""
    kind = type(word).__name__
    source = labels.LABELS.get(f"{kind}.{word}", str(word))
    return _(source)


def intent(name: str, detail: Mapping[str, Any] | None = None) -> str:
    """What a change set did, as History and the status bar say it."""
    source = _one(name, detail or {}) or history.INTENTS.get(name, name.replace("_", " "))
    if (detail or {}).get("stayed") == 0:  # no word on those that stayed where none did
        source = source.partition(";")[0]
    return _(source).format_map(_Blanks(detail or {}))


def _one(code: str, data: Mapping[str, Any]) -> str | None:
    """The sentence for a single one, where there is another for it."""
    return ONE.get(code) if data.get("count") == 1 else None


class _Blanks(dict[str, Any]):
    """Keeps a sentence whole when a blank was not supplied."""

    def __missing__(self, key: str) -> str:
        return "—"
