"""What a file is before anybody tries to read a table in it."""

from __future__ import annotations

from pathlib import Path

from matchdesk.core.errors import FileFault

_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM6", "image"),
    (b"II*\0", "image"),
    (b"RIFF", "image"),
    (b"{\\rtf", "document"),
    (b"SQLite format 3\0", "database"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_BYTES = 200 * 1024 * 1024


def load(path: Path) -> bytes:
    """The bytes of a file that may hold a table.

    Raises FileFault with one sentence for what is missing, unreadable, empty, far too large, or
    plainly something else (`file_is_<kind>`).
    """
    name = str(path)
    if path.is_dir():
        raise FileFault("file_is_folder", file=name)
    try:
        if path.exists() and not path.is_file():
            raise FileFault("file_unreadable", file=name)
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            raise FileFault("file_too_large", file=name, limit=_MAX_BYTES // 2**20)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileFault("file_missing", file=name) from error
    except OSError as error:
        raise FileFault("file_unreadable", file=name) from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileFault("file_empty", file=name)
    if kind := _kind(data, path.suffix.lower()):
        raise FileFault(f"file_is_{kind}", file=name)
    return data


def is_workbook(data: bytes) -> bool:
    """Whether `data` is an Excel workbook (.xlsx, .xlsm)."""
    return data.startswith(b"PK") and b"xl/workbook" in data


def _kind(data: bytes, suffix: str) -> str | None:
    if data.startswith(_OLE):
        return "encrypted" if _utf16("EncryptedPackage") in data else "old_excel"
    if data.startswith(b"PK"):
        return _zip_kind(data, suffix)
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    return _markup(data)


def _zip_kind(data: bytes, suffix: str) -> str | None:
    if b"xl/workbook.bin" in data:
        return "old_excel"
    if is_workbook(data):
        return None
    if b"opendocument.spreadsheet" in data[:200]:
        return "opendocument"
    if b"word/document" in data or b"opendocument.text" in data[:200]:
        return "document"
    return "damaged_workbook" if suffix in (".xlsx", ".xlsm") else "archive"


def _markup(data: bytes) -> str | None:
    head = data[:2000].decode("utf-8", errors="ignore").lstrip("\ufeff \r\n\t").lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<table")):
        return "html"
    if head.startswith(("<?xml", "<")) and ">" in head:
        return "html" if "<html" in head else "xml"
    if head.startswith("{") or (head.startswith("[") and head.lstrip("[ \r\n\t")[:1] in '{["'):
        return "json"
    if head.startswith(("begin:vcard", "begin:vcalendar")):
        return "card"
    return None


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
