"""How well a typed text fits a title. No Qt."""

from __future__ import annotations

from matchdesk.core.text import fold

_WORD, _PART, _LETTERS = 100, 60, 20


def score(typed: str, title: str, more: str = "") -> int:
    """0 if `typed` does not fit, else the higher the better; `more` are words that count less.

    Every word typed must begin a word, be part of one, or have its letters in order in the title.
    """
    words = fold(typed).split()
    if not words:
        return 1
    parts = [max(_fit(word, fold(title)), _fit(word, fold(more)) // 2) for word in words]
    return sum(parts) if all(parts) else 0


def surely(typed: str) -> int:
    """The least score that means every word typed stands in the title or begins another word."""
    return len(fold(typed).split()) * min(_PART, _WORD // 2)


def _fit(word: str, text: str) -> int:
    if not text:
        return 0
    if any(part.startswith(word) for part in text.replace("-", " ").split()):
        return _WORD + (10 if text.startswith(word) else 0)
    if word in text:
        return _PART
    letters = iter(text)
    return _LETTERS if len(word) > 1 and all(letter in letters for letter in word) else 0
