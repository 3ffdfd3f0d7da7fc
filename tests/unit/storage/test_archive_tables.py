"""An event made from an archive holds the same rows in every table, compared by plain SQL."""

from __future__ import annotations

import sqlite3
from datetime import date, time

import pytest

from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    DocumentKind,
    ProgrammeKind,
    Rating,
    StoryKind,
    Term,
)
from matchdesk.models import Base, Break, ExternalCode, Interpreter, Partnership, PartnershipMember
from matchdesk.services.application import Application
from matchdesk.services.badges import IssueBadges
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import (
    AttachDocument,
    RecordAgreement,
    RecordOutcome,
    TellStory,
    UpdateAgreementStatus,
)
from matchdesk.services.settings import Settings
from matchdesk.services.statistics import SetDefinition
from tests import factories

SCAN = bytes(range(256)) * 40


@pytest.fixture
def lived(desk, tmp_path):
    """An event whose day has left traces in most tables, a signed scan of a contract among them."""
    first, second, third = factories.people(desk, 3)
    bodies = [row.key for row in desk.people.organisations()]
    factories.request(desk, first, second, message="=1+1 – 台灣")
    factories.meeting(desk, first, second, 1, 1)
    factories.meeting(desk, first, third, None, None)
    (alliance,) = factories.put(desk, Partnership(acronym="LIGHT", target_countries=["TW"]))
    factories.put(
        desk,
        PartnershipMember(partnership_id=alliance, organisation_id=bodies[0]),
        ExternalCode(participant_id=first, code="T-1"),
        Interpreter(participant_id=third, language_pairs=["en-zh"]),
        Break(day=date(2026, 11, 18), starts=time(12), ends=time(13), name="Lunch",
              kind=ProgrammeKind.BREAK),
    )  # fmt: skip
    desk.run(IssueBadges((first,)))
    desk.run(CheckInParticipant(first))
    desk.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, note="Łódź", score=5))
    agreement = RecordAgreement(
        AgreementType.JOINT_PROJECT, parties=tuple(bodies), meeting=1, confidential=True
    )
    key = desk.run(agreement).result.key
    desk.run(UpdateAgreementStatus(key, AgreementStatus.SIGNED, step_note="on stage"))
    (tmp_path / "signed.pdf").write_bytes(SCAN)
    desk.run(AttachDocument(key, tmp_path / "signed.pdf"))
    desk.run(TellStory(StoryKind.TESTIMONIAL, "Well met", {"consent": True}))
    desk.run(SetDefinition(Term.HELD, ("held", "in_progress"), "Call 2026"))
    desk.run(desk.outcomes.write_sheet(key, tmp_path / "sheet.pdf"))
    desk.history.undo()
    return desk


def rows(address: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as it is stored."""
    base = sqlite3.connect(f"file:{address}?mode=ro", uri=True)
    try:
        found = {
            name: base.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    finally:
        base.close()
    return {name: sorted(lines, key=repr) for name, lines in found.items()}


def test_an_event_made_from_an_archive_has_the_same_rows_in_every_table(lived, tmp_path, clock):
    path = lived.transfer.archive(tmp_path / "event.zip")
    target = tmp_path / "new.matchdesk"
    made = Application(Settings(tmp_path, clock), clock).restore(str(target), path, watch=False)
    (document,) = made.outcomes.agreements()[0].documents
    copy = made.outcomes.save_document(document.key, tmp_path / "copy.pdf")
    made.close()
    old, new = rows(lived.address), rows(str(target))
    assert [name for name in old if old[name] != new.get(name)] == []
    assert old.keys() == new.keys()
    assert copy.read_bytes() == SCAN
    known = {table.name for table in Base.metadata.sorted_tables}
    filled = {name for name in known if new[name]}
    assert len(filled) > 20
    assert DocumentKind.AGREEMENT_SHEETS in {cell for line in new["print_record"] for cell in line}
