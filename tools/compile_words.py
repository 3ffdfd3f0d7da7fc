"""Compiles the translations of the documents' words: every `.po` under `resources/locale`.

python -m tools.compile_words
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "resources" / "locale"


def main() -> None:
    """Write a `.mo` beside each `.po`."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


def compiled(source: Path) -> bytes:
    """What the `.mo` of a `.po` holds."""
    with source.open("rb") as stream:
        words = read_po(stream, locale=source.parent.parent.name)
    made = io.BytesIO()
    write_mo(made, words)
    return made.getvalue()


if __name__ == "__main__":
    main()
