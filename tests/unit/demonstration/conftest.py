import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from matchdesk.demonstration import DemonstrationEvent, generate

Row = dict[str, str]


@dataclass(frozen=True)
class Drawn:
    """A generated event and its files as rows of cells by header, as they stand in the file."""

    event: DemonstrationEvent
    folder: Path

    def table(self, name, separator=",", encoding="utf-8-sig", skip=0) -> list[Row]:
        text = (self.folder / name).read_bytes().decode(encoding)
        lines = text.split("\r\n", skip)[-1]
        return list(csv.DictReader(io.StringIO(lines, newline=""), delimiter=separator))

    @cached_property
    def form(self) -> list[Row]:
        return self.table("participants_registration.csv")

    @cached_property
    def shop(self) -> list[Row]:
        return self.table("participants_pretix.csv", ";", "utf-8")

    @cached_property
    def german(self) -> list[Row]:
        return self.table("teilnehmer_delegation.csv", ";", "cp1252", skip=3)

    @cached_property
    def requests(self) -> list[Row]:
        return self.table("requests.csv")

    @cached_property
    def partnerships(self) -> list[Row]:
        return self.table("partnerships.csv")

    @cached_property
    def people(self) -> dict[str, Row]:
        """Everybody who can be imported, by address; country names in English."""
        found = {}
        for row in self.german:
            found[row["E-Mail"]] = row | {
                "Country": {"Deutschland": "Germany", "Österreich": "Austria"}.get(
                    row["Land"], "Switzerland"
                ),
                "Organisation": row["Firma"],
                "Sessions": row["Sitzungen"],
            }
        for row in self.shop:
            if row["Status"] == "paid" and not row["Add-on to position ID"]:
                found[row["Attendee email"].lower()] = row | {
                    "Organisation": row["Attendee company"]
                }
        for row in self.form:
            if row["Email"]:
                found[row["Email"].lower()] = row | {"Organisation": row["Organisation"].strip()}
        return found


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """`drawn(440)`: the event of 440 people and seed 7, made once for all tests."""
    made = {}

    def draw(participants: int) -> Drawn:
        if participants not in made:
            folder = tmp_path_factory.mktemp(f"event{participants}")
            made[participants] = Drawn(generate(folder, participants, 7), folder)
        return made[participants]

    return draw
