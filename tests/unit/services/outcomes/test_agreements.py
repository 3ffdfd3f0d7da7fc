"""Agreements as records of their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchdesk.core.errors import Conflict, FileFault, Invalid, NotFound
from matchdesk.core.files import LARGEST_DOCUMENT_MB
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import sentence
from matchdesk.models import Agreement, Partnership
from matchdesk.services.outcomes import (
    AttachDocument,
    DetachDocument,
    EditAgreement,
    RecordAgreement,
    RemoveAgreement,
    RemoveAgreementStep,
    UpdateAgreementStatus,
)
from tests import factories
from tests.conftest import NOON

TODAY = date(2026, 11, 18)
S = AgreementStatus


def bodies(desk, count=2) -> tuple[str, ...]:
    names = ("Łódź ICT", "Taiwan ICT Cluster 臺灣", "Qatar Water", "Basque Energy")
    return tuple(factories.organisation(desk, name) for name in names[:count])


def recorded(desk, **more):
    parties = more.pop("parties", None) or bodies(desk)
    kind = more.pop("type", AgreementType.LETTER_OF_INTENT)
    return desk.run(RecordAgreement(kind, parties=parties, **more)).result


def steps(view) -> list[tuple[AgreementStatus, date]]:
    return [(step.status, step.reached_on) for step in view.steps]


def refused(desk, command, kind=Invalid) -> str:
    with pytest.raises(kind) as refusal:
        desk.run(command)
    assert "—" not in sentence(refusal.value)
    return str(refusal.value.code)


def test_agreement_without_a_meeting_keeps_every_field(both_desk):
    desk = both_desk
    (partnership,) = factories.put(desk, Partnership(acronym="ICT4Asia"))
    one, two, three = bodies(desk, 3)
    view = recorded(
        desk,
        parties=(one, two, three),
        topic="  Joint   project ",
        signatories=((one, "Anna Żak", "Director"), (two, "陳 威霖")),
        partnership="ict4asia",
        values={
            "sectors": "ICT; Photonics",
            "target_countries": ["Morocco", "TW", "ASEAN"],
            "expected_value": "1 200 000",
            "currency": "eur",
            "sme_count": 14,
            "next_step": "visit in May",
            "owner": "Ana",
        },
    )
    assert (view.meeting, view.meetings, view.topic) == (None, (), "Joint project")
    assert (view.partnership, view.partnership_key) == ("ICT4Asia", partnership)
    assert (view.sectors, view.target_countries) == (("ICT", "Photonics"), ("MA", "TW", "ASEAN"))
    assert (view.expected_value, view.currency, view.sme_count) == (1_200_000, "EUR", 14)
    assert (view.next_step, view.owner) == ("visit in May", "Ana")
    assert [(s.organisation_key, s.name, s.job_title) for s in view.signatories] == [
        (one, "Anna Żak", "Director"),
        (three, "", ""),
        (two, "陳 威霖", ""),
    ]
    assert (steps(view), view.follow_up_on) == ([(S.INITIATED, TODAY)], date(2027, 5, 18))
    desk.history.undo()
    assert desk.outcomes.agreements() == ()
    assert desk.verify().faults == ()


def test_agreement_of_several_meetings_shows_at_each(desk):
    first, second = factories.people(desk, 2)
    for slot in (1, 2, 3):
        factories.meeting(desk, first, second, slot, 1)
    view = desk.run(RecordAgreement(AgreementType.MEMORANDUM, meetings=(2, 1))).result
    assert (view.meeting, view.meetings, len(view.parties)) == (2, (2, 1), 2)
    assert [m.agreements for m in desk.outcomes.meetings()] == [(1,), (1,), ()]
    edited = desk.run(EditAgreement(1, meetings=(3,))).result
    assert edited.meetings == (3,)
    desk.history.undo()
    assert desk.outcomes.agreement(1).meetings == (2, 1)


def test_status_goes_on_with_its_dates_and_can_be_filed_later(desk, clock):
    recorded(desk, on=date(2026, 11, 2))
    clock.set(NOON + timedelta(days=30))
    desk.run(UpdateAgreementStatus(1, S.SIGNED, step_note="in Taipei"))
    view = desk.run(UpdateAgreementStatus(1, S.IN_NEGOTIATION, on=date(2026, 11, 20))).result
    assert steps(view) == [
        (S.INITIATED, date(2026, 11, 2)),
        (S.IN_NEGOTIATION, date(2026, 11, 20)),
        (S.SIGNED, date(2026, 12, 18)),
    ]
    assert (view.status, view.status_on, view.opened_on) == (
        S.SIGNED,
        date(2026, 12, 18),
        date(2026, 11, 2),
    )
    assert view.steps[2].note == "in Taipei"


def test_slip_of_the_same_day_is_corrected_not_piled_up(desk):
    recorded(desk)
    desk.run(UpdateAgreementStatus(1, S.SIGNED))
    view = desk.run(UpdateAgreementStatus(1, S.IN_NEGOTIATION)).result
    assert steps(view) == [(S.INITIATED, TODAY), (S.IN_NEGOTIATION, TODAY)]
    desk.history.undo()
    assert steps(desk.outcomes.agreement(1)) == [(S.INITIATED, TODAY), (S.SIGNED, TODAY)]


def test_line_of_the_history_can_go_but_not_the_only_one(desk):
    recorded(desk)
    signed = desk.run(UpdateAgreementStatus(1, S.SIGNED)).result
    view = desk.run(RemoveAgreementStep(signed.steps[1].key)).result
    assert (view.status, steps(view)) == (S.INITIATED, [(S.INITIATED, TODAY)])
    refusal = RemoveAgreementStep(view.steps[0].key)
    assert refused(desk, refusal, Conflict) == "agreement_only_step"


def test_day_that_has_not_come_is_refused(desk):
    recorded(desk)
    later = UpdateAgreementStatus(1, S.SIGNED, on=TODAY + timedelta(days=1))
    assert refused(desk, later) == "agreement_future"


def test_agreement_of_an_earlier_format_has_the_history_its_dates_tell(desk):
    one, two = bodies(desk)
    old = Agreement(
        number=1,
        type=AgreementType.OTHER,
        status=S.SIGNED,
        opened_on=date(2026, 10, 1),
        status_on=date(2026, 10, 9),
    )
    factories.put(desk, old)
    desk.run(EditAgreement(1, parties=((one,), (two,))))
    assert steps(desk.outcomes.agreement(1)) == [
        (S.INITIATED, date(2026, 10, 1)),
        (S.SIGNED, date(2026, 10, 9)),
    ]
    view = desk.run(UpdateAgreementStatus(1, S.ENDED)).result
    assert [status for status, _ in steps(view)] == [S.INITIATED, S.SIGNED, S.ENDED]
    assert view.established is True


def test_ended_without_a_signature_was_never_established(desk):
    recorded(desk)
    view = desk.run(UpdateAgreementStatus(1, S.ENDED)).result
    assert (view.established, view.follow_up_on) == (False, None)


def test_recorded_as_ended_counts_as_established(desk):
    assert recorded(desk, status=S.ENDED).established is True


def test_edit_replaces_parties_and_keeps_the_signatory_who_stays(desk):
    one, two, three = bodies(desk, 3)
    recorded(desk, parties=(one, two), signatories=((one, "Anna"),))
    view = desk.run(EditAgreement(1, parties=((one, "Anna", "CEO"), (three,)))).result
    assert [(s.organisation_key, s.name, s.job_title) for s in view.signatories] == [
        (one, "Anna", "CEO"),
        (three, "", ""),
    ]
    assert refused(desk, EditAgreement(1, parties=((one,),))) == "agreement_parties"
    assert len(desk.outcomes.agreement(1).parties) == 2


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("expected_value", "about a million", "field_amount"),
        ("expected_value", "12.5", "field_amount"),
        ("sme_count", -1, "field_amount"),
        ("currency", "euros", "field_currency"),
        ("target_countries", "XQ", "field_country"),
        ("follow_up_on", "soon", "field_day"),
        ("follow_up_on", "2026-01-01", "agreement_before"),
        ("type", "handshake", "field_choice"),
        ("colour", "red", "field_unknown"),
    ],
)
def test_value_that_will_not_do_is_refused_at_its_field(desk, field, value, code):
    recorded(desk)
    assert refused(desk, EditAgreement(1, {field: value})) == code


@pytest.mark.parametrize(
    ("typed", "stored"), [("50.000", 50_000), ("50,000", 50_000), ("", None), ("7", 7)]
)
def test_amount_may_be_grouped_by_any_sign(desk, typed, stored):
    recorded(desk)
    view = desk.run(EditAgreement(1, {"expected_value": typed})).result
    assert view.expected_value == stored


def test_same_agreement_twice_is_noticed_and_can_be_meant(desk):
    parties = bodies(desk, 3)
    recorded(desk, parties=parties[:2], topic="Export")
    same = RecordAgreement(AgreementType.LETTER_OF_INTENT, topic="EXPORT", parties=parties[:2])
    assert refused(desk, same, Conflict) == "agreement_known"
    recorded(desk, parties=parties[:2], topic="Export", anyway=True)
    assert [a.number for a in desk.outcomes.similar(parties)] == [2, 1]
    one = desk.outcomes.agreement(1).key
    assert [a.number for a in desk.outcomes.similar(parties[:2], besides=one)] == [2]
    assert desk.outcomes.similar(parties[1:]) == ()


def test_removed_agreement_comes_back_with_everything(both_desk, tmp_path):
    desk = both_desk
    before = recorded(desk, topic="Export", values={"owner": "Ana"})
    paper = tmp_path / "Memorandum 2026 (signed).pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    desk.run(AttachDocument(1, paper))
    desk.run(RemoveAgreement(1))
    assert desk.outcomes.agreements() == ()
    desk.history.undo()
    view = desk.outcomes.agreement(before.number)
    assert (view.topic, view.owner, len(view.parties), len(view.steps)) == ("Export", "Ana", 2, 1)
    assert desk.outcomes.document(view.documents[0].key) == (paper.name, b"%PDF-1.7 signed")
    assert desk.verify().faults == ()


def test_attached_document_is_kept_in_the_event(both_desk, tmp_path):
    desk = both_desk
    recorded(desk)
    paper = tmp_path / "loi.pdf"
    paper.write_bytes(bytes(range(256)))
    (document,) = desk.run(AttachDocument(1, paper)).result.documents
    paper.unlink()
    copy = desk.outcomes.save_document(document.key, tmp_path / "out.pdf")
    assert (copy.read_bytes(), document.name, document.size) == (bytes(range(256)), "loi.pdf", 256)
    assert desk.run(DetachDocument(document.key)).result.documents == ()
    desk.history.undo()
    assert [d.name for d in desk.outcomes.agreement(1).documents] == ["loi.pdf"]


def test_document_that_is_too_large_empty_missing_or_known_is_refused(desk, tmp_path):
    recorded(desk)
    large, empty, known = (tmp_path / name for name in ("large.pdf", "empty.pdf", "known.pdf"))
    with large.open("wb") as file:
        file.truncate(LARGEST_DOCUMENT_MB * 1024 * 1024 + 1)
    empty.touch()
    known.write_bytes(b"text")
    desk.run(AttachDocument(1, known))
    assert refused(desk, AttachDocument(1, large)) == "document_large"
    assert refused(desk, AttachDocument(1, empty)) == "document_empty"
    assert refused(desk, AttachDocument(1, known), Conflict) == "document_known"
    assert refused(desk, AttachDocument(1, tmp_path / "no.pdf"), FileFault) == "document_unreadable"


def test_history_names_no_party_of_a_confidential_agreement(desk):
    recorded(desk, confidential=True, topic="Secret")
    assert desk.history.page()[0].what == "Agreement no. 1: Letter of Intent, Letter of Intent"


def test_unknown_agreement_document_and_line_are_not_found(desk):
    for command in (EditAgreement(7), RemoveAgreement(7), DetachDocument("x")):
        with pytest.raises(NotFound):
            desk.run(command)
