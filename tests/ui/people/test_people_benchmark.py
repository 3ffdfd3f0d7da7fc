"""The benchmark of the participants' list measures what it names."""

from __future__ import annotations

from benchmarks import people


def test_benchmark_gives_a_spread_of_frames_searches_and_typing(qapp, theme):
    found = people.measure(120)
    assert sorted(found) == sorted(
        ["people", "load_average"]
        + [
            f"{what}_{part}_ms"
            for what in ("frame", "search", "type")
            for part in ("median", "p95", "p99", "max")
        ]
    )
    assert found["people"] == 120
    assert all(value > 0 for name, value in found.items() if name.endswith("_ms"))
