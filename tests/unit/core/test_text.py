"""Folding names: the quick way and the long one are the same way."""

from __future__ import annotations

from matchdesk.core.text import _folded, fold


def test_quick_way_for_ascii_says_the_same():
    texts = [f"{chr(a)}{chr(b)}x {chr(a)}" for a in range(128) for b in range(0, 128, 5)]
    assert [fold(text) for text in texts] == [_folded(text) for text in texts]
