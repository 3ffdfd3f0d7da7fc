"""`matchdesk print`."""

from __future__ import annotations

import json

import pytest

from matchdesk.cli import parse, run, workplace
from matchdesk.core.vocabulary import TO_ORDER
from matchdesk.printing.sheets import sheets
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


@pytest.fixture
def command(file_address, desk, tmp_path, clock, capsys):
    """`command("badges", …)` prints on the event of `desk`: exit code and what was said."""
    application = Application(Settings(tmp_path / "cli"), clock)

    def call(kind: str, *arguments: str) -> tuple[int, str]:
        words = ["--desk", "Hall", "print", file_address, kind, *arguments]
        parsed = parse(words)
        workplace.take(application.settings, parsed.arguments)
        code = run(application, parsed)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.pdf"


def test_pages_and_documents_are_told(desk, command, out):
    factories.people(desk, 5)
    assert command("badges", "--out", str(out)) == (0, f"5 badges, 2 pages: {out}\n")
    assert out.read_bytes()[:5] == b"%PDF-"
    assert desk.printing.runs()[0].desk == "Hall"


def test_folder_instead_of_a_file_is_named(desk, command, tmp_path):
    factories.people(desk, 2)
    assert command("badges", "--out", str(tmp_path)) == (
        2,
        f"“{tmp_path}” is a folder. Give the name of a file inside it.\n",
    )
    assert desk.printing.runs() == ()


def test_unknown_term_is_told_with_those_that_are_known(capsys):
    with pytest.raises(SystemExit):
        parse(["define", "any.matchdesk", "Foo"])
    assert "Term" not in capsys.readouterr().err


def test_second_printing_says_how_many_had_been_printed(desk, command, out):
    factories.people(desk, 2)
    command("badges", "--out", str(out), "--participant", "1")
    assert command("badges", "--out", str(out)) == (
        0,
        f"2 badges, 1 page: {out}\n1 of these had been printed before.\n",
    )


def test_nothing_to_print_is_one_sentence_and_exit_code_one(desk, command, out):
    assert command("badges", "--out", str(out)) == (
        1,
        "There is nothing to print: the selection holds no badges.\n",
    )
    assert out.exists() is False


def test_nothing_to_print_in_json_counts_zero(desk, command, out):
    code, printed = command("agendas", "--out", str(out), "--only-changed", "--json")
    assert (code, json.loads(printed)) == (
        1,
        {"file": None, "documents": 0, "pages": 0, "again": 0},
    )


def test_shortened_texts_are_listed(desk, command, out):
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter " * 8
    factories.participant(desk, name.strip())
    code, printed = command("badges", "--out", str(out), "--sheet", "cr80", "--json")
    (cut,) = json.loads(printed)["shortened"]
    assert (code, cut) == (0, {"field": "name", "text": name.strip(), "who": [name.strip()]})


def test_sheet_and_paper_choose_the_size(desk, command, out):
    factories.people(desk, 9)
    assert command("badges", "--out", str(out), "--sheet", "a7-8up")[1] == (
        f"9 badges, 2 pages: {out}\n"
    )
    assert command("table-signs", "--out", str(out), "--paper", "a5")[1] == (
        f"4 table signs, 4 pages: {out}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("badges", "--paper", "a5"),
            f"Badges lie on a sheet; choose one of {', '.join(sheets())} instead of a paper.\n",
        ),
        (
            ("agendas", "--sheet", "a6"),
            "A sheet is for badges only; Agendas are printed on paper such as "
            "a4, a5, letter, a3.\n",
        ),
        (
            ("badges", "--participant", "77"),
            "“77” is nobody’s badge number, name or organisation. "
            "Check it, or look under People.\n",
        ),
    ],
)
def test_order_that_makes_no_sense_is_one_sentence(desk, command, out, arguments, said):
    factories.people(desk, 1)
    assert command(*arguments, "--out", str(out)) == (2, said)


def test_unknown_document_is_refused_by_the_grammar(command, out, capsys):
    with pytest.raises(SystemExit) as error:
        command("tickets", "--out", str(out))
    assert error.value.code == 2
    assert capsys.readouterr().err.endswith(
        f"choose one of: {', '.join((*TO_ORDER, 'test-page'))}\n"
    )


def test_interrupted_printing_leaves_no_file(desk, command, out, monkeypatch):
    factories.people(desk, 3)

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("matchdesk.printing.paper.Paper.end_page", interrupted)
    assert command("badges", "--out", str(out)) == (
        130,
        "Stopped on request. Nothing was changed.\n",
    )
    assert (list(out.parent.glob("*out.pdf*")), desk.printing.runs()) == ([], ())


def test_pile_of_names_is_printed(desk, command, out):
    factories.participant(desk, "Ana Ruiz")
    factories.participant(desk, "Mia Lund")
    made = command("badges", "--out", str(out), "--sort", "name", "--pile", "L-Z")
    assert made == (0, f"1 badge, 1 page: {out}\n")
    assert command("badges", "--out", str(out), "--pile", "12")[1] == (
        "“12” is no pile. Give its first and last letter, such as A-K or L-Z.\n"
    )


@pytest.mark.parametrize(("sheet", "size"), [("a7-8up", (297, 210)), ("roll-62x100", (100, 62))])
def test_test_page_has_the_size_of_its_sheet_and_is_on_no_record(desk, command, out, sheet, size):
    assert command("test-page", "--format", sheet, "--out", str(out)) == (0, f"Test page: {out}\n")
    ((width, height),) = desk.printing.page_sizes(out.read_bytes())
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == size
    assert desk.printing.runs() == ()


def test_test_page_of_no_known_sheet_is_one_sentence(desk, command, out):
    known = ", ".join(sheets())
    assert command("test-page", "--format", "a9", "--out", str(out)) == (
        2,
        f"There is no sheet “a9”. Known sheets: {known}.\n",
    )
    assert out.exists() is False
