"""The package's tables of words (`data/*.csv`), read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from matchdesk.interchange.text import key


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.csv` of this package."""
    source = files("matchdesk.interchange").joinpath("data", f"{name}.csv")
    return list(csv.DictReader(source.read_text("utf-8").splitlines()))


def split(words: str) -> list[str]:
    """The words of one cell of such a table."""
    return [word for word in words.split("|") if word.strip()]


@cache
def topic(name: str) -> dict[str, str]:
    """What the words of one topic (`yesno`, `status`, `role`, …) mean, by folded word."""
    found: dict[str, str] = {}
    for row in rows("words"):
        if row["topic"] == name:
            for word in split(row["words"]):
                found.setdefault(_folded(word), row["value"])
    return found


def meaning(name: str, text: str) -> str | None:
    """What `text` means in this topic, or None if it is no word of it."""
    return topic(name).get(_folded(text))


def yes(text: str) -> bool | None:
    """True for yes in any language of the table, False for no, None for anything else."""
    answer = meaning("yesno", text)
    return None if answer is None else answer == "yes"


def _folded(word: str) -> str:
    """The comparing key; ticks and dashes, which have none, stand for themselves."""
    return key(word) or word.strip()
