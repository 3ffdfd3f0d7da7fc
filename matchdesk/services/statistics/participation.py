"""Who came, from where, and for whom they speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matchdesk.core.i18n import _
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.core.wording import label
from matchdesk.services.places import country_name
from matchdesk.services.statistics.figures import WITHHELD, Figure, FigureRow, Tally, grouped
from matchdesk.services.statistics.regions import Region
from matchdesk.services.statistics.snapshot import Body, Person, Snapshot


def figures(snapshot: Snapshot, *, private: bool) -> Iterator[Figure]:
    """All figures of participation; names of people without consent only if `private`."""
    stages = [("arrived", snapshot.arrived, _("arrived"))]
    if snapshot.day is None:  # people register for the event, they arrive on a day
        stages.insert(0, ("registered", snapshot.expected, _("registered")))
    for stage, people, text in stages:
        bodies = [b for b in snapshot.bodies if (b.arrived if stage == "arrived" else b.expected)]
        yield from _people(stage, text, people, private)
        yield from _countries(stage, text, people)
        yield from _bodies(stage, text, bodies)
    if snapshot.day is None:
        yield from _days(snapshot, private)


def _people(stage: str, text: str, people: Sequence[Person], private: bool) -> Iterator[Figure]:
    tally = _people_tally(_("Participants, {stage}").format(stage=text), private)
    code = f"participants.{stage}"
    yield tally.count(code, _("Participants"), people)
    european = [p for p in people if p.region.european]
    yield tally.count(f"{code}.europe", _("Participants from Europe"), european)
    for region in Region:
        of_region = [p for p in people if p.region is region]
        if of_region or region is not Region.UNKNOWN:
            yield tally.count(f"{code}.{region}", label(region), of_region)
    by_country = _people_tally(_("Participants by country, {stage}").format(stage=text), private)
    for country, group in grouped(people, lambda p: p.view.country):
        named = country_name(country) if country else _("Country not known")
        yield by_country.count(f"{code}.country.{country or 'unknown'}", named, group)


def _countries(stage: str, text: str, people: Sequence[Person]) -> Iterator[Figure]:
    found: dict[str, dict[Region, int]] = {}
    for person in people:
        if person.view.country:
            regions = found.setdefault(person.view.country, {})
            regions[person.region] = regions.get(person.region, 0) + 1

    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(_country_row(str(code), found[str(code)]) for code in items)

    columns = (_("Country"), _("Region"), _("Participants"))
    tally = Tally(_("Countries, {stage}").format(stage=text), columns, rows)
    named = sorted(found, key=lambda code: name_order(country_name(code)))
    yield tally.count(f"countries.{stage}", _("Countries represented"), named)
    europe = [code for code in named if any(region.european for region in found[code])]
    yield tally.count(f"countries.{stage}.europe", _("European countries"), europe)
    third = [code for code in named if Region.THIRD in found[code]]
    yield tally.count(
        f"countries.{stage}.third",
        _("Third countries"),
        third,
        definition=", ".join(map(country_name, third)),
    )


def _country_row(code: str, heads: dict[Region, int]) -> FigureRow:
    """A country that joined or left the EU between two events stands with both regions."""
    regions = ", ".join(label(region) for region in heads)
    return FigureRow("country", code, (country_name(code), regions, str(sum(heads.values()))))


def _bodies(stage: str, text: str, bodies: Sequence[Body]) -> Iterator[Figure]:
    tally = _bodies_tally(_("Organisations, {stage}").format(stage=text), stage)
    code = f"organisations.{stage}"
    yield tally.count(code, _("Organisations"), bodies)
    for region in Region:
        of_region = [b for b in bodies if b.region is region]
        if of_region or region is not Region.UNKNOWN:
            yield tally.count(f"{code}.{region}", label(region), of_region)
    for kind in OrganisationType:
        of_kind = [b for b in bodies if b.type is kind]
        if of_kind:
            yield tally.count(f"{code}.type.{kind}", label(kind), of_kind)
    yield _smes(stage, tally, bodies)
    by_country = _bodies_tally(_("Organisations by country, {stage}").format(stage=text), stage)
    for country, group in grouped(bodies, lambda body: body.country):
        named = country_name(country) if country else _("Country not known")
        yield by_country.count(f"{code}.country.{country or 'unknown'}", named, group)


def _smes(stage: str, tally: Tally, bodies: Sequence[Body]) -> Figure:
    clusters = [b for b in bodies if b.type is OrganisationType.CLUSTER]
    speaking = [b for b in clusters if b.sme_count is not None]
    silent = len(clusters) - len(speaking)
    text = _("Sum of what the cluster organisations present say they represent")
    if silent:
        text += "; " + _("{n} of them give no number").format(n=silent)
    return Figure(
        code=f"smes.{stage}",
        label=_("SMEs represented by clusters"),
        value=sum(b.sme_count or 0 for b in speaking),
        group=tally.group,
        columns=tally.columns,
        rows=tally.rows(speaking),
        definition=text,
    )


def _days(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    tally = _people_tally(_("First arrivals by day"), private)
    days = sorted({p.arrived_on for p in snapshot.arrived if p.arrived_on})
    for day in days:
        people = [p for p in snapshot.arrived if p.arrived_on == day]
        yield tally.count(f"participants.arrived.day.{day}", f"{day:%d.%m.%Y}", people)


def shown_name(person: Person, *, private: bool) -> str:
    """The person's name, unless it may not leave."""
    return person.view.name if private or person.shareable else _(WITHHELD)


def _people_tally(group: str, private: bool) -> Tally:
    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(_person_row(p, private) for p in items if isinstance(p, Person))

    columns = (_("No."), _("Name"), _("Organisation"), _("Country"), _("Delegation"))
    return Tally(group, columns, rows)


def _person_row(person: Person, private: bool) -> FigureRow:
    view = person.view
    cells = (
        str(view.number),
        shown_name(person, private=private),
        view.organisation,
        view.country,
        view.delegation,
    )
    return FigureRow("participant", view.key, cells)


def _bodies_tally(group: str, stage: str) -> Tally:
    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(_body_row(body, stage) for body in items if isinstance(body, Body))

    columns = (_("Organisation"), _("Type"), _("Country"), _("Participants"), _("SMEs"))
    return Tally(group, columns, rows)


def _body_row(body: Body, stage: str) -> FigureRow:
    heads = body.arrived if stage == "arrived" else body.expected
    smes = "" if body.sme_count is None else str(body.sme_count)
    cells = (body.name, label(body.type), body.country, str(heads), smes)
    return FigureRow("organisation", body.key, cells)
