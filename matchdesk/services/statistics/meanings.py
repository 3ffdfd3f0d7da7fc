"""What the words of a report mean, as sentences that stand beside every report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matchdesk.core.i18n import _
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import AgreementStatus, AgreementType, MeetingStatus, Rating, Term
from matchdesk.core.wording import label
from matchdesk.services.places import country_name
from matchdesk.services.statistics import regions
from matchdesk.services.statistics.regions import Region
from matchdesk.services.statistics.terms import AGREEMENTS, Meaning, Terms


@dataclass(frozen=True, slots=True)
class Definition:
    """What a word of the report means: since when, after whom, and whether the event says so.

    `term` is empty for words that follow from others. `own`: set for this event.
    """

    word: str
    meaning: str
    term: str = ""
    since: date | None = None
    basis: str = ""
    own: bool = False


def definitions(terms: Terms) -> tuple[Definition, ...]:
    """Every word, regions first."""
    return (
        _region(terms, Region.EU, _("European Union")),
        _region(terms, Region.PROGRAMME, _("Other programme countries")),
        Definition(_("Europe"), _("European Union and other programme countries")),
        Definition(_("Third country"), _("Every other country")),
        Definition(
            _("Country of a participant"),
            _("That of the organisation; without one, the participant’s own"),
        ),
        Definition(_("Arrived"), _("Admitted at a desk, and not taken back")),
        *(_worded(terms.meanings[term]) for term in Term if term is not Term.REGIONS),
    )


def together(found: Sequence[tuple[str, Sequence[Definition]]]) -> tuple[Definition, ...]:
    """The words of several events (name, definitions); where they differ, the event is named."""
    if len(found) == 1:
        return tuple(found[0][1])
    lines = []
    for same_word in zip(*(definitions for _name, definitions in found), strict=True):
        if len(set(same_word)) == 1:
            lines.append(same_word[0])
            continue
        for (name, _every), one in zip(found, same_word, strict=True):
            lines.append(replace(one, word=f"{one.word} ({name})"))
    return tuple(dict.fromkeys(lines))


def of_term(meaning: Meaning) -> str:
    """The stored words of `meaning` as people read them."""
    return ", ".join(_label(meaning.term, word) for word in meaning.value)


def _region(terms: Terms, region: Region, word: str) -> Definition:
    rows = [row for row in terms.regions.rows if row.region is region]
    names = ", ".join(sorted((country_name(row.country) for row in rows), key=name_order))
    meaning = terms.meanings[Term.REGIONS]
    basis = meaning.basis if meaning.own else _joined(row.basis for row in rows)
    since = meaning.since if meaning.own else regions.since(region, terms.regions.day)
    return Definition(word, names, Term.REGIONS, since, basis, meaning.own)


def _worded(meaning: Meaning) -> Definition:
    words = of_term(meaning)
    sentences = {
        Term.HELD: (_("Held"), _("A meeting marked as: {words}")),
        Term.CASE: (_("Cooperation case"), _("Any of these came of a held meeting: {words}")),
        Term.AGREEMENT: (_("Agreement"), _("A record of one of these types: {words}")),
        Term.ESTABLISHED: (
            _("Established agreement"),
            _("In one of these states: {words}; otherwise it is initiated"),
        ),
    }
    word, text = sentences[meaning.term]
    return Definition(
        word,
        text.format(words=words),
        meaning.term,
        meaning.since,
        meaning.basis,
        meaning.own,
    )


def _label(term: Term, word: str) -> str:
    if word == AGREEMENTS and term is Term.CASE:
        return _("a recorded agreement")
    if term is Term.REGIONS:
        country, region = word.split("=", 1)
        return f"{country_name(country)}: {label(Region(region))}"
    kinds = {
        Term.HELD: MeetingStatus,
        Term.CASE: Rating,
        Term.AGREEMENT: AgreementType,
        Term.ESTABLISHED: AgreementStatus,
    }
    return label(kinds[term](word))


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
