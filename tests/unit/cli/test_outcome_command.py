"""`matchdesk outcome`."""

from __future__ import annotations

import json

import pytest

from matchdesk.cli import parse, run
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


@pytest.fixture
def command(file_address, desk, tmp_path, clock, capsys):
    """`command("outcome", …)` on an event with meeting 1 of two clusters."""
    application = Application(Settings(tmp_path / "cli"), clock)
    first, second = factories.people(desk, 2)
    factories.meeting(desk, first, second, 1, 1)

    def call(name: str, *arguments: str) -> tuple[int, str]:
        code = run(application, parse([name, file_address, *arguments]))
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


def test_rating_and_agreement_are_recorded(desk, command):
    assert command(
        "outcome",
        "1",
        "--rating",
        "agreement-reached",
        "--agreement",
        "Letter of Intent",
        "--status",
        "signed",
        "--topic",
        "Joint project",
    ) == (
        0,
        "Meeting 1 (Cluster 1 · Cluster 2): Held\n"
        "  Cooperation agreement reached\n"
        "  Agreement 1: Letter of Intent, Signed, Joint project\n",
    )
    assert [a.topic for a in desk.outcomes.agreements()] == ["Joint project"]


def test_rating_by_number_and_by_one_side(desk, command):
    code, printed = command("outcome", "1", "--rating", "3", "--by", "2", "--json")
    (told,) = json.loads(printed)["meeting"]["outcomes"]
    assert (code, told["rating"], told["told_by"]) == (0, "valuable_contact", "Person 2")


def test_no_show_names_who_did_not_come(desk, command):
    assert command("outcome", "1", "--no-show", "2") == (
        0,
        "Meeting 1 (Cluster 1 · Cluster 2): No-show\n",
    )
    view = desk.outcomes.meeting(1)
    assert (view.status, [view.parties[1].key]) == (MeetingStatus.NO_SHOW, list(view.no_show_keys))


def test_unknown_rating_is_refused_with_what_would_do(desk, command):
    code, printed = command("outcome", "1", "--rating", "splendid")
    assert code == 2
    assert printed == (
        "“splendid” cannot be used for --rating: no_further_contact, knowledge_gained, "
        "valuable_contact, negotiation_started, agreement_reached.\n"
    )
    assert desk.outcomes.meeting(1).status is MeetingStatus.PLANNED
