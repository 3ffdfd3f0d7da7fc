"""Codes typed by a scanner whose keyboard layout differs from the computer's.

A hand scanner presses the keys on which the code's letters lie in *its* layout; the computer reads
the keys in its own. Badge tokens use letters that lie on the same key of QWERTY, QWERTZ and AZERTY;
other systems' codes do not, so what nobody knows is read again as each pair of layouts would have
it, and with the case turned round (a caps lock that was left on).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

_KEYS = {
    "QWERTY": (
        "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?',
    ),
    "QWERTZ": (
        "^1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_",
    ),
    "AZERTY": (
        "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!",
        "~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§",
    ),
    "Russian": (
        "ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю.",
        'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,',
    ),
    "Greek": (
        "`1234567890-=;ςερτυθιοπ[]ασδφγηξκλ΄'\\ζχψωβνμ,./",
        '~!@#$%^&*()_+:΅ΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ¨"|ΖΧΨΩΒΝΜ<>?',
    ),
}
"""What the keys type, row by row from the top left, without and with shift."""

_LATIN = ("QWERTY", "QWERTZ", "AZERTY")
"""What scanners are set to."""

SHORTEST = 6
"""Shorter texts are typed by hand: they are never read in another layout."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a code would be if the scanner were set to `scanner` and the computer to `computer`.

    Both are empty where only the case was turned round.
    """

    text: str
    scanner: str = ""
    computer: str = ""


def readings(code: str) -> tuple[Reading, ...]:
    """Other texts that `code` may have been meant as, likeliest first; `code` is not among them."""
    if len(code) < SHORTEST:
        return ()
    found = {code: Reading(code)}
    found.setdefault(code.swapcase(), Reading(code.swapcase()))
    for scanner, computer in product(_LATIN, _KEYS):
        text = _typed(code, scanner, computer)
        for meant in (text, text.swapcase()) if text else ():
            found.setdefault(meant, Reading(meant, scanner, computer))
    del found[code]
    return tuple(found.values())


def garbled(code: str) -> bool:
    """Whether `code` looks as if a scanner and this computer disagreed about the keyboard.

    True for what no registration system prints: shifted digits among letters, or another alphabet.
    """
    if len(code) < SHORTEST or " " in code or "@" in code:
        return False
    odd = sum(
        not (letter.isascii() and letter.isalnum()) and letter not in "-_.:/" for letter in code
    )
    return odd * 4 >= len(code)


def _typed(code: str, scanner: str, computer: str) -> str:
    """What the keys behind `code` type in the scanner's layout; empty if there is no such key."""
    keys = _TABLES[computer]
    letters = []
    for letter in code:
        place = keys.get(letter)
        if place is None:
            return ""
        shifted, key = place
        letters.append(_KEYS[scanner][shifted][key])
    return "".join(letters)


_TABLES: dict[str, dict[str, tuple[int, int]]] = {
    name: {letter: (shifted, key) for shifted in (1, 0) for key, letter in enumerate(rows[shifted])}
    for name, rows in _KEYS.items()
}
