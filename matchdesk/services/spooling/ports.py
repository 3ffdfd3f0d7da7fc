"""Where pages go. A folder is a printer too: for venues that print from a stick."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from matchdesk.core.errors import FileFault, PrinterFault
from matchdesk.core.files import replacing
from matchdesk.core.progress import Progress
from matchdesk.services.spooling.views import Printer

FOLDER, SYSTEM = "folder", "system"
"""The schemes of printers' addresses."""


class PrinterPort(Protocol):
    """Printers of one scheme; `place` is the address without it. Called beside the window."""

    def fault(self, place: str) -> PrinterFault | None:
        """Why the printer cannot take pages now, as far as can be told beforehand."""

    def send(
        self, place: str, pdf: bytes, name: str, progress: Progress, setup: Mapping[str, str]
    ) -> None:
        """Hand over all pages; raises `PrinterFault`, and then nothing must come out.

        `setup` is what the operator told the printer (copies, both sides), as its port wrote it.
        """

    def came_out(self, place: str, name: str) -> bool | None:
        """Whether pages of this name were handed over before; None if nobody can know."""

    def printers(self) -> tuple[Printer, ...]:
        """The printers that can be found."""


class FolderPrinter:
    """Writes each job as a PDF into the folder that `place` names."""

    def fault(self, place: str) -> PrinterFault | None:
        """The folder is gone, or closed."""
        if not Path(place).is_dir():
            return PrinterFault("printer_folder_gone", folder=place)
        if not os.access(place, os.W_OK):
            return PrinterFault("printer_folder_full", folder=place, why=os.strerror(13))
        return None

    def send(
        self, place: str, pdf: bytes, name: str, progress: Progress, setup: Mapping[str, str]
    ) -> None:
        """Write the file in one step."""
        if fault := self.fault(place):
            raise fault
        progress.check()
        try:
            with replacing(Path(place) / name) as stream:
                stream.write(pdf)
        except FileFault as error:
            why = error.data.get("why", "")
            raise PrinterFault("printer_folder_full", folder=place, why=why) from error

    def came_out(self, place: str, name: str) -> bool | None:
        """Whether the file is there; nobody can know while the folder is not."""
        folder = Path(place)
        return (folder / name).is_file() if folder.is_dir() else None

    def printers(self) -> tuple[Printer, ...]:
        """None: folders are chosen."""
        return ()
