"""What can be done on the Print screen, beside its queue and its pages."""

from __future__ import annotations

from matchdesk.ui.actions import ActionSpec

SAVE = ActionSpec("print.save", "Save as PDF …", "Ctrl+S", "download", "file export")
PRINT = ActionSpec("print.print", "Print …", "Ctrl+Shift+P", "printer", "paper")
TEST = ActionSpec("print.test", "Test page …", "Ctrl+Shift+Y", "", "ruler scale 100 % check")
OUTDATED = ActionSpec(
    "print.outdated", "Print agendas that changed", "Alt+4", "refresh-cw", "reprint update"
)

DOCUMENTS = ActionSpec("print.documents", "Documents", "Alt+8", "file-text", "badges agendas")
QUEUE = ActionSpec("print.queue", "Queue", "Alt+9", "list", "print on check-in jobs printers")
PRINTED = ActionSpec("print.log", "Printed", "Alt+L", "history", "log when by whom")
