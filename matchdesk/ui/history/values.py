"""A change's values in words: names instead of keys, the field's words instead of codes. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from matchdesk.core.changes import Change
from matchdesk.core.i18n import _
from matchdesk.core.wording import records

_OWN_NAMES = ("name", "acronym", "text", "number")
_PARTIES = ("participant_id", "first_id", "second_id", "requester_id", "requested_id")
_TIME = re.compile(r"\d\d:\d\d:\d\d")


class Values:
    """`names` says what people call the records pointed at, by key; moments are shown in `zone`."""

    def __init__(self, names: Mapping[str, str], zone: tzinfo | None) -> None:
        self._names, self._zone = names, zone

    def lines(self, change: Change) -> Iterator[tuple[str, str]]:
        """(field, “old → new”) for everything worth telling."""
        for name, (old, new) in change.fields().items():
            if records.hidden(name):
                continue
            before, after = (self.shown(change.entity, name, value) for value in (old, new))
            if change.before is None or change.after is None:
                if text := before or after:
                    yield records.field(name), text
            else:
                yield records.field(name), f"{before or '—'}  →  {after or '—'}"

    def name_of(self, change: Change) -> str:
        """What people call the changed record: its own name, or whom it is about."""
        row = change.after or change.before or {}
        parties = [self._names[row[p]] for p in _PARTIES if row.get(p) in self._names]
        if parties:
            return " · ".join(parties)
        return next((str(row[name]) for name in _OWN_NAMES if row.get(name)), "")

    def shown(self, entity: str, field: str, value: Any) -> str:
        """One value as words; empty for none."""
        if value is None or value in ("", [], {}):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return ", ".join(self.shown(entity, field, each) for each in value)
        if isinstance(value, dict):
            return ", ".join(f"{key}: {self.shown(entity, field, v)}" for key, v in value.items())
        if field.endswith("_id"):
            return self._names.get(str(value), _("(no longer there)"))
        return records.word(entity, field, str(value)) or self._plain(value)

    def _plain(self, value: Any) -> str:
        text = str(value)
        if _TIME.fullmatch(text):
            return text[:5]
        try:
            if len(text) == 10:
                return f"{date.fromisoformat(text):%d.%m.%Y}"
            if len(text) > 18 and "T" in text:
                at = datetime.fromisoformat(text).astimezone(self._zone)
                return f"{at:%d.%m.%Y %H:%M:%S}"
        except ValueError:
            return text
        return text
