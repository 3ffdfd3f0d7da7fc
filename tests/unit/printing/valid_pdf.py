"""Whether a PDF is one: asked of programs that had no part in making it."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

CHECKERS = (
    pytest.param("qpdf", marks=pytest.mark.skipif(not shutil.which("qpdf"), reason="no qpdf here")),
    "pypdf",
)


def faults(checker: str, pdf: bytes, folder: Path) -> str:
    """What `checker` has to say against `pdf`; empty if nothing."""
    return _qpdf(pdf, folder) if checker == "qpdf" else _pypdf(pdf)


def _qpdf(pdf: bytes, folder: Path) -> str:
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def _pypdf(pdf: bytes) -> str:
    """Every page, its contents and its fonts can be read by the letter of the standard."""
    try:
        for page in PdfReader(io.BytesIO(pdf), strict=True).pages:
            page.extract_text()
    except Exception as error:
        return repr(error)
    return ""
