"""`matchdesk print`: badges, agendas and table signs as PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand, warn, watched
from matchdesk.core.errors import Invalid
from matchdesk.core.files import replacing
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import TO_ORDER, DocumentKind
from matchdesk.core.wording import fill, label, paper
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.printing import Printed, PrintOrder

TEST_PAGE = "test-page"
_WHAT = (*TO_ORDER, TEST_PAGE)

_MOST_CUTS = 20
"""Shortened texts that are listed; the rest is counted (--json lists all)."""


def add(subcommands: Subcommands) -> None:
    """Describe `print`."""
    parser = subcommand(
        subcommands,
        "print",
        _("make a PDF to print; exit 1 when there is nothing to print"),
        _print,
        json_=True,
    )
    parser.add_argument("kind", type=_kind, help=", ".join(_WHAT), metavar="WHAT")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    parser.add_argument(
        "--sheet",
        "--format",
        dest="sheet",
        metavar="KEY",
        help=_("sheet of badges, e.g. a6-4up; test-page measures whether it prints at 100 %%"),
    )
    parser.add_argument("--paper", metavar="KEY", help=_("a4, a5, letter or a3 (default a4)"))
    parser.add_argument("--delegation", default="", metavar="NAME", help=_("only its people"))
    parser.add_argument(
        "--participant",
        nargs="+",
        default=(),
        metavar="NUMBER",
        help=_("only these: badge numbers, ranges such as 12-20, names"),
    )
    parser.add_argument(
        "--sort",
        choices=("delegation", "name", "organisation"),
        default="delegation",
        help=_("the order of handing out (default delegation)"),
    )
    parser.add_argument(
        "--pile", default="", metavar="A-K", help=_("only names from and to these letters")
    )
    parser.add_argument("--only-new", action="store_true", help=_("not what was printed before"))
    parser.add_argument(
        "--only-changed",
        action="store_true",
        help=_("agendas that no longer hold (with --only-new: these, too)"),
    )
    parser.add_argument(
        "--language",
        default="en",
        metavar="CODE",
        help=_("of the words on paper (default en; own: agendas in their participants' languages)"),
    )
    parser.add_argument("--twelve-hour", action="store_true", help=_("times as 2:30 pm"))


def _kind(text: str) -> DocumentKind | str:
    if text == TEST_PAGE:
        return text
    try:
        return DocumentKind(text)
    except ValueError as error:
        known = ", ".join(_WHAT)
        raise argparse.ArgumentTypeError(_("choose one of: {known}").format(known=known)) from error


def _print(application: Application, arguments: argparse.Namespace) -> int:
    if arguments.kind == TEST_PAGE:
        return _test_page(application, arguments)
    with opened(application, arguments) as desk:
        order = _order(desk, arguments)
        try:
            with watched(label(order.kind)) as progress:
                printed = desk.printing.save(order, arguments.out, progress)
        except Invalid as error:
            if error.code != "nothing_to_print":
                raise
            return _nothing(error, arguments)
        assumed = order.kind is DocumentKind.BADGES and desk.printing.margins_assumed(order.form)
    if arguments.json:
        say_json(_report(printed, arguments.out))
    else:
        _tell(printed, arguments.out)
    if assumed:
        warn(paper.assumed_margins())
    return 0


def _test_page(application: Application, arguments: argparse.Namespace) -> int:
    """A page with rulers along both axes and the frames of the sheet's badges; on no record."""
    with opened(application, arguments) as desk:
        page = desk.printing.test_page(arguments.sheet or "", arguments.language)
    with replacing(arguments.out) as stream:
        stream.write(page)
    if arguments.json:
        say_json({"file": str(arguments.out), "documents": 0, "pages": 1, "again": 0})
    else:
        say(f"{_('Test page')}: {arguments.out}")
    return 0


def _order(desk: Desk, arguments: argparse.Namespace) -> PrintOrder:
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.printing import HandOut, PrintOrder

    choices = desk.printing.forms()
    if arguments.kind is DocumentKind.BADGES:
        if arguments.paper:
            known = ", ".join(form.key for form in choices.badge_sheets)
            raise Invalid("print_paper_for_pages", known=known)
    elif arguments.sheet:
        known = ", ".join(form.key for form in choices.papers)
        raise Invalid("print_sheet_for_badges", kind=label(arguments.kind), known=known)
    return PrintOrder(
        kind=arguments.kind,
        form=arguments.sheet or arguments.paper or "",
        people=tuple(arguments.participant),
        delegation=arguments.delegation,
        only_new=arguments.only_new,
        only_changed=arguments.only_changed,
        language=arguments.language,
        sort=HandOut(arguments.sort),
        pile=arguments.pile,
        twelve_hour=arguments.twelve_hour,
    )


def _nothing(error: Invalid, arguments: argparse.Namespace) -> int:
    if arguments.json:
        say_json({"file": None, "documents": 0, "pages": 0, "again": 0})
    else:
        warn(fill(error.code, error.data))
    return 1


def _report(printed: Printed, path: Path) -> dict[str, object]:
    return {
        "file": str(path),
        "documents": printed.documents,
        "pages": printed.pages,
        "again": printed.again,
        "shortened": printed.cuts,
        "unprintable": printed.unprintable,
    }


def _tell(printed: Printed, path: Path) -> None:
    documents = paper.amount(printed.kind, printed.documents)
    pages = count("{n} page", "{n} pages", printed.pages)
    say(f"{documents}, {pages}: {path}")
    if printed.again:
        say(_("{n} of these had been printed before.").format(n=printed.again))
    for cut in printed.cuts[:_MOST_CUTS]:
        say(f"{_('Shortened')}: {paper.cut(cut.field, cut.text, cut.who)}")
    if rest := printed.cuts[_MOST_CUTS:]:
        say(count("… and {n} more was shortened.", "… and {n} more were shortened.", len(rest)))
    if printed.unprintable:
        say(_("No letter on paper for: {letters}").format(letters=" ".join(printed.unprintable)))
