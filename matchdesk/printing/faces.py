"""The bundled type faces and the order in which they are asked for a character."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from matchdesk.core.errors import FileFault
from matchdesk.printing.characters import is_hangul, is_kana

UNITS = 1000
"""All measures of a face are in thousandths of its size."""

TEXT_FAMILIES = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansThai",
    "NotoSansDevanagari",
    "NotoSansGeorgian",
    "NotoSansArmenian",
)
HAN_FAMILIES = {"SC": "NotoSansSC", "TC": "NotoSansTC", "JP": "NotoSansJP", "KR": "NotoSansKR"}
EMOJI_FAMILY = "NotoEmoji"

_HAN_OF = {
    **dict.fromkeys(("TW", "HK", "MO", "ZH-TW", "ZH-HK", "ZH-HANT"), "TC"),
    **dict.fromkeys(("CN", "SG", "MY", "ZH", "ZH-CN", "ZH-HANS"), "SC"),
    **dict.fromkeys(("JP", "JA"), "JP"),
    **dict.fromkeys(("KR", "KO", "KP"), "KR"),
}


def han_variant(*hints: str) -> str:
    """Whose shape of ideographs to use: "TC", "SC", "JP", "KR", or "" if no hint tells.

    Hints are country codes (ISO 3166) or language tags (BCP 47), the most telling first.
    """
    found = (_HAN_OF.get(hint.upper().replace("_", "-"), "") for hint in hints)
    return next(filter(None, found), "")


class Ink(NamedTuple):
    """Reach above and below the baseline (both positive), and from `left` to `right`."""

    above: int
    below: int
    left: int
    right: int


class Face:
    """One font file. Loaded when first asked; not to be shared between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.stem
        self._gids: dict[str, int] = {}
        self._inks: dict[int, Ink] = {}
        self._covered: set[str] = set()

    @cached_property
    def hb_face(self) -> Any:
        """HarfBuzz's face over the mapped file."""
        if not self.path.is_file():
            raise FileFault("resource_missing", file=self.path.name)
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def hb_font(self) -> Any:
        """HarfBuzz's font, scaled so that it measures in `UNITS`."""
        font = hb.Font(self.hb_face)
        font.scale = (UNITS, UNITS)
        return font

    def covers(self, character: str) -> bool:
        """Whether the face has a glyph for `character`."""
        gid = self._gids.get(character)
        if gid is None:
            gid = self.hb_font.get_nominal_glyph(ord(character)) or 0
            self._gids[character] = gid
        return gid != 0

    def covers_all(self, text: str) -> bool:
        """Whether the face has a glyph for each character of `text`."""
        if self._covered.issuperset(text):
            return True
        self._covered.update(c for c in text if self.covers(c))
        return self._covered.issuperset(text)

    def advance(self, gid: int) -> int:
        """Width of a glyph as the font file states it."""
        return int(self.hb_font.get_glyph_h_advance(gid))

    def ink(self, gid: int) -> Ink:
        """How far a glyph's ink reaches from its origin."""
        found = self._inks.get(gid)
        if found is None:
            box = self.hb_font.get_glyph_extents(gid)
            found = Ink(0, 0, 0, 0)
            if box is not None and box.width:
                bottom, right = box.y_bearing + box.height, box.x_bearing + box.width
                found = Ink(box.y_bearing, -bottom, box.x_bearing, right)
            self._inks[gid] = found
        return found


class FaceLibrary:
    """The faces of one folder, regular and bold. Files are mapped only when a text needs them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faces: dict[str, Face] = {}
        self._chains: dict[tuple[bool, str], tuple[Face, ...]] = {}

    def chain(self, *, bold: bool, han: str) -> tuple[Face, ...]:
        """Every face in the order of preference for ideographs of the kind `han`."""
        key = (bold, han)
        if key not in self._chains:
            weight = "Bold" if bold else "Regular"
            names = [f"{family}-{weight}" for family in TEXT_FAMILIES]
            first = HAN_FAMILIES[han]
            han_names = [first, *(name for name in HAN_FAMILIES.values() if name != first)]
            names += [f"{name}-Medium" for name in (*han_names, EMOJI_FAMILY)]
            self._chains[key] = tuple(self._face(name) for name in names)
        return self._chains[key]

    def _face(self, name: str) -> Face:
        if name not in self._faces:
            self._faces[name] = Face(self._folder / f"{name}.ttf")
        return self._faces[name]


def guess_han(text: str, hint: str) -> str:
    """Whose ideographs `text` holds: told by Kana or Hangul, else by `hint`, else by its letters.

    Without a hint, text that the simplified set (GB 2312) can write is set as simplified.
    """
    if any(map(is_kana, text)):
        return "JP"
    if any(map(is_hangul, text)):
        return "KR"
    if hint:
        return hint
    return "SC" if _encodes(text, "gb2312") or not _encodes(text, "big5") else "TC"


def _encodes(text: str, codec: str) -> bool:
    ideographs = "".join(c for c in text if "\u3400" <= c <= "\u9fff")
    try:
        ideographs.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
