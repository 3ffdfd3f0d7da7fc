"""The change feed."""

from __future__ import annotations

from datetime import UTC, datetime

from matchdesk.core.changes import ChangeFeed, ChangeSet, same

SET = ChangeSet(1, "x", "operator", "desk", datetime(2026, 11, 18, tzinfo=UTC), ())


def test_listener_that_fails_is_logged_and_keeps_nobody_from_hearing(caplog):
    feed, heard = ChangeFeed(), []

    def fails(change_set: ChangeSet) -> None:
        raise RuntimeError("its window is gone")

    feed.subscribe(fails)
    feed.subscribe(heard.append)
    feed.publish([SET])
    assert heard == [SET]
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]


def test_rows_are_the_same_where_both_have_a_column():
    assert same({"name": "a", "added later": 1}, {"name": "a"})
    assert same({"name": "a"}, {"name": "a", "added later": 1})
    assert not same({"name": "a"}, {"name": "b"})
    assert not same(None, {"name": "a"})
    assert same(None, None)
