"""Ctrl-C ends the program quietly, whenever it comes."""

from __future__ import annotations

import pytest

from matchdesk import __main__, app


def test_ctrl_c_before_a_subcommand_runs_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def stopped(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "main", stopped)
    assert __main__.main() == 130
    assert capsys.readouterr().err == ""
