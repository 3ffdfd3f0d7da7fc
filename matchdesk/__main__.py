"""Starts MatchDesk: the window, or a subcommand."""

from __future__ import annotations

import sys

STOPPED = 130
"""The exit code shells give a command that was stopped with Ctrl-C."""


def main() -> int:
    """Run with the process's arguments and return its exit code."""
    try:
        from matchdesk import app  # here, so that Ctrl-C while it loads ends quietly as well

        return app.main(sys.argv[1:])
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
