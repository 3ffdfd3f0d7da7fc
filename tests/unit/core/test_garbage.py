"""The collector comes back, whatever happens inside."""

from __future__ import annotations

import gc

import pytest

from matchdesk.core import garbage


def test_collector_is_paused_inside_and_back_afterwards():
    with garbage.paused():
        with garbage.paused():
            assert gc.isenabled() is False
        assert gc.isenabled() is False
    assert gc.isenabled() is True


def test_collector_comes_back_after_an_error():
    with pytest.raises(ValueError, match="broken"), garbage.paused():
        raise ValueError("broken")
    assert gc.isenabled() is True
