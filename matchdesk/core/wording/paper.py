"""Sentences about paper: writing files, fonts, badges, agendas and signs."""

from __future__ import annotations

from collections.abc import Sequence

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import DocumentKind

SENTENCES: dict[str, str] = {
    "resource_missing": (
        "“{file}” is missing from this installation of MatchDesk. Install MatchDesk again."
    ),
    "file_folder_closed": (
        "“{file}” cannot be written: its folder does not exist or is closed to you ({why}). "
        "Choose another folder."
    ),
    "file_is_folder": "“{file}” is a folder. Give the name of a file inside it.",
    "file_not_written": (
        "“{file}” could not be written ({why}). Close the program that has it open, or choose "
        "another name; an older file of that name was kept."
    ),
    "badge_formats_wrong": (
        "The badge formats in “{file}” cannot be used: the value “{value}” of the sheet “{sheet}” is "
        "missing or wrong. Correct it, or install MatchDesk again."
    ),
    "badge_file_wrong": "This file is no badge design of MatchDesk. Choose one that was exported from the badge designer.",
    "badge_file_newer": "This badge design is of version {version}, which this MatchDesk does not know. Install a newer one.",
    "badge_design_wrong": "The badge design cannot be used: “{where}” must not be “{value}”. Correct it, or export the design anew.",
    "badge_qr_small": "The code ({where}) is too small to be read by every scanner. Make it {least} mm wide and high at least.",
    "badge_file_large": "“{file}” is too large for a badge design. Choose another file, or one with a smaller logo.",
    "badge_design_name": "Another design has the name “{name}”. Choose another name.",
    "badge_design_nameless": "The design needs a name. Type one.",
    "picture_large": "“{file}” is larger than {most} kB. Save it smaller, or choose another picture.",
    "picture_wrong": "This picture cannot be read. Use a PNG or JPEG file.",
    "sheet_unknown": "There is no sheet “{sheet}”. Known sheets: {known}.",
    "language_unknown": "“{value}” is not the code of a language. Use codes such as en, pl or zh-Hant.",
    "print_nobody": "“{name}” is nobody’s badge number, name or organisation. Check it, or look under People.",
    "print_not_expected": "{name} is not expected any more. Leave this name out.",
    "print_delegations": "“{name}” could be several delegations: {known}. Give more of the name.",
    "print_changed_agendas": "Only agendas know what has changed since they were printed. Leave that condition out.",
    "print_pile": "“{value}” is no pile. Give its first and last letter, such as A-K or L-Z.",
    "print_lists_whole": "{kind} are printed as they stand; which of them are new or have changed is known of badges, agendas and table signs alone. Leave that condition out.",
    "print_lists_of_all": "{kind} show the whole event. Leave out the delegation and the participants.",
    "print_signs_of_people": "Table signs belong to tables, not to people. Leave out the delegation and the participants.",
    "print_sheet_for_badges": "A sheet is for badges only; {kind} are printed on paper such as {known}.",
    "print_paper_for_pages": "Badges lie on a sheet; choose one of {known} instead of a paper.",
    "printer_failed": "The printer “{printer}” did not take the pages. Look at its queue; nothing was recorded as printed.",
    "printer_not_set": "No printer is set for this desk. Choose one under “Print on check-in”.",
    "printer_gone": "“{printer}” cannot be found. Switch it on, or send the job to another printer.",
    "printer_not_ready": "“{printer}” is not ready: look at its paper, its cover and its display.",
    "printer_folder_gone": "The folder “{folder}” is not there. Put the stick back in, or send the job elsewhere.",
    "printer_folder_full": "Nothing can be written into “{folder}” ({why}). Make room, or send the job elsewhere.",
    "print_interrupted": (
        "MatchDesk ended while this was printing. Look whether it came out: if so mark it as printed, "
        "if in part continue from the page that is missing, if not try again."
    ),
    "print_job_state": "This job is {state} already; nothing was changed.",
    "print_page_unknown": "This job has {pages} pages; there is no page {page}. Choose one of these.",
    "print_pages_gone": "The pages of this job are not kept any more. Print it again from the Print screen.",
    "queue_closed": "This desk's print queue “{file}” cannot be read or written ({why}). Check-in goes on.",
    "nothing_to_print": "There is nothing to print: the selection holds no {what}.",
}

FIELDS: dict[str, str] = {
    "agenda": "agenda",
    "country": "country",
    "country_code": "country code",
    "day": "day",
    "delegation": "delegation",
    "event_line": "days and place",
    "event_name": "event",
    "interpreter": "interpreter",
    "languages": "languages",
    "name": "name",
    "native_name": "name in own script",
    "needs": "needs",
    "number": "number",
    "offers": "offers",
    "organisation": "organisation",
    "partner": "partner",
    "partnership": "partnership",
    "party": "party",
    "reserved_for": "reserved for",
    "role": "role",
    "slot": "slot",
    "table": "table",
    "text": "free text",
    "time": "time",
    "title": "title",
    "venue": "venue",
    "zone": "zone",
}
"""What a person calls the fields of a page that may have been shortened."""


def field(name: str) -> str:
    """What a person calls the field `name` of a printed page."""
    return _(FIELDS.get(name, name.replace("_", " ")))


def amount(kind: DocumentKind, number: int) -> str:
    """So many documents: “1 badge”, “12 agendas”."""
    one, many = {
        DocumentKind.BADGES: ("{n} badge", "{n} badges"),
        DocumentKind.AGENDAS: ("{n} agenda", "{n} agendas"),
        DocumentKind.TABLE_SIGNS: ("{n} table sign", "{n} table signs"),
        DocumentKind.SLOT_SHEETS: ("{n} slot sheet", "{n} slot sheets"),
        DocumentKind.ROOM_SHEETS: ("{n} room sheet", "{n} room sheets"),
        DocumentKind.WALL_PLAN: ("wall plan of {n} day", "wall plan of {n} days"),
        DocumentKind.MEETING_FORMS: ("{n} form", "{n} forms"),
        DocumentKind.DAILY_LIST: ("list of {n} day", "lists of {n} days"),
        DocumentKind.DELEGATION_LISTS: ("{n} delegation list", "{n} delegation lists"),
        DocumentKind.MISSING_PEOPLE: ("{n} list", "{n} lists"),
        DocumentKind.INTERPRETER_LIST: ("{n} list", "{n} lists"),
        DocumentKind.DELEGATION_BOOKLETS: ("{n} booklet", "{n} booklets"),
        DocumentKind.ORGANISATION_BOOKLETS: ("{n} booklet", "{n} booklets"),
        DocumentKind.PARTICIPANT_CATALOGUE: ("{n} catalogue", "{n} catalogues"),
        DocumentKind.AGREEMENT_SHEETS: ("{n} agreement sheet", "{n} agreement sheets"),
    }[kind]
    return count(one, many, number)


def cut(name: str, text: str, who: Sequence[str]) -> str:
    """A text that lost its end: organisation “Inter…” (Ana Ruiz and 2 more)."""
    words = {"field": field(name), "text": text, "who": who[0] if who else "", "n": len(who) - 1}
    if len(who) > 1:
        return _("{field} “{text}” ({who} and {n} more)").format_map(words)
    return _("{field} “{text}” ({who})").format_map(words)


def assumed_margins() -> str:
    """What to know about a bought sheet whose margins its maker does not publish."""
    return _(
        "The maker does not publish this sheet's margins, and it was not checked against a real"
        " one: MatchDesk centres the badges. Print the test page and hold it against a sheet first."
    )
