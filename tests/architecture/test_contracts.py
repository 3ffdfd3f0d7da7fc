"""Each architecture contract holds, and catches the mistake it is there for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MISTAKES = [
    ("core/errors.py", "import matchdesk.models", "The floors, from the roof down"),
    ("services/bus.py", "import matchdesk.ui", "The floors, from the roof down"),
    ("ui/screens.py", "import matchdesk.cli", "The floors, from the roof down"),
    ("newfloor.py", "", "The floors, from the roof down"),
    ("printing/text.py", "import matchdesk.scheduling", "The floors, from the roof down"),
    ("services/bus.py", "import PySide6", "Qt stops at the screens"),
    ("cli/output.py", "import PySide6", "Qt stops at the screens"),
    (
        "scheduling/problem.py",
        "import matchdesk.models",
        "The workers know neither the database nor the models",
    ),
    ("ui/screens.py", "import matchdesk.models", "Screens and subcommands meet only the services"),
    ("cli/output.py", "import matchdesk.storage", "Screens and subcommands meet only the services"),
    ("services/bus.py", "import ortools", "Solvers live in the planner"),
    ("services/bus.py", "import reportlab", "ReportLab lives in printing"),
    ("services/bus.py", "import xlsxwriter", "Spreadsheet libraries live in interchange"),
    ("cli/output.py", "import sqlalchemy", "Sessions are opened by storage and services alone"),
    ("services/bus.py", "import matchdesk.services.desk", "Rooms of one floor form no circle"),
    ("core/errors.py", "import pandas", "The core needs nothing but Python"),
    ("ui/history/__init__.py", "import matchdesk.ui.start", "No screen knows another"),
]


def linted(folder: Path) -> dict[str, bool]:
    """Whether each contract is kept, by its name, for the package in `folder`."""
    code = "import sys; from importlinter.cli import lint_imports_command as run; run()"
    run = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(.*\S) (KEPT|BROKEN)", run.stdout, re.MULTILINE)
    assert found, run.stdout + run.stderr
    return {name: verdict == "KEPT" for name, verdict in found}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("architecture")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "matchdesk", folder / "matchdesk", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_holds(copy: Path):
    assert [name for name, kept in linted(copy).items() if not kept] == []


@pytest.mark.parametrize(("file", "mistake", "contract"), MISTAKES)
def test_mistake_is_caught_by_its_contract(copy: Path, file: str, mistake: str, contract: str):
    path = copy / "matchdesk" / file
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{mistake}\n", "utf-8")
    try:
        assert linted(copy)[contract] is False
    finally:
        path.unlink() if before is None else path.write_text(before, "utf-8")


def test_every_contract_has_a_mistake_that_proves_it(copy: Path):
    assert {contract for _, _, contract in MISTAKES} == set(linted(copy))
