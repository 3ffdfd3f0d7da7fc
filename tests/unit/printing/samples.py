"""People, badges and agendas to print in tests; all invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from matchdesk.core.vocabulary import Role
from matchdesk.printing.agenda_data import AgendaData, AgendaDay, AgendaEntry, EntryKind, Partner
from matchdesk.printing.badge_data import BadgeData

ZONE = ZoneInfo("Europe/Prague")
TOKEN = "BCDEFGHJKNPRSTUVBCDEFGHJ"

NAMES = {
    "latin": "Łukasz Żółć-Åström",
    "vietnamese": "Nguyễn Thị Ánh Nguyệt",
    "greek": "Ελένη Παπαδοπούλου",
    "cyrillic": "Юлия Щербакова",
    "georgian": "გიორგი ბერიძე",
    "armenian": "Հայկ Պետրոսյան",
    "arabic": "الاتحاد العربي للصناعات",
    "persian": "محمد رضا حسینی‌نژاد",
    "hebrew": "דוד בן־ציון",
    "thai": "สมชาย น้ำกตัญญู",
    "devanagari": "क्षत्रिय कृष्ण हिन्दी",
    "simplified": "李小龙",
    "traditional": "陳美玲",
    "japanese": "佐藤 さくら",
    "korean": "김민준",
    "emoji": "Zoë ☕ 🎉",
}

LONG = {
    "name": "Maria-Konstantina Papadopoulou-Christodoulopoulou von und zu Hohenlohe-Langenburg",
    "organisation": (
        "Interregionale Vereinigung zur Förderung der Zusammenarbeit mittelständischer Luft- und "
        "Raumfahrtzulieferer in der Europäischen Union e. V."
    ),
    "word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "thai": "ศูนย์เทคโนโลยีอิเล็กทรอนิกส์และคอมพิวเตอร์แห่งชาติ" * 2,
    "chinese": "上海新材料产业技术研究院有限公司" * 3,
    "persian": "انجمن شرکت‌های فناوری اطلاعات و ارتباطات ایران، بخش همکاری‌های بین‌المللی",
    "mixed": "ACME — شرکت تهران 台灣 " * 3,
    "piled": "Z" + "\u0301" * 40 + "algo",
    "hostile": "Robert\x00\x1b[31m'); \u202eDROP\u202c\ud800 \ufeffTABLE",
    "letter": "W",
}


def badge(key: str = "1", name: str = "Chen Mei-Ling", **changes: object) -> BadgeData:
    values: dict[str, object] = {
        "key": key,
        "name": name,
        "token": TOKEN,
        "organisation": "Taiwan Smart Machinery Cluster",
        "country": "Taiwan",
        "country_code": "TW",
        "role": Role.SPEAKER,
        "role_label": "Speaker",
        "event_name": "C2C Days",
    }
    return BadgeData(**(values | changes))  # type: ignore[arg-type]  # keywords of a test


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=ZONE)


def meeting(start: datetime, partner: Partner, **changes: object) -> AgendaEntry:
    values: dict[str, object] = {
        "kind": EntryKind.MEETING,
        "start": start,
        "end": start + timedelta(minutes=20),
        "slot": 1,
        "partners": (partner,),
        "table": "17",
        "zone": "Hall A",
        "form": "C2B",
        "offers": "Test beds",
        "needs": "Distributors",
    }
    return AgendaEntry(**(values | changes))  # type: ignore[arg-type]  # keywords of a test


PARTNER = Partner("Ana Gómez", "", "Clúster Norte", "Spain", "ES")


def agenda(key: str = "1", meetings: int = 2, **changes: object) -> AgendaData:
    start = moment(12, 9)
    entries = tuple(
        meeting(start + timedelta(minutes=25 * i), PARTNER, slot=i + 1) for i in range(meetings)
    )
    values: dict[str, object] = {
        "key": key,
        "name": "Chen Mei-Ling",
        "event_name": "C2C Days",
        "timezone": "Europe/Prague",
        "days": (AgendaDay(date(2026, 5, 12), entries),),
        "version": 3,
        "printed_at": datetime(2026, 5, 11, 17, 5, tzinfo=UTC),
    }
    return AgendaData(**(values | changes))  # type: ignore[arg-type]  # keywords of a test
