"""`matchdesk agreement` and `matchdesk follow-ups`: what was agreed, and what is due."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from matchdesk.cli.output import Subcommands, opened, say, say_json, subcommand
from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.i18n import _, count
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import label
from matchdesk.services.application import Application

if TYPE_CHECKING:
    from matchdesk.services.desk import Desk
    from matchdesk.services.outcomes import AgreementView


def add(subcommands: Subcommands) -> None:
    """Describe `agreement` and `follow-ups`."""
    parser = subcommand(
        subcommands,
        "agreement",
        _("list agreements, record one without a meeting, or say how far one has come"),
        _agreement,
        json_=True,
    )
    parser.add_argument("number", nargs="?", metavar="NUMBER", help=_("the agreement's number"))
    parser.add_argument("--add", metavar="TYPE", help=", ".join(AgreementType))
    parser.add_argument("--party", nargs="+", default=(), metavar="NAME", help=_("organisations"))
    parser.add_argument("--topic", default="", help=_("what it is about"))
    parser.add_argument("--status", choices=[str(s) for s in AgreementStatus])
    parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help=_("when (default: today)"))
    parser.add_argument("--attach", type=Path, metavar="FILE", help=_("keep a document with it"))
    parser.add_argument("--sheet", type=Path, metavar="FILE.pdf", help=_("write it to be signed"))
    parser.add_argument(
        "--languages", default="", metavar="A,B", help=_("of the sheet (default: the parties')")
    )
    due = subcommand(
        subcommands,
        "follow-ups",
        _("list what is due, or write it as .ics, or .xlsx and .csv for letters"),
        _follow_ups,
        json_=True,
    )
    due.add_argument("--until", type=_day, metavar="YYYY-MM-DD")
    due.add_argument("--out", type=Path, metavar="FILE")


def _agreement(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        number = arguments.number
        if arguments.add:
            number = _record(desk, arguments)
        elif number is not None:
            _change(desk, arguments)
        if number is not None and arguments.sheet:
            languages = [one for one in arguments.languages.split(",") if one.strip()]
            desk.run(desk.outcomes.write_sheet(number, arguments.sheet, languages))
        found = desk.outcomes.agreements()
        if number is not None:
            found = (desk.outcomes.agreement(number),)
    if arguments.json:
        say_json(found if number is None else found[0])
    else:
        for view in found:
            say(*_lines(view, whole=number is not None))
    return 0


def _record(desk: Desk, arguments: argparse.Namespace) -> int:
    # Imported here: it loads the database floor, which help does without.
    from matchdesk.services.outcomes import RecordAgreement

    if arguments.number is not None:
        raise Invalid(field="--add", value=arguments.number, expected=_("no number of one known"))
    kinds = {fold(name): kind for kind in AgreementType for name in (kind.value, label(kind))}
    kind = kinds.get(fold(arguments.add))
    if kind is None:
        raise Invalid(field="--add", value=arguments.add, expected=", ".join(AgreementType))
    known = {fold(name): key for key, name in desk.people.group_names().organisations}
    for name in arguments.party:
        if fold(name) not in known:
            raise NotFound(what="organisation", key=name)
    command = RecordAgreement(
        kind,
        AgreementStatus(arguments.status or AgreementStatus.INITIATED),
        arguments.topic,
        parties=tuple(known[fold(name)] for name in arguments.party),
        on=arguments.on,
    )
    number: int = desk.run(command).result.number
    if arguments.attach:
        _attach(desk, number, arguments.attach)
    return number


def _change(desk: Desk, arguments: argparse.Namespace) -> None:
    from matchdesk.services.outcomes import EditAgreement, UpdateAgreementStatus  # see `_record`

    if arguments.status:
        status = AgreementStatus(arguments.status)
        desk.run(UpdateAgreementStatus(arguments.number, status, on=arguments.on))
    if arguments.topic:
        desk.run(EditAgreement(arguments.number, {"topic": arguments.topic}))
    if arguments.attach:
        _attach(desk, arguments.number, arguments.attach)


def _attach(desk: Desk, number: int | str, path: Path) -> None:
    from matchdesk.services.outcomes import AttachDocument  # see `_record`

    desk.run(AttachDocument(number, path))


def _lines(view: AgreementView, *, whole: bool) -> list[str]:
    about = f", {view.topic}" if view.topic else ""
    first = f"{view.number}: {label(view.type)}, {label(view.status)}{about}: {view.party_names}"
    if not whole:
        return [first]
    steps = [f"  {step.reached_on.isoformat()} {label(step.status)}" for step in view.steps]
    documents = [f"  {_('Document')}: {document.name}" for document in view.documents]
    due = view.follow_up_on
    follow = [f"  {_('Follow-up due')}: {due.isoformat()}"] if due else []
    return [first, *steps, *documents, *follow]


def _follow_ups(application: Application, arguments: argparse.Namespace) -> int:
    with opened(application, arguments) as desk:
        if arguments.out is not None:
            written = desk.outcomes.write_follow_ups(arguments.out, arguments.until)
        found = desk.outcomes.follow_up_list(arguments.until)
    if arguments.json:
        say_json(found)
    elif arguments.out is not None:
        said = count("{n} follow-up", "{n} follow-ups", len(found))
        say(f"{said}: {', '.join(map(str, written))}")
    else:
        for one in found:
            late = f" ({_('overdue')})" if one.overdue else ""
            say(f"{one.due.isoformat()}{late}  {one.title}")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("YYYY-MM-DD") from error
