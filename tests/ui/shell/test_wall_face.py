"""What the slot clock on the big screen says at every moment of an event."""

from dataclasses import replace
from datetime import time

import pytest

from matchdesk.ui.wall_face import Face, face
from tests.ui.shell.test_slot_clock import FIRST, SECOND, SLOTS, WARSAW, at


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(FIRST, time(8, 30)), Face("Wednesday, 08:30", "Slot 1 begins at 09:00", "30:00")),
        (
            at(FIRST, time(9, 5)),
            Face("Wednesday, 09:05", "Slot 1  09:00–09:20", "15:00", "left",
                 "Next: slot 2 at 09:25", 0.25),
        ),
        (
            at(FIRST, time(9, 18)),
            Face("Wednesday, 09:18", "Slot 1  09:00–09:20", "02:00", "Please come to an end",
                 "Next: slot 2 at 09:25", 0.9, True),
        ),
        (at(FIRST, time(9, 20)), Face("Wednesday, 09:20", "Slot 2 begins at 09:25", "05:00")),
        (
            at(FIRST, time(9, 30)),
            Face("Wednesday, 09:30", "Slot 2  09:25–09:45", "15:00", "left",
                 "The last slot of the day", 0.25),
        ),
        (
            at(FIRST, time(18)),
            Face("Wednesday, 18:00", "Slot 3 begins on Thursday at 09:00", "15 h 00 min"),
        ),
        (at(SECOND, time(9, 20)), Face("Thursday, 09:20", "All slots are over")),
    ],
)  # fmt: skip
def test_face_at(moment, said):
    found = face(SLOTS, WARSAW, moment)
    if said.share is not None:
        assert found.share == pytest.approx(said.share)
        found = replace(found, share=said.share)
    assert found == said


def test_event_without_slots_says_so():
    assert face((), WARSAW, at(FIRST, time(9))).title == "No slots yet"
