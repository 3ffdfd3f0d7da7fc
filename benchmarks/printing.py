"""How quick paper is: badges and agendas a second, against a bare ReportLab loop.

    python -m benchmarks.printing --json OUT [--badges N] [--agendas N] [--rounds N]

Rich badges (A6: name, organisation, country, role, QR) and two-page agendas go through the same
code as those of a desk, fonts and all. The bare loop draws the same strings, in the same face, and
the same QR modules at fixed places, unshaped and unfitted, page by page. All take turns in one
process, round by round; figures are the best round's, by the processor's time of one core (other
programs do not count). `peak_mib` is the peak of a fresh process that does one round of them all.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from matchdesk.core import badge_token, resources
from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Role
from matchdesk.printing.agenda_data import AgendaData, AgendaDay, AgendaEntry, EntryKind, Partner
from matchdesk.printing.agendas import write_agendas
from matchdesk.printing.badge_data import BadgeData
from matchdesk.printing.badges import write_badges
from matchdesk.printing.pages import PAPERS
from matchdesk.printing.paper import MM
from matchdesk.printing.qr import dark_runs
from matchdesk.printing.sheets import sheet

_ZONE = ZoneInfo("Europe/Prague")
_ENGLISH = Catalogue("en")
_MEETINGS = 26
"""Two days of thirteen meetings: two pages of A4."""

Part = Callable[[], tuple[int, bytes]]
"""Makes one PDF: how many badges or pages, and the PDF."""


def main() -> None:
    """Measure and write the figures."""
    arguments = _arguments()
    parts = _parts(arguments.badges, arguments.agendas)
    if arguments.peak_only:
        for part in parts.values():
            part()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    load = os.getloadavg()[0]
    rates, sizes = measured(parts, arguments.rounds)
    row = {
        "badges": arguments.badges,
        "agendas": arguments.agendas,
        "badges_per_s": rates["badges"],
        "bare_badges_per_s": rates["bare"],
        "ratio_to_bare": round(rates["badges"] / rates["bare"], 3),
        "four_up_badges_per_s": rates["four_up"],
        "agenda_pages_per_s": rates["agendas"],
        "badges_pdf_mib": sizes["badges"],
        "bare_badges_pdf_mib": sizes["bare"],
        "agendas_pdf_mib": sizes["agendas"],
        "peak_mib": _peak(arguments),
        "cores": os.cpu_count(),
        "load": round(load, 1),
    }
    print(*(f"{name}={value}" for name, value in row.items()), flush=True)
    arguments.json.write_text(json.dumps(row, indent=1), encoding="utf-8")


def measured(parts: dict[str, Part], rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """The best rate of each part, and the size of its PDF in MiB."""
    best = dict.fromkeys(parts, 0.0)
    sizes = {}
    for _round in range(rounds):
        for name, part in parts.items():
            began = time.process_time()
            made, pdf = part()
            rate = made / (time.process_time() - began)
            best[name] = max(best[name], round(rate, 1))
            sizes[name] = round(len(pdf) / 2**20, 2)
    return best, sizes


def crowd(count: int) -> list[BadgeData]:
    """So many invented people, most with a name of their own."""
    chance = random.Random(1)
    secret = "5e" * 32
    roles = list(Role)
    made = []
    for index in range(count):
        country, code = chance.choice(_COUNTRIES)
        role = chance.choice(roles)
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}-{chance.choice(_LAST)}"
        organisation = f"{chance.choice(_KINDS)} {chance.choice(_FIELDS)} {chance.choice(_LAST)}"
        made.append(
            BadgeData(
                key=str(index),
                name=name,
                token=badge_token.make(secret),
                organisation=organisation,
                country=country,
                country_code=code,
                role=role,
                role_label=role.value.replace("_", " ").capitalize(),
            )
        )
    return made


def agendas(people: list[BadgeData]) -> list[AgendaData]:
    """Two days of each, who all meet one another in turn."""
    chance = random.Random(2)
    moment = datetime(2026, 5, 11, 17, 5, tzinfo=UTC)
    return [
        AgendaData(
            key=person.key,
            name=person.name,
            event_name="European Cluster Days",
            timezone="Europe/Prague",
            days=tuple(_day(date(2026, 5, 12 + n), people, chance) for n in range(2)),
            version=1,
            printed_at=moment,
            organisation=person.organisation,
            country=person.country,
            country_code=person.country_code,
        )
        for person in people
    ]


def _day(day: date, people: list[BadgeData], chance: random.Random) -> AgendaDay:
    first = datetime(day.year, day.month, day.day, 9, tzinfo=_ZONE)
    entries = []
    for slot in range(_MEETINGS // 2):
        met = chance.choice(people)
        start = first + timedelta(minutes=25 * slot)
        entries.append(
            AgendaEntry(
                EntryKind.MEETING,
                start,
                start + timedelta(minutes=20),
                slot=slot + 1,
                partners=(Partner(met.name, "", met.organisation, met.country, met.country_code),),
                table=str(chance.randrange(1, 80)),
                zone="Hall A",
                form="C2C",
                offers=f"Test beds for {chance.choice(_FIELDS).lower()}",
                needs=f"Distributors in {met.country}",
            )
        )
    return AgendaDay(day, tuple(entries))


def bare(people: list[BadgeData]) -> bytes:
    """The same strings and codes by ReportLab alone."""
    pdfmetrics.registerFont(TTFont("bare", str(resources.path("fonts") / "NotoSans-Regular.ttf")))
    pdfmetrics.registerFont(TTFont("bare-bold", str(resources.path("fonts") / "NotoSans-Bold.ttf")))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(105 * MM, 148 * MM), pageCompression=1)
    for badge in people:
        canvas.setFillColorRGB(0.06, 0.13, 0.18)
        for font, size, y, text in (
            ("bare-bold", 20, 100, badge.name),
            ("bare-bold", 12, 85, badge.organisation),
            ("bare", 12, 75, badge.country),
            ("bare-bold", 12, 130, badge.country_code),
            ("bare-bold", 16, 6, badge.role_label),
        ):
            canvas.setFont(font, size)
            canvas.drawString(9 * MM, y * MM, text)
        runs, across = dark_runs(badge.token)
        unit = 30 * MM / across
        path = canvas.beginPath()
        for x, y, length in runs:
            path.rect(66 * MM + x * unit, 45 * MM - (y + 1) * unit, length * unit, unit)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _parts(badges: int, planned: int) -> dict[str, Part]:
    people = crowd(badges)
    papers = agendas(crowd(planned))

    def badge_pages(form: str) -> tuple[int, bytes]:
        stream = io.BytesIO()
        write_badges(stream, people, sheet(form), _ENGLISH, Progress())
        return len(people), stream.getvalue()

    def agenda_pages() -> tuple[int, bytes]:
        stream = io.BytesIO()
        report = write_agendas(stream, papers, PAPERS["a4"], _ENGLISH, Progress())
        return report.pages, stream.getvalue()

    return {
        "badges": lambda: badge_pages("a6"),
        "bare": lambda: (len(people), bare(people)),
        "four_up": lambda: badge_pages("a6-4up"),
        "agendas": agenda_pages,
    }


def _peak(arguments: argparse.Namespace) -> float:
    command = [sys.executable, "-m", "benchmarks.printing", "--peak-only"]
    sizes = ["--badges", str(arguments.badges), "--agendas", str(arguments.agendas)]
    ended = subprocess.run([*command, *sizes], capture_output=True, text=True, check=True)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(int(ended.stdout) / unit, 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Badges and agendas a second.")
    parser.add_argument("--json", type=Path, default=Path("printing.json"))
    parser.add_argument("--badges", type=int, default=1000)
    parser.add_argument("--agendas", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peak-only", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


_COUNTRIES = (
    ("Germany", "DE"), ("Poland", "PL"), ("Taiwan", "TW"), ("Brazil", "BR"), ("Spain", "ES"),
    ("Türkiye", "TR"), ("Czechia", "CZ"), ("Viet Nam", "VN"), ("Côte d’Ivoire", "CI"),
)  # fmt: skip
_FIRST = (
    "Ana", "Łukasz", "Zoë", "Mei-Ling", "Olena", "João", "Håkon", "Ivana", "Jürgen", "Thị Ánh",
    "María José", "Konstantina", "Sébastien", "Ilse", "Žofie", "Gözde",
)  # fmt: skip
_LAST = (
    "García", "Kovalenko", "Müller", "Żółkiewska", "Papadopoulou", "Silva", "Åström", "Horvat",
    "Nguyễn", "Hohenlohe", "Lindqvist", "Öztürk", "Novák", "Chen", "Lefèvre", "Tanaka", "Oyelaran",
    "Vandenberghe", "Baranauskas", "McAllister", "Szabó", "Đorđević", "Ferreira", "Iliescu",
)  # fmt: skip
_KINDS = (
    "Cluster", "Technology Park", "Foundation", "Innovation Network", "Chamber", "Institute",
)  # fmt: skip
_FIELDS = (
    "Advanced Manufacturing", "Photonics", "Maritime Logistics", "Smart Textiles",
    "Medical Devices", "Renewable Energy", "Aerospace Components", "Food Processing",
    "Water Technology",
)  # fmt: skip


if __name__ == "__main__":
    main()
