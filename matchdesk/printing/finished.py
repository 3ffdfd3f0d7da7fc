"""Finished pages in the PDF: compressed at once, written without asking ReportLab entry by entry.

Left to ReportLab, pages wait uncompressed in memory and are then written as text (base 85), a
quarter larger; and saving a thousand badges took a tenth of all the time (measured).
"""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc


class _Packed(pdfdoc.PDFObject):
    """The compressed operators of a page, an object of its own."""

    __RefOnly__ = 1

    def __init__(self, operators: str) -> None:
        packed = zlib.compress(operators.encode("latin-1"), 6)
        head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        self._written = head + packed + b"\nendstream\n"

    def format(self, _document: Any) -> bytes:
        """What stands in the PDF."""
        return self._written


class Finisher:
    """Finishes the pages of one PDF. Those with the same pictures share what they refer to."""

    def __init__(self, canvas: Any) -> None:
        self._document = canvas._doc  # reportlab has no public door for finished pages
        self._resources: dict[tuple[str, ...], Any] = {}

    def finish_last(self) -> None:
        """Take the last page that the canvas has shown out of ReportLab's hands."""
        page = self._document.Pages.pages[-1]
        page.Contents, page.stream = _Packed(page.stream), None
        page.MediaBox = b"[ 0 0 %.4f %.4f ]" % (page.pagewidth, page.pageheight)
        page.Trans = None
        if not (page.ExtGState or page._colorsUsed or page._shadingUsed):
            page.Resources = self._shared(page.XObjects)

    def _shared(self, pictures: Any) -> Any:
        names = tuple(sorted(pictures.dict)) if pictures else ()
        found = self._resources.get(names)
        if found is None:
            made: Any = pdfdoc.PDFResourceDictionary()
            made.basicFonts()
            if pictures:
                made.allProcs()
                made.XObject = pictures
            name = f"resources.{len(self._resources)}"
            found = self._resources[names] = self._document.Reference(made, name)
        return found
