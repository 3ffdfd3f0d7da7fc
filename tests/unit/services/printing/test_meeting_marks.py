"""Which meetings stand on whose paper as they are."""

from __future__ import annotations

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.services.agenda import CancelMeeting, MoveMeeting, UnplaceMeeting
from matchdesk.services.people import EditParticipant
from matchdesk.services.printing import MeetingPaper, PrintOrder
from tests import factories

NOBODY: frozenset[str] = frozenset()


def marks(desk) -> dict[str, MeetingPaper]:
    return desk.printing.paper_of_meetings()


def test_paper_is_known_per_meeting_and_per_party(desk, cast, tmp_path):
    assert marks(desk) == {}
    one = PrintOrder(DocumentKind.AGENDAS, people=(cast.ana,))
    desk.printing.save(one, tmp_path / "ana.pdf")
    ana = frozenset((cast.ana,))
    assert marks(desk) == {
        cast.early: MeetingPaper(ana, NOBODY),
        cast.late: MeetingPaper(ana, NOBODY),
    }
    desk.printing.save(PrintOrder(DocumentKind.AGENDAS), tmp_path / "all.pdf")
    both = frozenset((cast.ana, cast.chen))
    assert marks(desk)[cast.early] == MeetingPaper(both, NOBODY)
    desk.run(MoveMeeting(cast.early, 3, 2))
    assert marks(desk)[cast.early] == MeetingPaper(NOBODY, both)
    assert marks(desk)[cast.late] == MeetingPaper(frozenset((cast.ana, cast.dora)), NOBODY)
    desk.printing.save(one, tmp_path / "again.pdf")
    assert marks(desk)[cast.early] == MeetingPaper(ana, frozenset((cast.chen,)))
    desk.history.undo()
    assert marks(desk)[cast.early] == MeetingPaper(frozenset((cast.chen,)), ana)


def test_meeting_that_waits_or_is_called_off_is_wrong_on_paper_that_has_it(desk, cast, tmp_path):
    desk.printing.save(PrintOrder(DocumentKind.AGENDAS), tmp_path / "all.pdf")
    desk.run(UnplaceMeeting(cast.early))
    desk.run(CancelMeeting(cast.late))
    found = marks(desk)
    assert found[cast.early] == MeetingPaper(NOBODY, frozenset((cast.ana, cast.chen)))
    assert found[cast.late] == MeetingPaper(NOBODY, frozenset((cast.ana, cast.dora)))


def test_new_meeting_of_somebody_with_paper_is_not_on_it(desk, cast, tmp_path):
    desk.printing.save(PrintOrder(DocumentKind.AGENDAS), tmp_path / "all.pdf")
    made = factories.meeting(desk, cast.chen, cast.dora, 7, 1)
    assert marks(desk)[made] == MeetingPaper(NOBODY, frozenset((cast.chen, cast.dora)))


def test_partner_of_another_name_makes_the_paper_wrong_of_that_meeting_only(desk, cast, tmp_path):
    desk.printing.save(PrintOrder(DocumentKind.AGENDAS), tmp_path / "all.pdf")
    desk.run(EditParticipant(cast.dora, {"name": "Dora Novak"}))
    found = marks(desk)
    assert found[cast.late] == MeetingPaper(frozenset((cast.dora,)), frozenset((cast.ana,)))
    assert found[cast.early] == MeetingPaper(frozenset((cast.ana, cast.chen)), NOBODY)
