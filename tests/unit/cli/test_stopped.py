"""Ctrl-C ends the program quietly, whenever it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk import __main__, app
from matchdesk.services import demo


def test_ctrl_c_before_a_subcommand_runs_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def stopped(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "main", stopped)
    assert __main__.main() == 130
    assert capsys.readouterr().err == ""


def test_ctrl_c_during_the_demonstration_says_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    def stopped(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "run_day", stopped)
    out = tmp_path / "out"
    code = app.main(["--settings", str(tmp_path), "demo", "--out", str(out), "--no-window"])
    said = f"Stopped on request. What was done so far is stored in {out}.\n"
    assert (code, capsys.readouterr().err) == (130, said)
