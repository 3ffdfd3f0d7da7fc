import hashlib
import os
import subprocess
import sys
from datetime import date, time

import pytest

from matchdesk.core.errors import Invalid
from matchdesk.core.wording import sentence
from matchdesk.demonstration import Zone, generate
from matchdesk.demonstration.event import zones_for

SIZES = (40, 440, 1500)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("size", SIZES)
def test_people_as_many_as_asked_for(drawn, size):
    assert len(drawn(size).people) == size


@pytest.mark.parametrize("size", SIZES)
def test_files_counts_are_those_of_the_rows_written(drawn, size):
    event = drawn(size)
    form, german, shop, _partnerships, _requests = event.event.files
    kinds = [file.kind for file in event.event.files]
    assert kinds == ["participants"] * 3 + ["partnerships", "requests"]
    rows = [event.form, event.german, event.shop, event.partnerships, event.requests]
    assert [file.read for file in event.event.files] == [len(table) for table in rows]
    assert (form.refused, german.refused, shop.refused) == (1, 0, 0)
    left_out = [r for r in event.shop if r["Status"] != "paid" or r["Add-on to position ID"]]
    assert shop.left_out == len(left_out)
    usable = sum(f.read - f.left_out - f.refused - f.repeated for f in (form, german, shop))
    assert usable == size


def test_bytes_the_same_for_the_same_seed(drawn, tmp_path):
    generate(tmp_path, 440, 7)
    assert bytes_of(tmp_path) == bytes_of(drawn(440).folder)


def test_bytes_differ_for_another_seed(drawn, tmp_path):
    generate(tmp_path, 40, 8)
    first = drawn(40).folder
    assert [n for n, b in bytes_of(tmp_path).items() if b == (first / n).read_bytes()] == []


def test_bytes_do_not_depend_on_hash_randomisation(tmp_path):
    code = (
        "import sys; from pathlib import Path; from matchdesk.demonstration import generate;"
        "generate(Path(sys.argv[1]), 60, 3)"
    )
    digests = []
    for salt in ("1", "2"):
        folder = tmp_path / salt
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": salt, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
        )
        content = b"".join(bytes_of(folder)[name] for name in sorted(bytes_of(folder)))
        digests.append(hashlib.sha256(content).hexdigest())
    assert digests[0] == digests[1]


@pytest.mark.parametrize("size", [39, 0, -1, 1501])
def test_generate_refuses_a_size_out_of_range_with_a_sentence(tmp_path, size):
    with pytest.raises(Invalid) as refusal:
        generate(tmp_path / "new", size, 7)
    assert sentence(refusal.value) == (
        f"“{size}” cannot be used for the number of participants: "
        "the demonstration can have 40 to 1,500; choose a number in between."
    )
    assert not (tmp_path / "new").exists()


def test_event_frame_follows_the_first_day(tmp_path):
    event = generate(tmp_path, 40, 1, first_day=date(2031, 2, 28))
    assert event.days == (date(2031, 2, 28), date(2031, 3, 1))
    assert event.sessions == ((time(9), time(12, 30)), (time(13, 30), time(17)))
    assert (event.slot_minutes, event.gap_minutes) == (20, 5)
    assert event.notice == (
        "All people, organisations' contacts and meetings in this event are invented."
    )


@pytest.mark.parametrize("size", SIZES)
def test_zones_hold_every_table_once(drawn, size):
    event = drawn(size).event
    numbers = [n for zone in event.zones for n in range(zone.first, zone.last + 1)]
    assert numbers == list(range(1, event.tables + 1))


def test_zones_for_fills_halls_evenly():
    assert zones_for(90) == (Zone("Hall A", 1, 30), Zone("Hall B", 31, 60), Zone("Hall C", 61, 90))
