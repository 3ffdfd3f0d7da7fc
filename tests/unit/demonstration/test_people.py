import unicodedata
from collections import Counter

import pytest

THIRD = {
    "US": "United States",
    "TW": "Taiwan",
    "BR": "Brazil",
    "MX": "Mexico",
    "IR": "Iran",
    "TH": "Thailand",
    "JP": "Japan",
    "IN": "India",
    "CN": "China",
    "KR": "South Korea",
    "MA": "Morocco",
    "SG": "Singapore",
    "VN": "Vietnam",
    "IL": "Israel",
}
FROM_THE_SMALLEST = ("US", "TW", "BR", "MX", "IR", "TH", "JP", "IN", "CN")
EU = (
    "Austria Belgium Bulgaria Croatia Cyprus Czechia Denmark Estonia Finland France Germany Greece "
    "Hungary Ireland Italy Latvia Lithuania Luxembourg Malta Netherlands Poland Portugal Romania "
    "Slovakia Slovenia Spain Sweden"
)
SCRIPTS = (
    "CJK",
    "HANGUL",
    "THAI",
    "DEVANAGARI",
    "ARABIC",
    "GREEK",
    "CYRILLIC",
    "GEORGIAN",
    "ARMENIAN",
    "HEBREW",
)


def country(row):
    return THIRD.get(row["Country"], row["Country"])


@pytest.mark.parametrize("size", [40, 440, 1500])
def test_people_are_forty_percent_from_third_countries(drawn, size):
    third = [p for p in drawn(size).people.values() if country(p) in THIRD.values()]
    assert len(third) == round(size * 0.4)


@pytest.mark.parametrize("size", [40, 440])
def test_third_country_delegations_all_come_with_one_head_each(drawn, size):
    people = drawn(size).people.values()
    heads = Counter(
        p["Delegation"] for p in people if p.get("Role", p.get("Rolle")) == "Head of delegation"
    )
    wanted = THIRD if size > 300 else FROM_THE_SMALLEST
    assert {THIRD[code]: heads[THIRD[code]] for code in wanted} == {THIRD[c]: 1 for c in wanted}
    assert max(heads.values()) == 1


def test_every_country_of_the_union_is_present_in_a_medium_event(drawn):
    present = {p["Country"] for p in drawn(440).people.values()}
    assert [name for name in EU.split() if name not in present] == []


def test_every_script_is_present_in_a_medium_event(drawn):
    own = "".join(p["Name in own script"] for p in drawn(440).form + drawn(440).shop)
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in set(own))
    assert [script for script in SCRIPTS if not names[script]] == []


def test_organisations_of_taiwan_bear_both_names(drawn):
    clusters = {
        p["Organisation"]
        for p in drawn(440).people.values()
        if country(p) == "Taiwan" and p["Organisation type"] == "Cluster organisation"
    }
    assert clusters
    assert [name for name in clusters if "聚落 (" not in name or "Cluster)" not in name] == []


def test_names_in_latin_are_distinct_in_the_largest_event(drawn):
    people = drawn(1500).people
    local_parts = Counter(email.split("@")[0] for email in people)
    assert sum(count - 1 for count in local_parts.values()) == 0


def test_addresses_all_end_in_the_reserved_domain(drawn):
    event = drawn(440)
    addresses = [*event.people, *(row["Email"].lower() for row in event.shop)]
    assert [a for a in addresses if not a.endswith(".example") or not a.isascii()] == []


def test_telephone_numbers_are_all_fictional(drawn):
    numbers = [row["Phone"] for row in drawn(440).form]
    assert [n for n in numbers if " 555 " not in n or not n.startswith("+")] == []


def test_clusters_and_only_they_represent_smes(drawn):
    rows = [r for r in drawn(440).form if r["Email"]]
    odd = [
        r
        for r in rows
        if (r["Organisation type"] == "Cluster organisation") != bool(r["SMEs represented"])
    ]
    assert odd == []
    sizes = [int(r["SMEs represented"]) for r in rows if r["SMEs represented"]]
    assert 20 <= min(sizes) <= max(sizes) <= 250


def test_organisations_are_told_the_same_by_all_their_people(drawn):
    seen = {}
    for row in drawn(1500).form:
        if row["Email"]:
            facts = tuple(row[c] for c in ("Country", "City", "Sectors", "SMEs represented"))
            seen.setdefault(row["Organisation"].strip(), set()).add(facts)
    assert {name: facts for name, facts in seen.items() if len(facts) > 1} == {}


def test_offers_are_never_needs_of_the_same_person(drawn):
    both = [
        row
        for row in drawn(440).form
        if set(filter(None, row["Offers"].split("; "))) & set(row["Needs"].split("; "))
    ]
    assert both == []


def test_reserved_tables_are_one_each_for_people_who_come_alone(drawn):
    event = drawn(440)
    rows = [r for r in event.form if r["Reserved table"]]
    staff = Counter(p["Organisation"] for p in event.people.values())
    assert sorted(int(r["Reserved table"]) for r in rows) == [1, 2, 3, 4, 5]
    assert {staff[r["Organisation"].strip()] for r in rows} == {1}


def test_sessions_named_are_those_of_the_event(drawn):
    event = drawn(440)
    known = {
        f"{day} {starts:%H:%M}-{ends:%H:%M}"
        for day in event.event.days
        for starts, ends in event.event.sessions
    }
    named = {s for p in event.people.values() for s in p["Sessions"].split("; ") if s}
    assert named == known


def test_partnerships_are_fifteen_with_members_known_to_the_participants(drawn):
    event = drawn(440)
    rows = event.partnerships
    members = {name for row in rows for name in row["members"].split("; ")}
    claimed = {
        p["Organisation"]: p["Partnership"] for p in event.form if p["Partnership"] and p["Email"]
    }
    assert len(rows) == 15
    assert min(len(row["members"].split("; ")) for row in rows) >= 4
    assert [name for name in claimed if name.strip() not in members] == []
    assert {row["kind"] for row in rows} == {"ESCP-4i"}
