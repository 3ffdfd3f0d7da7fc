"""Every figure of the report counted again, by SQL alone, from the event files as they lie.

Nothing of the program is used but the two lists of definitions, read here with `csv`. Several
files are counted together: participations add up, organisations (by name and country) and
countries are counted once.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

STATISTICS = Path(__file__).parents[4] / "resources" / "statistics"
ORGANISATION_TYPES = (
    "cluster", "sme", "large_company", "research", "investor", "public_authority", "other",
)  # fmt: skip
RATINGS = (
    "no_further_contact", "knowledge_gained", "valuable_contact", "negotiation_started",
    "agreement_reached",
)  # fmt: skip

VIEWS = """
CREATE TABLE person AS
SELECT p.ev, p.id, p.status, p.organisation_id AS body,
       COALESCE(NULLIF(o.country, ''), p.country) AS country,
       (SELECT MIN(c.scanned_at) FROM check_in c WHERE c.ev = p.ev AND c.participant_id = p.id
         AND c.outcome = 'admitted' AND c.undone_at IS NULL) AS arrived
  FROM participant p LEFT JOIN organisation o ON o.ev = p.ev AND o.id = p.organisation_id;
CREATE TABLE who AS
SELECT person.*, CASE WHEN person.country = '' THEN 'unknown' ELSE COALESCE(r.region, 'third') END
       AS region
  FROM person LEFT JOIN region r ON r.ev = person.ev AND r.country = person.country;
"""

BODY = """
CREATE TABLE body AS
SELECT o.name_key, o.country, MIN(o.type) AS type, MAX(o.sme_count) AS smes,
       MIN(CASE WHEN o.country = '' THEN 'unknown' ELSE COALESCE(r.region, 'third') END) AS region,
       SUM((SELECT COUNT(*) FROM person p WHERE p.ev = o.ev AND p.body = o.id
             AND p.status = 'registered')) AS registered,
       SUM((SELECT COUNT(*) FROM person p WHERE p.ev = o.ev AND p.body = o.id
             AND p.arrived IS NOT NULL)) AS arrived
  FROM organisation o LEFT JOIN region r ON r.ev = o.ev AND r.country = o.country
 GROUP BY o.name_key, o.country;
"""

MET = """
CREATE TABLE side AS
SELECT m.ev, m.id AS meeting, who.country, who.region, COALESCE(o.type, 'other') AS type, place
  FROM (SELECT ev, id, first_id AS one, 1 AS place FROM meeting UNION ALL
        SELECT ev, id, second_id, 2 FROM meeting UNION ALL
        SELECT ev, meeting_id, participant_id, 3 FROM meeting_guest) m
  JOIN who ON who.ev = m.ev AND who.id = m.one
  LEFT JOIN organisation o ON o.ev = who.ev AND o.id = who.body;
CREATE INDEX by_meeting ON side (ev, meeting);
CREATE TABLE met AS
SELECT m.ev, m.id, m.status, m.slot_id, s.day, s.ends,
       (SELECT COUNT(*) FROM side WHERE side.ev = m.ev AND side.meeting = m.id AND place < 3
         AND type = 'cluster') AS clusters,
       (SELECT COUNT(*) FROM side WHERE side.ev = m.ev AND side.meeting = m.id
         AND region = 'unknown') AS unknown,
       (SELECT COUNT(*) FROM side WHERE side.ev = m.ev AND side.meeting = m.id
         AND region = 'third') AS third,
       (SELECT COUNT(*) FROM side WHERE side.ev = m.ev AND side.meeting = m.id) AS parties,
       (SELECT MAX(CASE rating WHEN 'knowledge_gained' THEN 1 WHEN 'valuable_contact' THEN 2
          WHEN 'negotiation_started' THEN 3 WHEN 'agreement_reached' THEN 4 ELSE 0 END)
          FROM outcome o WHERE o.ev = m.ev AND o.meeting_id = m.id) AS best,
       COALESCE(
         (SELECT topic FROM outcome o WHERE o.ev = m.ev AND o.meeting_id = m.id
           AND topic <> '' AND participant_id IS NULL),
         (SELECT topic FROM outcome o WHERE o.ev = m.ev AND o.meeting_id = m.id
           AND topic <> '' AND participant_id = m.first_id),
         (SELECT topic FROM outcome o WHERE o.ev = m.ev AND o.meeting_id = m.id
           AND topic <> '' AND participant_id = m.second_id)) AS topic,
       (SELECT COUNT(*) FROM agreement a WHERE a.ev = m.ev AND a.meeting_id = m.id) AS agreements
  FROM meeting m JOIN grid g ON g.ev = m.ev AND g.id = m.grid_id AND g.state = 'live'
  LEFT JOIN slot s ON s.ev = m.ev AND s.id = m.slot_id;
CREATE TABLE deal AS
SELECT a.ev, a.id, a.type, a.status, a.topic, a.follow_up_on, a.opened_on,
       SUM(COALESCE(r.region, 'third') = 'third' AND o.country <> '') > 0
       AND SUM(COALESCE(r.region, '') IN ('eu', 'programme')) > 0 AS crossing
  FROM agreement a
  LEFT JOIN agreement_party ap ON ap.ev = a.ev AND ap.agreement_id = a.id
  LEFT JOIN organisation o ON o.ev = a.ev AND o.id = ap.organisation_id
  LEFT JOIN region r ON r.ev = a.ev AND r.country = o.country
 GROUP BY a.ev, a.id;
CREATE TABLE wish AS
SELECT * FROM meeting_request WHERE wish <> 'never_meet';
"""


OF_THE_EVENT = (
    "participants.registered", "countries.registered", "organisations.registered",
    "smes.registered", "meetings.requested", "requests.", "meetings.waiting",
    "participants.arrived.day.", "follow_ups.",
)  # fmt: skip
"""Beginnings of the codes that no single day has: people register and ask for an event."""


def of_day(files: Sequence[Path], now: datetime, ahead: int, day: str) -> dict[str, float | None]:
    """Value of every figure that `day` alone has: who came first, its slots, what began on it."""
    with closing(_loaded(files)) as base:
        base.executescript(VIEWS + BODY + MET)
        for table, column in (("met", "day"), ("deal", "opened_on"), ("agreement", "opened_on"),
                              ("story", "told_on")):  # fmt: skip
            base.execute(f"DELETE FROM {table} WHERE {column} IS NOT ?", (day,))
        for table in ("person", "who"):
            base.execute(
                f"DELETE FROM {table} WHERE arrived IS NULL OR DATE(arrived, ?) <> ?",
                (f"{ahead:+} minutes", day),
            )
        base.executescript(f"DROP TABLE body; {BODY}")
        found = {**_participation(base), **_meetings(base, now), **_cooperation(base, now)}
        kept = {code: n for code, n in found.items() if not code.startswith(OF_THE_EVENT)}
        return {**kept, **_summary(found)}


def figures(
    files: Sequence[Path], now: datetime, ahead: int | None = None
) -> dict[str, float | None]:
    """Value of every figure by code; `now` is the venue's wall clock, `ahead` of UTC by minutes.

    Without `ahead` first arrivals are not counted by day.
    """
    with closing(_loaded(files)) as base:
        base.executescript(VIEWS + BODY + MET)
        found = {**_participation(base), **_meetings(base, now), **_cooperation(base, now)}
        if ahead is not None:
            days = base.execute(
                "SELECT DATE(arrived, ?) AS day, COUNT(*) FROM person WHERE arrived IS NOT NULL"
                " GROUP BY day",
                (f"{ahead:+} minutes",),
            )
            found.update({f"participants.arrived.day.{day}": number for day, number in days})
        return {**found, **_summary(found)}


def _loaded(files: Sequence[Path]) -> sqlite3.Connection:
    """One database with the tables of all files, each row with the number of its event."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE region (ev, country, region)")
    for ev, file in enumerate(files):
        base.execute("ATTACH ? AS src", (str(file),))
        names = [
            name
            for (name,) in base.execute("SELECT name FROM src.sqlite_master WHERE type = 'table'")
        ]
        for name in names:
            if ev == 0:
                base.execute(f'CREATE TABLE main."{name}" AS SELECT 0 AS ev, * FROM src."{name}"')
            else:
                base.execute(f'INSERT INTO main."{name}" SELECT {ev}, * FROM src."{name}"')
        (day,) = base.execute("SELECT MIN(day) FROM src.session").fetchone()
        base.commit()
        base.execute("DETACH src")
        with (STATISTICS / "regions.csv").open(encoding="utf-8", newline="") as stream:
            rows = [
                (ev, row["country"], row["region"])
                for row in csv.DictReader(stream)
                if row["since"] <= day and (not row["until"] or day <= row["until"])
            ]
        base.executemany("INSERT INTO region VALUES (?, ?, ?)", rows)
    return base


def _one(base: sqlite3.Connection, query: str, *values: object) -> int:
    (found,) = base.execute(query, values).fetchone()
    return found or 0


def _participation(base: sqlite3.Connection) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for stage, which in (
        ("registered", "status = 'registered'"),
        ("arrived", "arrived IS NOT NULL"),
    ):
        people = f"FROM who WHERE {which}"
        code = f"participants.{stage}"
        found[code] = _one(base, f"SELECT COUNT(*) {people}")
        found[f"{code}.europe"] = _one(
            base, f"SELECT COUNT(*) {people} AND region IN ('eu', 'programme')"
        )
        for region in ("eu", "programme", "third", "unknown"):
            number = _one(base, f"SELECT COUNT(*) {people} AND region = ?", region)
            if number or region != "unknown":
                found[f"{code}.{region}"] = number
        for country, number in base.execute(f"SELECT country, COUNT(*) {people} GROUP BY country"):
            found[f"{code}.country.{country or 'unknown'}"] = number
        named = f"SELECT COUNT(DISTINCT country) {people} AND country <> ''"
        found[f"countries.{stage}"] = _one(base, named)
        found[f"countries.{stage}.europe"] = _one(
            base, f"{named} AND region IN ('eu', 'programme')"
        )
        found[f"countries.{stage}.third"] = _one(base, f"{named} AND region = 'third'")
        bodies = f"FROM body WHERE {stage} > 0"
        code = f"organisations.{stage}"
        found[code] = _one(base, f"SELECT COUNT(*) {bodies}")
        for region in ("eu", "programme", "third", "unknown"):
            number = _one(base, f"SELECT COUNT(*) {bodies} AND region = ?", region)
            if number or region != "unknown":
                found[f"{code}.{region}"] = number
        for kind in ORGANISATION_TYPES:
            if number := _one(base, f"SELECT COUNT(*) {bodies} AND type = ?", kind):
                found[f"{code}.type.{kind}"] = number
        for country, number in base.execute(f"SELECT country, COUNT(*) {bodies} GROUP BY country"):
            found[f"{code}.country.{country or 'unknown'}"] = number
        found[f"smes.{stage}"] = _one(base, f"SELECT SUM(smes) {bodies} AND type = 'cluster'")
    return found


def _meetings(base: sqlite3.Connection, now: datetime) -> dict[str, float | None]:
    found: dict[str, float | None] = {"meetings.requested": _one(base, "SELECT COUNT(*) FROM wish")}
    for status in ("pending", "accepted", "declined", "cancelled"):
        found[f"requests.{status}"] = _one(
            base, "SELECT COUNT(*) FROM wish WHERE status = ?", status
        )
    placed = "FROM met WHERE slot_id IS NOT NULL AND status <> 'cancelled'"
    held = "FROM met WHERE status = 'held'"
    found["meetings.scheduled"] = _one(base, f"SELECT COUNT(*) {placed}")
    found["meetings.held"] = _one(base, f"SELECT COUNT(*) {held}")
    for status in ("no_show", "in_progress", "confirmed", "planned"):
        found[f"meetings.{status}"] = _one(base, f"SELECT COUNT(*) {placed} AND status = ?", status)
    found["meetings.cancelled"] = _one(base, "SELECT COUNT(*) FROM met WHERE status = 'cancelled'")
    waiting = "SELECT COUNT(*) FROM met WHERE slot_id IS NULL AND status <> 'cancelled'"
    found["meetings.waiting"] = _one(base, waiting)
    kinds = {
        "C2C": "clusters = 2", "C2B": "clusters = 1", "B2B": "clusters = 0",
        "europe_europe": "unknown = 0 AND third = 0",
        "europe_third": "unknown = 0 AND third > 0 AND third < parties",
        "third_third": "unknown = 0 AND third = parties",
    }  # fmt: skip
    for stage, which in (("scheduled", placed), ("held", held)):
        for kind, condition in kinds.items():
            found[f"meetings.{stage}.{kind}"] = _one(
                base, f"SELECT COUNT(*) {which} AND {condition}"
            )
        if number := _one(base, f"SELECT COUNT(*) {which} AND unknown > 0"):
            found[f"meetings.{stage}.unknown"] = number
    for day, number in base.execute(f"SELECT day, COUNT(*) {held} GROUP BY day"):
        found[f"meetings.held.day.{day}"] = number
    found["outcomes.recorded"] = _one(base, "SELECT COUNT(*) FROM met WHERE best IS NOT NULL")
    over = f"day || ' ' || ends <= '{now:%Y-%m-%d %H:%M:%S.%f}'"
    missing = (
        "SELECT COUNT(*) FROM met WHERE best IS NULL AND slot_id IS NOT NULL"
        f" AND status NOT IN ('no_show', 'cancelled') AND (status = 'held' OR {over})"
    )
    found["outcomes.missing"] = _one(base, missing)
    sides = "FROM outcome o JOIN met ON met.ev = o.ev AND met.id = o.meeting_id WHERE score > 0"
    found["satisfaction.meetings"] = _one(base, f"SELECT COUNT(DISTINCT met.ev || met.id) {sides}")
    (mean,) = base.execute(f"SELECT AVG(score) {sides}").fetchone()
    found["satisfaction.mean"] = None if mean is None else round(mean, 2)
    for place, rating in enumerate(RATINGS):
        found[f"outcomes.rating.{rating}"] = _one(
            base, "SELECT COUNT(*) FROM met WHERE best = ?", place
        )
    return found


def _cooperation(base: sqlite3.Connection, now: datetime) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    led = "FROM met WHERE status = 'held' AND best >= 3 AND agreements = 0"
    deals = _one(base, "SELECT COUNT(*) FROM deal")
    crossing = _one(base, "SELECT COUNT(*) FROM deal WHERE crossing")
    cases = deals + _one(base, f"SELECT COUNT(*) {led}")
    across = crossing + _one(
        base, f"SELECT COUNT(*) {led} AND unknown = 0 AND third > 0 AND third < parties"
    )
    found["cases.total"], found["cases.third"] = cases, across
    found["cases.third_share"] = round(100 * across / cases, 1) if cases else None
    topics = dict(base.execute("SELECT topic, COUNT(*) FROM deal GROUP BY topic"))
    for topic, number in base.execute(f"SELECT COALESCE(topic, ''), COUNT(*) {led} GROUP BY 1"):
        topics[topic] = topics.get(topic, 0) + number
    found.update({f"cases.topic.{topic or 'none'}": n for topic, n in topics.items() if n})
    found["agreements.total"], found["agreements.third"] = deals, crossing
    found["agreements.third_share"] = round(100 * crossing / deals, 1) if deals else None
    signed = """(status = 'signed' OR status = 'ended' AND (
        NOT EXISTS (SELECT 1 FROM agreement_step s WHERE s.ev = deal.ev AND s.agreement_id = deal.id
                     AND s.status <> 'ended')
        OR EXISTS (SELECT 1 FROM agreement_step s WHERE s.ev = deal.ev AND s.agreement_id = deal.id
                     AND s.status = 'signed')))"""
    found["agreements.initiated"] = _one(base, f"SELECT COUNT(*) FROM deal WHERE NOT {signed}")
    found["agreements.established"] = _one(base, f"SELECT COUNT(*) FROM deal WHERE {signed}")
    for status in ("initiated", "in_negotiation", "signed", "ended"):
        query = "SELECT COUNT(*) FROM deal WHERE status = ?"
        found[f"agreements.status.{status}"] = _one(base, query, status)
    for kind, number in base.execute("SELECT type, COUNT(*) FROM deal GROUP BY type"):
        found[f"agreements.type.{kind}"] = number
    due = "SELECT COUNT(*) FROM deal WHERE follow_up_on IS NOT NULL AND status <> 'ended'"
    found["follow_ups.open"] = _one(base, due)
    found["follow_ups.due"] = _one(base, f"{due} AND follow_up_on <= ?", f"{now:%Y-%m-%d}")
    aims = """
        SELECT aim.value, COUNT(DISTINCT a.ev || a.id)
          FROM agreement a, json_each(a.target_countries) aim GROUP BY aim.value
    """
    found.update({f"agreements.target.{aim}": number for aim, number in base.execute(aims)})
    found["stories.total"] = _one(base, "SELECT COUNT(*) FROM story")
    open_ = """
        SELECT COUNT(*) FROM story WHERE consent = 1 AND NOT EXISTS (
          SELECT 1 FROM agreement a WHERE a.ev = story.ev AND a.id = story.agreement_id
             AND a.confidential)
    """
    found["stories.publishable"] = _one(base, open_)
    return {**found, **_partnerships(base)}


def _partnerships(base: sqlite3.Connection) -> dict[str, float | None]:
    """Target countries with a partner of an agreement of a member, or made for the partnership."""
    aims = """
        SELECT DISTINCT p.acronym, aim.value FROM partnership p, json_each(p.target_countries) aim
    """
    reached = """
        SELECT DISTINCT p.acronym, other.country
          FROM partnership p
          JOIN agreement a
          JOIN agreement_party ap ON ap.ev = a.ev AND ap.agreement_id = a.id
          JOIN organisation other ON other.ev = ap.ev AND other.id = ap.organisation_id
         WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.acronym = p.acronym
                            AND m.name_key = other.name_key AND m.country = other.country)
           AND ((a.ev = p.ev AND a.partnership_id = p.id)
             OR EXISTS (SELECT 1 FROM agreement_party own
                          JOIN organisation o ON o.ev = own.ev AND o.id = own.organisation_id
                          JOIN membership m ON m.name_key = o.name_key AND m.country = o.country
                         WHERE own.ev = a.ev AND own.agreement_id = a.id AND m.acronym = p.acronym))
    """
    base.execute("""
        CREATE TABLE membership AS
        SELECT DISTINCT p.acronym, o.name_key, o.country
          FROM partnership_member m
          JOIN partnership p ON p.ev = m.ev AND p.id = m.partnership_id
          JOIN organisation o ON o.ev = m.ev AND o.id = m.organisation_id
    """)
    query = f"""
        SELECT 'partnerships.' || acronym, SUM((acronym, value) IN ({reached}))
          FROM ({aims}) GROUP BY acronym
    """
    return dict(base.execute(query))


def _summary(found: dict[str, float | None]) -> dict[str, float | None]:
    codes = (
        "meetings.held", "participants.arrived.europe", "participants.arrived.third",
        "agreements.total", "agreements.initiated", "agreements.established", "cases.total",
        "cases.third_share", "countries.arrived.europe", "countries.arrived.third", "smes.arrived",
    )  # fmt: skip
    return {f"summary.{code}": found[code] for code in codes}
