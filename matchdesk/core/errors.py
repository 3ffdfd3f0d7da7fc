"""The kinds of failure a user can meet.

An error carries a code and data, never a sentence: `core.wording.sentence(error)` makes the
sentence, in the reader's language, for screen, command line and paper alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class MatchDeskError(Exception):
    """Root of everything MatchDesk raises on purpose.

    `code` names a sentence in `core.wording`; `data` fills its blanks (JSON-ready values only).
    """

    code = "failed"

    def __init__(self, code: str | None = None, /, **data: Any) -> None:
        self.code = code or type(self).code
        self.data = data
        super().__init__(self.code, data)


class NotFound(MatchDeskError):
    """Something named by the user does not exist (`what`, `key`)."""

    code = "not_found"


class Invalid(MatchDeskError):
    """A value given by the user cannot be used (`field`, `value`, and what would do)."""

    code = "invalid"


class Conflict(MatchDeskError):
    """Somebody else changed the same record in the meantime, or something later depends on it."""

    code = "conflict"


class RuleBroken(MatchDeskError):
    """A planning rule would be broken. `violations` are JSON-ready dicts with at least `rule`."""

    code = "rule_broken"

    def __init__(self, violations: Sequence[dict[str, Any]], /) -> None:
        self.violations = tuple(violations)
        super().__init__("rule_broken", violations=list(violations))


class FileFault(MatchDeskError):
    """A file cannot be read or written as asked (`file`, and `row`, `column` where known)."""

    code = "file_fault"


class StorageFault(MatchDeskError):
    """The event cannot be opened or stored (locked, damaged, newer than this program, …)."""

    code = "storage_fault"


class PrinterFault(MatchDeskError):
    """A printer cannot take pages now (`printer`): the job waits, it is not lost."""

    code = "printer_failed"


class Cancelled(MatchDeskError):
    """The user asked for the running work to stop; nothing of it was stored."""

    code = "cancelled"
