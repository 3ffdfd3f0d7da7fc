"""The few arrows the style sheet needs as files, in the colours of the tokens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTemporaryDir

from matchdesk.core import resources
from matchdesk.core.errors import FileFault
from matchdesk.ui.tokens import Tokens

NAMES = ("chevron-down", "chevron-up", "check")


class SheetImages:
    """Keeps a folder, removed with this object: style sheets take pictures only from files."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def paths(self, tokens: Tokens) -> dict[str, str]:
        """Where each picture lies in the colours of `tokens`; empty if they cannot be written."""
        if not self._folder.isValid():
            return {}
        try:
            return {name: self._written(name, _colour(name, tokens)) for name in NAMES}
        except (OSError, FileFault):
            return {}

    def _written(self, name: str, colour: str) -> str:
        file = Path(self._folder.filePath(f"{name}-{colour.lstrip('#')}.svg"))
        if not file.exists():
            drawing = (resources.path("icons") / f"{name}.svg").read_text(encoding="utf-8")
            file.write_text(drawing.replace("currentColor", colour), encoding="utf-8")
        return file.as_posix()


def _colour(name: str, tokens: Tokens) -> str:
    return tokens.on_accent if name == "check" else tokens.text2
