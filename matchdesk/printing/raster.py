"""Pages of a finished PDF as pictures, for the preview and for printers."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass

import pypdfium2

_POINTS_PER_INCH = 72

_ONE_AT_A_TIME = threading.Lock()
"""PDFium keeps state of its own for the whole process and must not be entered by two threads."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page on white: `pixels` holds red, green, blue and an unused byte, rows from the top."""

    width: int
    height: int
    pixels: bytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points. Thread-safe."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def page_picture(pdf: bytes, index: int, dpi: float) -> PagePicture:
    """The page at `index` (0 is the first) at `dpi` dots an inch. Thread-safe."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        page = document[index]
        bitmap = page.render(
            scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, force_bitmap_format=_FORMAT
        )
        pixels = bytes(bitmap.buffer)
        picture = PagePicture(bitmap.width, bitmap.height, pixels)
        bitmap.close()
        page.close()
        return picture


def pages_from(pdf: bytes, first: int) -> bytes:
    """The pages of `pdf` from `first` (1 is the first) on, as they are. Thread-safe."""
    stream = io.BytesIO()
    with (
        _ONE_AT_A_TIME,
        pypdfium2.PdfDocument(pdf) as document,
        pypdfium2.PdfDocument.new() as rest,
    ):
        rest.import_pages(document, list(range(first - 1, len(document))))
        rest.save(stream)
    return stream.getvalue()


_FORMAT = pypdfium2.raw.FPDFBitmap_BGRx
"""Four bytes a pixel without transparency; the order of colours is turned when rendering."""
