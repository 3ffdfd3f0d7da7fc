from __future__ import annotations

from datetime import date, time

import pytest

from matchdesk.interchange import languages
from matchdesk.interchange.spans import Half, Span, read

DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-11-18 09:00-12:30", Span(day=DAY, starts=time(9), ends=time(12, 30))),
        ("18.11.2026 14-16 Uhr", Span(day=DAY, starts=time(14), ends=time(16))),
        ("Day 1 morning", Span(day_number=1, half=Half.MORNING)),
        ("Tag 2 Nachmittag", Span(day_number=2, half=Half.AFTERNOON)),
        ("18 Nov morning", Span(month_day=(11, 18), half=Half.MORNING)),
        ("Nov 18th pm", Span(month_day=(11, 18), half=Half.AFTERNOON)),
        ("18.11. nachmittags", Span(month_day=(11, 18), half=Half.AFTERNOON)),
        ("18 November 2026 après-midi", Span(day=DAY, half=Half.AFTERNOON)),
        ("afternoon", Span(half=Half.AFTERNOON)),
        ("9am-1pm", Span(starts=time(9), ends=time(13))),
        ("9-11am", Span(starts=time(9), ends=time(11))),
        ("2:00 pm - 3:30 pm", Span(starts=time(14), ends=time(15, 30))),
        ("Session 2", Span(session=2)), ("3", Span(session=3)),
        ("10:00", Span(starts=time(10))),
        ("lunch", Span()), ("not on 18 Nov", Span()), ("25:00-26:00", Span()), ("", Span()),
    ],
)  # fmt: skip
def test_times_in_words(text, span):
    assert read(text) == span


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("English", "en"), ("EN", "en"), ("eng", "en"), ("Deutsch", "de"), ("ger", "de"),
        ("中文", "zh"), ("Mandarin", "zh"), ("Ελληνικά", "el"), ("français", "fr"),
        ("German (fluent)", "de"), ("Español – C1", "es"), ("Farsi", "fa"), ("en-GB", "en"),
        ("Quenyan", None), ("", None),
    ],
)  # fmt: skip
def test_languages_by_name(text, code):
    assert languages.code(text) == code
