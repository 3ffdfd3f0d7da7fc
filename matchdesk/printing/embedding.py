"""Fonts inside the PDF: only the glyphs used, each code telling exactly the text it stands for.

A code is given per pair of glyph and text, not per glyph: a shaped Arabic letter, a Thai vowel in
two pieces or a Devanagari conjunct then reads back (search, copy) as it was written (PDF 32000-1,
9.7.4 and 9.10.3).
"""

from __future__ import annotations

import struct
from itertools import islice
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from matchdesk.printing.faces import UNITS, Face

_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "name", "post", "OS/2", "STAT", "cmap")


class EmbeddedFont:
    """One face as used by one PDF; reportlab calls `addObjects` when the PDF is finished."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[tuple[int, str], int] = {}
        self._shown: dict[tuple[int, str], tuple[str, int]] = {}

    def code(self, gid: int, text: str) -> tuple[str, int]:
        """The code (four hexadecimal digits) of glyph `gid` standing for `text`, and its width."""
        found = self._shown.get((gid, text))
        if found is None:
            number = self._codes[gid, text] = len(self._codes) + 1
            found = self._shown[gid, text] = (f"{number:04X}", self.face.advance(gid))
        return found

    def addObjects(self, document: Any) -> None:
        """Write the font into `document`, under the resource name the pages used."""
        plan = _subset_plan(self.face, {gid for gid, _ in self._codes})
        glyphs = plan.old_to_new_glyph_mapping
        base = pdfdoc.PDFName(f"{_tag(self.resource)}+{self.face.name}")
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(document, base, plan.execute().blob.data),
                "DW": UNITS,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(self._widths())]),
                "CIDToGIDMap": self._stream(document, "gids", self._gid_map(glyphs)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray(
                    [document.Reference(descendant, f"{self.resource}.cid")]
                ),
                "ToUnicode": self._stream(document, "unicode", self._unicode_map()),
            }
        )
        reference = document.Reference(font, f"{self.resource}.font")
        document.idToObject[pdfdoc.BasicFonts].dict[self.resource] = reference

    def _widths(self) -> list[int]:
        return [self.face.advance(gid) for gid, _ in self._codes]

    def _gid_map(self, glyphs: Any) -> bytes:
        return struct.pack(f">{len(self._codes) + 1}H", 0, *(glyphs[gid] for gid, _ in self._codes))

    def _unicode_map(self) -> bytes:
        lines = (
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), code in self._codes.items()
        )
        blocks = []
        while block := list(islice(lines, 100)):  # a block may hold at most 100
            blocks.append("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")))
        return (_CMAP_HEAD + "\n".join(blocks) + _CMAP_TAIL).encode("ascii")

    def _descriptor(self, document: Any, base: Any, data: bytes) -> Any:
        extents = self.face.hb_font.get_font_extents("ltr")
        program = self._stream(document, "file", data, Length1=len(data))
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("FontDescriptor"),
                    "FontName": base,
                    "Flags": 4,
                    "FontBBox": pdfdoc.PDFArray([-500, -600, 2500, 1500]),
                    "ItalicAngle": 0,
                    "Ascent": extents.ascender,
                    "Descent": extents.descender,
                    "CapHeight": 714,
                    "StemV": 80,
                    "FontFile2": program,
                }
            ),
            f"{self.resource}.descriptor",
        )

    def _stream(self, document: Any, part: str, content: bytes, **entries: int) -> Any:
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content)
        stream.filters = [pdfdoc.PDFZCompress]
        return document.Reference(stream, f"{self.resource}.{part}")


def _subset_plan(face: Face, gids: set[int]) -> Any:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    tags = (int.from_bytes(name.encode("ascii"), "big") for name in _DROPPED_TABLES)
    wanted.drop_table_tag_set.update(tags)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    return hb.SubsetPlan(face.hb_face, wanted)


def _tag(resource: str) -> str:
    """Six capitals before the name mark a subset (PDF 32000-1, 9.6.4)."""
    number = int(resource.removeprefix("MD"))
    return "MD" + "".join(chr(65 + number // 26**place % 26) for place in (3, 2, 1, 0))


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
