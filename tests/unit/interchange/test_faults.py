from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from matchdesk.core.errors import Cancelled, FileFault
from matchdesk.core.progress import Progress
from matchdesk.core.wording import SENTENCES, sentence
from matchdesk.interchange.headers import FileKind
from matchdesk.interchange.reading import read


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("list.csv", b"", "file_empty"),
        ("list.csv", b"\xef\xbb\xbf \r\n\r\n", "file_empty"),
        ("list.pdf", b"%PDF-1.7\n\x00", "file_is_pdf"),
        ("list.csv", b"\x89PNG\r\n\x1a\n", "file_is_image"),
        ("list.csv", b"\xff\xd8\xff\xe0", "file_is_image"),
        ("list.zip", _zip("a.csv"), "file_is_archive"),
        ("list.xlsx", _zip("a.csv"), "file_is_damaged_workbook"),
        ("list.xlsx", _zip("xl/workbook.xml"), "file_damaged"),
        ("list.xlsb", _zip("xl/workbook.bin"), "file_is_old_excel"),
        ("list.docx", _zip("word/document.xml"), "file_is_document"),
        ("list.xls", OLE, "file_is_old_excel"),
        ("list.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file_is_encrypted"),
        ("list.csv", b"<!DOCTYPE html><html><body>Log in", "file_is_html"),
        ("list.csv", b'<?xml version="1.0"?><a/>', "file_is_xml"),
        ("list.csv", b'{"name": "Ann"}', "file_is_json"),
        ("list.csv", b'[{"name": "Ann"}]', "file_is_json"),
        ("list.csv", b"BEGIN:VCARD\n", "file_is_card"),
        ("list.csv", bytes(range(256)) * 8, "file_is_binary"),
        ("list.matchdesk", b"SQLite format 3\0" + bytes(90), "file_is_database"),
        ("list.txt", b"Dear all,\nplease come.\nYours, Jan\n", "file_not_a_table"),
        ("list.csv", b"foo;bar\n1;2\n", "file_no_known_columns"),
        ("list.csv", b"Name;Email\n", "file_without_rows"),
        ("list.csv", b'Name,Email\n"A,a@x.example\nB,b@x.example\nC,c\n', "file_quote_open"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named(tmp_path, name, data, code):
    file = tmp_path / name
    file.write_bytes(data)

    with pytest.raises(FileFault) as caught:
        read(file)

    assert caught.value.code == code
    assert str(file) in sentence(caught.value)
    assert "—" not in sentence(caught.value)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(FileFault) as missing:
        read(tmp_path / "none.csv")
    with pytest.raises(FileFault) as folder:
        read(tmp_path)

    assert (missing.value.code, folder.value.code) == ("file_missing", "file_is_folder")


def test_wrong_kind_is_refused(read_text):
    with pytest.raises(FileFault) as caught:
        read_text("Name,Email\nAnn,a@x.example\n", kind=FileKind.REQUESTS)

    assert caught.value.code == "file_not_of_kind"


def test_cancelled_reading_stops(read_text):
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        read_text("Name,Email\nAnn,a@x.example\n", progress=progress)


def test_every_reason_has_its_sentence(formats):
    for file in formats.rglob("*.*"):
        if file.suffix != ".md":
            reading = read(file)
            for remark in (*reading.left_out, *reading.refused, *reading.notes):
                assert remark.code in SENTENCES


def test_header_of_unknown_words_is_not_taken_for_a_person(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "Wer;Mit wem genau;Stand\na@x.example;b@x.example;gut\nc@x.example;a@x.example;gut\n",
        encoding="utf-8",
    )
    with pytest.raises(FileFault) as caught:
        read(file)
    assert caught.value.code == "file_no_known_columns"
