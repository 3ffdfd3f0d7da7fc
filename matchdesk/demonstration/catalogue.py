"""The tables the demonstration is drawn from, read once from the program's resources."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from matchdesk.core.vocabulary import OrganisationType

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A given or family name; `own` is empty where the culture writes Latin letters."""

    latin: str
    own: str


@dataclass(frozen=True, slots=True)
class Culture:
    """How people of a culture are called.

    `given` and `family` map `f` and `m` to the names that fit; `own_order` is the pattern of a
    full name in its own script, `surnames` how many family names a person bears.
    """

    given: dict[str, tuple[Name, ...]]
    family: dict[str, tuple[Name, ...]]
    own_order: str
    surnames: int


@dataclass(frozen=True, slots=True)
class Country:
    """Where people come from; `region` is eu, programme or third."""

    code: str
    name: str
    german: str
    region: str
    weight: float
    from_size: int
    cultures: tuple[str, ...]
    language: str
    calling_code: str
    languages: tuple[str, ...]
    legal_forms: tuple[str, ...]
    places: tuple[Name, ...]

    @property
    def is_third(self) -> bool:
        """Whether it lies outside Europe."""
        return self.region == "third"


@dataclass(frozen=True, slots=True)
class Partnership:
    """A European Strategic Cluster Partnership."""

    acronym: str
    name: str
    status: str
    focus: str
    kind: str
    strand: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All tables. `topics` has the topics of every sector, and those of no sector under `*`."""

    countries: tuple[Country, ...]
    cultures: dict[str, Culture]
    sectors: tuple[str, ...]
    words: dict[tuple[str, str], str]
    patterns: dict[tuple[str, OrganisationType], tuple[str, str]]
    topics: dict[str, tuple[str, ...]]
    stems: tuple[tuple[str, ...], tuple[str, ...]]
    job_titles: dict[OrganisationType, tuple[str, ...]]
    messages: dict[str, tuple[str, ...]]
    attention: tuple[str, ...]
    partnerships: tuple[Partnership, ...]


def load(folder: Path) -> Catalogue:
    """Read every table below `folder` (its README says what each holds)."""
    words = _rows(folder / "sector_words.csv")
    stems = _grouped(_rows(folder / "stems.csv"), "part", "text")
    titles = _grouped(_rows(folder / "job_titles.csv"), "type", "title")
    return Catalogue(
        countries=_countries(folder),
        cultures=_cultures(folder),
        sectors=tuple(row["sector"] for row in words if row["language"] == "en"),
        words={(row["language"], row["sector"]): row["word"] for row in words},
        patterns={
            (row["language"], OrganisationType(row["type"])): (row["pattern"], row["english"])
            for row in _rows(folder / "organisation_names.csv")
        },
        topics=_grouped(_rows(folder / "topics.csv"), "sector", "topic"),
        stems=(stems["first"], stems["second"]),
        job_titles={OrganisationType(kind): names for kind, names in titles.items()},
        messages=_grouped(_rows(folder / "messages.csv"), "code", "text"),
        attention=tuple(row["text"] for row in _rows(folder / "attention.csv")),
        partnerships=_partnerships(folder),
    )


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


def _grouped(rows: Iterable[Row], key: str, value: str) -> dict[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row[value])
    return {name: tuple(values) for name, values in groups.items()}


def _countries(folder: Path) -> tuple[Country, ...]:
    places: defaultdict[str, list[Name]] = defaultdict(list)
    for row in _rows(folder / "places.csv"):
        places[row["country"]].append(Name(row["place"], row["own"]))
    return tuple(
        Country(
            code=row["code"],
            name=row["name"],
            german=row["german"],
            region=row["region"],
            weight=float(row["weight"]),
            from_size=int(row["from_size"]),
            cultures=_split(row["names"]),
            language=row["language"],
            calling_code=row["calling_code"],
            languages=_split(row["languages"]),
            legal_forms=_split(row["legal_forms"]),
            places=tuple(places[row["code"]]),
        )
        for row in _rows(folder / "countries.csv")
    )


def _cultures(folder: Path) -> dict[str, Culture]:
    cultures = {}
    for row in _rows(folder / "cultures.csv"):
        names = _rows(folder / "names" / f"{row['culture']}.csv")
        cultures[row["culture"]] = Culture(
            given={gender: _names(names, "given", gender) for gender in "fm"},
            family={gender: _names(names, "family", gender) for gender in "fm"},
            own_order=row["own_order"],
            surnames=int(row["surnames"]),
        )
    return cultures


def _names(rows: Iterable[Row], part: str, gender: str) -> tuple[Name, ...]:
    return tuple(
        Name(row["latin"], row["own"])
        for row in rows
        if row["part"] == part and row["gender"] in ("", gender)
    )


def _partnerships(folder: Path) -> tuple[Partnership, ...]:
    details = {row["acronym"]: row for row in _rows(folder / "partnership_details.csv")}
    return tuple(
        Partnership(
            acronym=row["acronym"],
            name=row["name"],
            status=row["status"],
            focus=row["industry_focus"],
            kind=details[row["acronym"]]["kind"],
            strand=details[row["acronym"]]["strand"],
            targets=_split(details[row["acronym"]]["target_countries"]),
        )
        for row in _rows(folder / "escp4i_2016.csv")
    )
