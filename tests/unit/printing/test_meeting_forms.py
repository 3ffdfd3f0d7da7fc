"""Meeting forms on both papers: nothing on them is cut."""

from __future__ import annotations

import io

import pytest

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing.meeting_forms import FormData, write_meeting_forms
from matchdesk.printing.pages import PAPERS

from .samples import PARTNER, TOKEN, moment


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_long_event_and_interpreter_stand_whole(paper: str) -> None:
    form = FormData(
        key="meeting 21",
        token=TOKEN,
        number=21,
        event_name="European Cluster Matchmaking Days (demonstration)",
        timezone="Europe/Prague",
        start=moment(12, 9),
        end=moment(12, 9, 20),
        parties=(PARTNER, PARTNER),
        ratings=("No further contact, but knowledge gained",),
        agreements=("Memorandum of Understanding",),
        printed_at=moment(11, 17),
        table="17",
        zone="Zone A",
        interpreter="Simone de Araújo Barbosa-Hohenlohe",
    )
    stream = io.BytesIO()
    report = write_meeting_forms(stream, [form], PAPERS[paper], Catalogue("de"), Progress())
    assert (report.pages, report.shortened) == (1, ())
