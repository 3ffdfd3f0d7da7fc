"""Where the files that are not code live: fonts, icons, translations, demonstration data."""

from __future__ import annotations

from pathlib import Path

from matchdesk.core.errors import FileFault

_PACKAGE = Path(__file__).resolve().parent.parent


def path(name: str, package: Path = _PACKAGE) -> Path:
    """The folder or file `name` (e.g. "fonts", "locale") among the program's resources.

    A checkout keeps them in `resources/` beside the package, an installed package in
    `_resources/` inside it. Raises `FileFault` if the installation is incomplete.
    """
    for root in (package.parent / "resources", package / "_resources"):
        if (root / name).exists():
            return root / name
    raise FileFault("resource_missing", file=name)
