"""Where a line may end: after blanks and hyphens, in an address, and between ideographs."""

from __future__ import annotations

import re

from matchdesk.printing.characters import extends, is_han, is_kana, is_thai

_CLOSING = (
    "、。，．：；？！」』】〕〉》）］｝’”)]}ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ・…,.:;!?"
)
_OPENING = "「『【〔〈《（［｛‘“([{"
_AFTER = "-\u2010\u2013\u2014/|·•@"
_ALPHABETIC = re.compile(r" (?! )|[-|/·@](?![\s,.:;!?)\]}’”…·])")
"""The same rules where no script without blanks can occur, for speed."""
_THAI_LEADING = "เแโใไ"
_THAI_FOLLOWING = "ะาำๅๆฯ"


def breaks(text: str) -> list[int]:
    """Indices before which a new line may start, in rising order."""
    if max(text, default="") < "\u0300":
        return [match.end() for match in _ALPHABETIC.finditer(text) if match.end() < len(text)]
    return [i for i in range(1, len(text)) if _may_break(text[i - 1], text[i])]


def inside_word(text: str) -> list[int]:
    """Where a word longer than its line may be parted: Thai by its vowels, others by letters."""
    thai = [i for i in range(1, len(text)) if _thai_break(text[i - 1], text[i])]
    return thai or [
        i for i in range(1, len(text)) if not extends(text[i]) and text[i - 1] not in "\u200d\u094d"
    ]


def takes_hyphen(before: str, after: str) -> bool:
    """Whether a word parted between these letters is marked with a hyphen, as in Latin scripts."""
    return before.isalpha() and after.isalpha() and before < "\u0530" and after < "\u0530"


def _may_break(before: str, after: str) -> bool:
    if after == " " or extends(after):
        return False
    if before == " ":
        return True
    if after in _CLOSING or before in _OPENING:
        return False
    if before in _AFTER:
        return True
    return _wide(before) or _wide(after)


def _thai_break(before: str, after: str) -> bool:
    return (
        is_thai(before)
        and is_thai(after)
        and not extends(after)
        and before not in _THAI_LEADING
        and after not in _THAI_FOLLOWING
    )


def _wide(character: str) -> bool:
    return is_han(character) or is_kana(character) or character in "、。，．：；？！」』】）"
