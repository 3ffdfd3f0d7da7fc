"""Cooperation: cases, agreements, partnerships' progress, and what is due for follow-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import label
from matchdesk.services.outcomes import AgreementView, MeetingView, StoryView
from matchdesk.services.places import country_name
from matchdesk.services.statistics.figures import WITHHELD, Figure, FigureRow, Tally, grouped
from matchdesk.services.statistics.meetings import named_parties
from matchdesk.services.statistics.snapshot import Alliance, Snapshot


@dataclass(frozen=True, slots=True)
class Case:
    """A cooperation case: an agreement, or a meeting that led to a negotiation.

    `secret` ones are not told apart by anything that they do not say themselves.
    """

    kind: str
    key: str
    name: str
    parties: str
    topic: str
    with_third: bool
    secret: bool = False


def figures(snapshot: Snapshot, *, private: bool) -> Iterator[Figure]:
    """All figures of cooperation; names in confidential agreements only if `private`."""
    yield from _cases(snapshot, private)
    yield from _agreements(snapshot, private)
    yield from _targets(snapshot, private)
    yield from _alliances(snapshot, private)
    yield from _stories(snapshot, private)
    if snapshot.day is None:
        yield from _follow_ups(snapshot, private)


def _cases(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(
            FigureRow(case.kind, case.key, (case.name, case.parties, case.topic))
            for case in items
            if isinstance(case, Case)
        )

    columns = (_("What"), _("Parties"), _("Topic"))
    cases = list(_all_cases(snapshot, private))
    tally = Tally(_("Cooperation cases"), columns, rows)
    text = _("A meeting whose agreement is recorded is counted once, as that agreement")
    yield tally.count("cases.total", _("Cooperation cases"), cases, definition=text)
    third = [_veiled(case) for case in cases if case.with_third]
    yield tally.count("cases.third", _("With partners from third countries"), third)
    yield tally.share("cases.third_share", _("Share with third countries"), third, cases)
    by_topic = Tally(_("Cooperation cases by topic"), columns, rows)
    for topic, group in grouped(cases, lambda case: case.topic):
        yield by_topic.count(f"cases.topic.{topic or 'none'}", topic or _("Topic not given"), group)


def _all_cases(snapshot: Snapshot, private: bool) -> Iterator[Case]:
    facts = snapshot.facts
    for agreement in snapshot.agreements:
        if agreement.key not in facts.case_agreements:
            continue
        yield Case(
            kind="agreement",
            key=agreement.key,
            name=f"{label(agreement.type)} {agreement.number}",
            parties=_parties(agreement, private),
            topic=agreement.topic if private or not agreement.confidential else _(WITHHELD),
            with_third=agreement.key in facts.crossing,
            secret=agreement.confidential and not private,
        )
    for meeting in snapshot.held():
        if meeting.key in facts.cases:
            hidden = frozenset() if private else snapshot.withheld
            case = _case_of(meeting, facts.spans[meeting.key], hidden)
            shut = meeting.key in facts.shut and not private
            yield _veiled(replace(case, secret=shut))


def _veiled(case: Case) -> Case:
    """The case; a secret one without anything it could be known again by."""
    if not case.secret:
        return case
    unsaid = _(WITHHELD)
    return replace(case, key="", name=unsaid, parties=unsaid, topic=case.topic and unsaid)


def _case_of(meeting: MeetingView, across: str, hidden: frozenset[str]) -> Case:
    return Case(
        kind="meeting",
        key=meeting.key,
        name=f"{_('Meeting')} {meeting.number}",
        parties=named_parties(meeting, hidden),
        topic=meeting.topic,
        with_third=across == "europe_third",
    )


def _agreements(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    agreements = snapshot.agreements
    tally = _tally(_("Agreements"), private)
    yield tally.count("agreements.total", _("Agreements"), agreements)
    facts = snapshot.facts
    initiated = [a for a in agreements if a.key not in facts.established]
    yield tally.count("agreements.initiated", _("Initiated"), initiated)
    established = [a for a in agreements if a.key in facts.established]
    yield tally.count("agreements.established", _("Established"), established)
    third = [a for a in agreements if a.key in facts.crossing]
    across = _tally(_("Agreements"), private, _veiled_row)
    yield across.count("agreements.third", _("Europe with third countries"), third)
    yield across.share("agreements.third_share", _("Share with third countries"), third, agreements)
    by_status = _tally(_("Agreements by status"), private)
    for status in AgreementStatus:
        found = [a for a in agreements if a.status is status]
        yield by_status.count(f"agreements.status.{status}", label(status), found)
    by_type = _tally(_("Agreements by type"), private)
    for kind in AgreementType:
        found = [a for a in agreements if a.type is kind]
        if found:
            yield by_type.count(f"agreements.type.{kind}", label(kind), found)


def _targets(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    tally = _tally(_("Agreements by target country"), private)
    told = [a for a in snapshot.agreements if private or not a.confidential]
    aims = [(aim, a) for a in told for aim in dict.fromkeys(a.target_countries)]
    for aim, group in grouped(aims, lambda pair: pair[0]):
        found = [agreement for _aim, agreement in group]
        yield tally.count(f"agreements.target.{aim}", country_name(aim), found)
    untold = [a for a in snapshot.agreements if a not in told and a.target_countries]
    if untold:
        yield tally.count("agreements.target.withheld", _(WITHHELD), untold)


def _stories(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(_story_row(s, private) for s in items if isinstance(s, StoryView))

    columns = (_("No."), _("Kind"), _("Who"), _("Organisation"), _("Text"))
    tally = Tally(_("Testimonials and achievements"), columns, rows)
    yield tally.count("stories.total", _("Told"), snapshot.stories)
    open_ = [story for story in snapshot.stories if story.publishable]
    text = _("With consent, and nothing confidential in it")
    yield tally.count("stories.publishable", _("May be published"), open_, definition=text)


def _story_row(story: StoryView, private: bool) -> FigureRow:
    shown = private or story.publishable
    words = (story.who, story.organisation, story.text)
    cells = words if shown else tuple(_(WITHHELD) if word else "" for word in words)
    return FigureRow("story", story.key, (str(story.number), label(story.kind), *cells))


def _alliances(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    group = _("Partnerships: target countries reached")
    text = _("Target countries with at least one agreement of a member organisation")
    for alliance in snapshot.alliances:
        aims = tuple(dict.fromkeys(alliance.target_countries))
        if not aims:
            continue
        reached = _reached(alliance, snapshot.agreements)
        told = {aim: _numbers(reached.get(aim, ()), private) for aim in aims}
        rows = tuple(FigureRow("country", aim, (country_name(aim), told[aim])) for aim in aims)
        unsaid = sum(aim in reached and not told[aim] for aim in aims)
        rows += (FigureRow("country", "", (_(WITHHELD), _(WITHHELD))),) * unsaid
        yield Figure(
            code=f"partnerships.{alliance.acronym}",
            label=alliance.acronym,
            value=sum(aim in reached for aim in aims),
            group=group,
            columns=(_("Target country"), _("Agreements")),
            rows=rows,
            of=len(aims),
            definition=text,
        )


def _numbers(agreements: Iterable[AgreementView], private: bool) -> str:
    """Their numbers; those of confidential ones would say where a party is from."""
    return ", ".join(str(a.number) for a in agreements if private or not a.confidential)


def _reached(
    alliance: Alliance, agreements: Sequence[AgreementView]
) -> dict[str, list[AgreementView]]:
    """The alliance's agreements by the country of its partners."""
    found: dict[str, list[AgreementView]] = {}
    for agreement in agreements:
        own = [key for key, *_ in agreement.parties if key in alliance.members]
        if not own and agreement.partnership != alliance.acronym:
            continue
        for key, _name, country, _signatory in agreement.parties:
            if key not in own and agreement not in found.setdefault(country, []):
                found[country].append(agreement)
    return found


def _follow_ups(snapshot: Snapshot, private: bool) -> Iterator[Figure]:
    tally = _tally(_("Follow-up"), private)
    ended = AgreementStatus.ENDED
    to_do = [a for a in snapshot.agreements if a.follow_up_on and a.status is not ended]
    to_do.sort(key=lambda a: (str(a.follow_up_on), a.number))
    yield tally.count("follow_ups.open", _("Agreements to follow up"), to_do)
    today = snapshot.now.date()
    due = [a for a in to_do if a.follow_up_on and a.follow_up_on <= today]
    yield tally.count("follow_ups.due", _("Due by today"), due)


def _tally(group: str, private: bool, row: Callable[..., FigureRow] | None = None) -> Tally:
    shown = row or _agreement_row

    def rows(items: Iterable[object]) -> tuple[FigureRow, ...]:
        return tuple(shown(a, private) for a in items if isinstance(a, AgreementView))

    columns = (_("No."), _("Type"), _("Status"), _("Parties"), _("Topic"), _("Follow-up"))
    return Tally(group, columns, rows)


def _veiled_row(agreement: AgreementView, private: bool) -> FigureRow:
    """A row behind a figure that says where the parties are from."""
    row = _agreement_row(agreement, private)
    if private or not agreement.confidential:
        return row
    return FigureRow(row.kind, "", (_(WITHHELD),) * len(row.cells))


def _agreement_row(agreement: AgreementView, private: bool) -> FigureRow:
    shown = private or not agreement.confidential
    cells = (
        str(agreement.number),
        label(agreement.type),
        label(agreement.status),
        _parties(agreement, private),
        agreement.topic if shown else _(WITHHELD),
        agreement.follow_up_on.isoformat() if agreement.follow_up_on else "",
    )
    return FigureRow("agreement", agreement.key, cells)


def _parties(agreement: AgreementView, private: bool) -> str:
    return agreement.party_names if private or not agreement.confidential else _(WITHHELD)
