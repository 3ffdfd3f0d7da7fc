"""Meetings, agreements and the report as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import TO_COME
from matchdesk.core.wording import label
from matchdesk.interchange.text import listed
from matchdesk.interchange.writing import Sheet, Value
from matchdesk.services.outcomes import AgreementView, MeetingView, StoryView
from matchdesk.services.places import country_name
from matchdesk.services.statistics.figures import WITHHELD

_PARTY = ("Party {n}", "Party {n} email", "Organisation {n}", "Country {n}")
_MEETING = ("Number", "Date", "Start", "End", "Table", "Status", "Form")
_CAME_OF_IT = ("Did not come", "Rating", "Topic", "Next step", "Note", "Agreements")


def meetings(
    views: Sequence[MeetingView], emails: Mapping[str, str], confidential: Set[int] = frozenset()
) -> Sheet:
    """The live grid, by slot and table; the waiting list has no time. Readable by the import.

    If there are `confidential` agreements (their numbers), nothing is told of what came of any
    meeting: were only theirs left out, they would be the ones that are missing.
    """
    parties = max((len(view.parties) for view in views), default=2)
    header = (
        *_MEETING,
        *(title.format(n=n) for n in range(1, max(parties, 2) + 1) for title in _PARTY),
        *_CAME_OF_IT,
    )
    width = (len(header) - len(_MEETING) - len(_CAME_OF_IT)) // len(_PARTY)
    return Sheet("Meetings", header, tuple(_meeting(v, emails, width, confidential) for v in views))


def _meeting(
    view: MeetingView, emails: Mapping[str, str], width: int, confidential: Set[int]
) -> tuple[Value, ...]:
    def words(texts: Sequence[tuple[str, str]]) -> str:
        if confidential:
            return _(WITHHELD) if texts else ""
        return "; ".join(_told(who, text) for who, text in texts if text)

    row: list[Value] = [view.number, view.day, view.starts, view.ends, view.table]
    waits = view.slot is None and view.status in TO_COME
    row += ["Waiting" if waits else view.status.value.replace("_", " "), view.form.value]
    for party in view.parties:
        row += [party.name, emails.get(party.key, ""), party.organisation, party.country]
    row += [""] * (len(_PARTY) * (width - len(view.parties)))
    missing = [p.name for p in view.parties if p.key in view.no_show_keys]
    row += [
        "; ".join(missing),
        words([(o.told_by, label(o.rating)) for o in view.outcomes]),
        words([(o.told_by, o.topic) for o in view.outcomes]),
        words([(o.told_by, o.next_step) for o in view.outcomes]),
        words([(o.told_by, o.note) for o in view.outcomes]),
        "; ".join(str(n) for n in view.agreements if n not in confidential),
    ]
    return tuple(row)


def _told(who: str, what: str) -> str:
    return f"{who}: {what}" if who else what


def agreements(
    views: Sequence[AgreementView], *, private: bool, refused: Set[str] = frozenset()
) -> Sheet:
    """Every agreement; what is in a confidential one is withheld unless `private`.

    `refused` are the folded names of people who do not share their data: nobody of that name is
    given as a signatory, unless `private`.
    """
    header = (
        *(_("Number"), _("Type"), _("Status"), _("Topic"), _("Parties"), _("Countries")),
        *(_("Signatories"), _("Meetings"), _("Partnership"), _("Sectors"), _("Target countries")),
        *(_("Expected value"), _("Currency"), _("SMEs concerned"), _("Opened on")),
        *(_("Status since"), _("History"), _("Next step"), _("Who follows up")),
        *(_("Follow-up due"), _("Documents"), _("Confidential"), _("Note")),
    )
    return Sheet(_("Agreements"), header, tuple(_agreement(v, private, refused) for v in views))


def _agreement(view: AgreementView, private: bool, refused: Set[str]) -> tuple[Value, ...]:
    shut = view.confidential and not private

    def open_only(text: Value) -> Value:
        return _(WITHHELD) if shut and text not in ("", None) else text

    countries = dict.fromkeys(
        country for _key, _name, country, _signatory in view.parties if country
    )
    signatories = listed(
        _(WITHHELD) if fold(signatory) in refused and not private else signatory
        for *_party, signatory in view.parties
        if signatory
    )
    history = listed(
        " ".join(filter(None, (step.reached_on.isoformat(), label(step.status), step.note)))
        for step in view.steps
    )
    return (
        view.number,
        label(view.type),
        label(view.status),
        open_only(view.topic),
        open_only("; ".join(name for _key, name, _country, _signatory in view.parties)),
        open_only("; ".join(countries)),
        open_only(signatories),
        open_only(listed(map(str, view.meetings))),
        open_only(view.partnership),
        open_only(listed(view.sectors)),
        open_only(listed(map(_place, view.target_countries))),
        open_only(view.expected_value),
        open_only(view.currency),
        open_only(view.sme_count),
        view.opened_on,
        view.status_on,
        open_only(history),
        open_only(view.next_step),
        open_only(view.owner),
        view.follow_up_on,
        open_only(listed(document.name for document in view.documents)),
        view.confidential,
        open_only(view.note),
    )


def _place(code: str) -> str:
    """A country by name; a region as it was typed."""
    return country_name(code) if len(code) == 2 else code


def stories(views: Sequence[StoryView], *, private: bool) -> Sheet:
    """Testimonials and achievements; of one that may not be published only that it is there."""
    header = (
        *(_("Number"), _("Kind"), _("Told on"), _("Words"), _("Who"), _("Organisation")),
        *(_("Country"), _("Agreement"), _("May be published"), _("Consent given on"), _("How")),
    )
    return Sheet(_("Testimonials"), header, tuple(_story(view, private) for view in views))


def _story(view: StoryView, private: bool) -> tuple[Value, ...]:
    shut = not (private or view.publishable)

    def open_only(text: str) -> str:
        return _(WITHHELD) if shut and text else text

    return (
        view.number,
        label(view.kind),
        view.told_on,
        open_only(view.text),
        open_only(view.who),
        open_only(view.organisation),
        open_only(country_name(view.country) if view.country else ""),
        None if shut else view.agreement,
        view.publishable,
        view.consent_on,
        open_only(view.consent_how),
    )
