"""Design tokens: two tables, light and dark. Nothing else in the program knows a colour's value.

The five states start from the Okabe–Ito set, which stays apart for red-green blindness; each has a
fill (areas), a line (borders, shapes, at least 3:1 on the surfaces) and a text (at least 4.5:1 on
its own fill and on every surface).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a colour says; shape, icon or word always says it too."""

    PLANNED = "planned"
    GOOD = "good"
    ATTENTION = "attention"
    PROBLEM = "problem"
    NEUTRAL = "neutral"


class Space:
    """Distances in device-independent pixels."""

    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
    CORNER = 6


class Size:
    """Type sizes in device-independent pixels."""

    SMALL, BODY, LARGE, TITLE, FIGURE, SHOUT = 12, 14, 16, 20, 28, 48


ICON = 20
"""Edge of an icon, in device-independent pixels."""


class ThemeChoice(StrEnum):
    """What the operator asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class StateTokens:
    """The three colours of one state."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme.

    `surface0` lies behind everything, `surface1` carries content, `surface2` is what the pointer
    is over, `surface3` what is chosen. `text1` is for content, `text2` for labels, `text3` for
    hints. `paper` and `ink` are the colours of printed sheets and never change.
    """

    surface0: str
    surface1: str
    surface2: str
    surface3: str
    text1: str
    text2: str
    text3: str
    hairline: str
    outline: str
    accent: str
    accent_hover: str
    on_accent: str
    planned: StateTokens
    good: StateTokens
    attention: StateTokens
    problem: StateTokens
    neutral: StateTokens
    paper: str = "#FFFFFF"
    ink: str = "#000000"

    def state(self, state: State | str) -> StateTokens:
        """The colours of `state`."""
        tokens: StateTokens = getattr(self, str(state))
        return tokens


LIGHT = Tokens(
    surface0="#F3F5F7",
    surface1="#FFFFFF",
    surface2="#EBEFF3",
    surface3="#DDE6EE",
    text1="#16202A",
    text2="#43505C",
    text3="#56636F",
    hairline="#D5DCE3",
    outline="#84919D",
    accent="#00629B",
    accent_hover="#004F7D",
    on_accent="#FFFFFF",
    planned=StateTokens(fill="#DDEDF8", line="#0072B2", text="#00507D"),
    good=StateTokens(fill="#D7F0E6", line="#00875F", text="#00563C"),
    attention=StateTokens(fill="#FCEBC8", line="#B07400", text="#6A4500"),
    problem=StateTokens(fill="#FBE1D3", line="#A83F00", text="#863900"),
    neutral=StateTokens(fill="#E9EDF1", line="#7A8793", text="#43505C"),
)

DARK = Tokens(
    surface0="#11161B",
    surface1="#192026",
    surface2="#232C34",
    surface3="#2E3A45",
    text1="#EEF2F5",
    text2="#BAC5CF",
    text3="#A3AFBA",
    hairline="#313C46",
    outline="#71808D",
    accent="#56B4E9",
    accent_hover="#86CBF2",
    on_accent="#06202F",
    planned=StateTokens(fill="#12344A", line="#56B4E9", text="#ABDAF6"),
    good=StateTokens(fill="#0E3A2C", line="#2BBE93", text="#93E5CB"),
    attention=StateTokens(fill="#40300B", line="#E69F00", text="#F8D080"),
    problem=StateTokens(fill="#47230F", line="#F07F33", text="#FCBE9A"),
    neutral=StateTokens(fill="#29333C", line="#7F8D99", text="#BAC5CF"),
)
