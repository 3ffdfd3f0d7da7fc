"""Offers and needs of a row: added to those that are known."""

from __future__ import annotations

from collections import defaultdict

from matchdesk.core.vocabulary import ProfileSide
from matchdesk.interchange.records import ParticipantRecord
from matchdesk.models import Participant, Profile, ProfileLine, fresh, new_key
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import RowWork, fold


class Profiles:
    """Every participant's offers and needs."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._profiles = known.profiles
        self._lines: dict[tuple[str, ProfileSide], dict[str, ProfileLine]] = defaultdict(dict)
        for line in known.profile_lines:
            self._lines[line.profile_id, line.side][fold(line.text)] = line

    def take(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        """Add what the row offers and needs, and its free text if there is none yet."""
        summary = record.extras.get("profile", "")
        if not (record.offers or record.needs or summary):
            return
        profile = self._profiles.get(person.id)
        if profile is None:
            profile = fresh(Profile, id=new_key(), participant_id=person.id, summary="")
            self._profiles[person.id] = self._known.add(profile)
            row.made(profile)
            row.changed("profile", None, summary or "; ".join(record.offers), person)
        row.fill(profile, "summary", summary)
        self._add(profile, ProfileSide.OFFER, record.offers, row)
        self._add(profile, ProfileSide.NEED, record.needs, row)

    def _add(
        self, profile: Profile, side: ProfileSide, texts: tuple[str, ...], row: RowWork
    ) -> None:
        lines = self._lines[profile.id, side]
        for text in texts:
            if fold(text) and fold(text) not in lines:
                line = fresh(
                    ProfileLine,
                    id=new_key(),
                    profile_id=profile.id,
                    side=side,
                    position=len(lines),
                    text=text,
                )
                lines[fold(text)] = self._known.add(line)
                self._known.profile_lines.append(line)
                row.changed(f"{side}s", None, text, profile)
