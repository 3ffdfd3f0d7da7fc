"""Reading printed PDFs back with an independent renderer and an independent barcode decoder."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp


@dataclass(frozen=True)
class Letter:
    """One printed character: its ink in points from the bottom left, and its baseline."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float

    def overlaps(self, other: Letter, slack: float = 0.3) -> bool:
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.bottom < other.top - slack
            and other.bottom < self.top - slack
        )


def page_texts(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def page_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of every page in whole millimetres."""
    with pdfium.PdfDocument(data) as document:
        sizes = [page.get_size() for page in document]
    return [(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in sizes]


def picture(data: bytes, page: int = 0, dpi: int = 150) -> np.ndarray:
    """Grey values of a page, rows from the top."""
    with pdfium.PdfDocument(data) as document:
        bitmap = document[page].render(scale=dpi / 72, grayscale=True)
        return np.array(bitmap.to_numpy()).reshape(bitmap.height, -1)[:, : bitmap.width].copy()


def qr_texts(data: bytes, page: int = 0, dpi: int = 150) -> list[str]:
    """The texts of all QR codes on a page, from the top left."""
    found = zxingcpp.read_barcodes(picture(data, page, dpi), formats=zxingcpp.BarcodeFormat.QRCode)
    ordered = sorted(found, key=lambda b: (b.position.top_left.y // 20, b.position.top_left.x))
    return [barcode.text for barcode in ordered]


def letters(data: bytes, page: int = 0) -> list[Letter]:
    """Every character with ink on a page."""
    found: list[Letter] = []
    with pdfium.PdfDocument(data) as document:
        text_page = document[page].get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text_page.count_chars()):
            left, bottom, right, top = text_page.get_charbox(index)
            pdfium_c.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
            if right > left and top > bottom:
                text = chr(pdfium_c.FPDFText_GetUnicode(text_page.raw, index))
                found.append(Letter(text, left, bottom, right, top, y.value))
    return found
