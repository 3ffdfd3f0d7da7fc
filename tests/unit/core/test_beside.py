"""Names of several scripts on one line."""

from __future__ import annotations

import pytest

from matchdesk.core.text import beside


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (("Ana", "Acme"), "Ana  Acme"),
        (("Ana", "", "Acme"), "Ana  Acme"),
        (("陳 威霖", "Chen"), "陳 威霖  Chen"),
        (("محمد", "Mohammad"), "\u200e\u2068محمد\u2069  Mohammad"),
        (("Mohammad", "محمد"), "Mohammad  \u2068محمد\u2069"),
        ((), ""),
    ],
)
def test_right_to_left_names_keep_to_themselves(texts, line):
    assert beside(*texts) == line
