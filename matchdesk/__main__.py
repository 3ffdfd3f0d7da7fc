"""Starts MatchDesk: the window, or a subcommand."""

from __future__ import annotations

import sys


def main() -> int:
    """Run with the process's arguments and return its exit code."""
    from matchdesk import app  # after the interpreter is up, so that a broken install can be told

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
