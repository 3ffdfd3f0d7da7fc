"""Every code that is raised has a sentence, every command its line in History; none is spare."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import matchdesk
from matchdesk.core import errors, wording
from matchdesk.core.vocabulary import DocumentKind, RequestStatus, Wish
from matchdesk.core.wording import SENTENCES
from matchdesk.core.wording.history import INTENTS

PACKAGE = Path(matchdesk.__file__).parent
ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.MatchDeskError)
} - {"RuleBroken"}

MADE_FROM_WORDS = (
    {f"request_{status.value}" for status in RequestStatus}
    | {f"wish_{wish.value}" for wish in Wish}
    | {f"answer_{status.value}" for status in RequestStatus}
    | {f"wishes_{wish.value}" for wish in Wish}
    | {
        f"print_{kind.value}{end}".replace("-", "_")
        for kind in (DocumentKind.BADGES, DocumentKind.AGENDAS, DocumentKind.TABLE_SIGNS)
        for end in ("", "_one", "_again", "_one_again")
    }
    | {"lock_meetings", "unlock_meetings", "confirm_meetings", "unconfirm_meetings"}
    | {"undo", "redo", "print_other"}
)
"""Intents that are put together from a word of the vocabulary."""

STAND_INS = {"set_request_status", "set_wish", "print"}
"""Commands whose handler always names the intent itself."""


PARTS = {"", "_one", "_again", "s"}
"""Pieces from which an intent is put together."""


@pytest.fixture(scope="module")
def trees() -> list[ast.Module]:
    return [ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))]


def codes_raised(trees: list[ast.Module]) -> Iterator[str]:
    for node in nodes(trees, ast.Call):
        kind = _name(node.func)
        if kind in ERRORS and not node.args:
            yield getattr(errors, kind).code
        elif kind in {*ERRORS, "Refused"} and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def intents_declared(trees: list[ast.Module]) -> Iterator[str]:
    """What is assigned to anything called `intent`, also on one side of an `if`."""
    for node in nodes(trees, ast.AnnAssign, ast.Assign):
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if _name(target) == "intent" and not isinstance(node.value, ast.JoinedStr):
            yield from texts(node.value)


def nodes(trees: list[ast.Module], *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for tree in trees for node in ast.walk(tree) if isinstance(node, kinds))


def texts(node: ast.AST | None) -> Iterator[str]:
    for part in ast.walk(node) if node else ():
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _made_of(code: str, begin: object, known: set[str]) -> bool:
    """Whether `code` can be f"{begin}{known word}", with or without a variant behind a dot."""
    if not isinstance(begin, str) or len(begin) < 4 or not code.startswith(begin):
        return False
    rest = code.removeprefix(begin)
    return rest in known or rest.split(".")[0] in known


def test_every_code_that_is_raised_has_a_sentence(trees):
    assert sorted(set(codes_raised(trees)) - SENTENCES.keys()) == []


def test_every_command_has_its_line_in_history(trees):
    named = set(intents_declared(trees)) - STAND_INS
    assert sorted((named | MADE_FROM_WORDS) - INTENTS.keys() - PARTS) == []


def test_no_line_of_history_is_spare(trees):
    named = set(intents_declared(trees)) | MADE_FROM_WORDS
    assert sorted(INTENTS.keys() - named) == []


def test_no_sentence_is_spare():
    files = [f for f in sorted(PACKAGE.rglob("*.py")) if f.parent.name != "wording"]
    others = [ast.parse(file.read_text("utf-8")) for file in files]
    known = {text for tree in others for text in texts(tree)}
    known |= {kind.code for kind in vars(errors).values() if hasattr(kind, "code")}
    known |= {node.name for node in nodes(others, ast.FunctionDef)}  # a rule is named for its code
    for table in PACKAGE.rglob("*.csv"):  # statuses of registration systems are words of a table
        known |= set(re.split(r"[,;\n]", table.read_text("utf-8")))
    begins = {
        node.values[0].value
        for node in nodes(others, ast.JoinedStr)
        if node.values and isinstance(node.values[0], ast.Constant)
    }
    spare = [
        code
        for code in SENTENCES
        if code not in known and not any(_made_of(code, begin, known) for begin in begins)
    ]
    assert "\n".join(spare) == ""


def test_nothing_is_said_of_those_that_stayed_where_none_did():
    said = [
        wording.intent("unplace_meetings", {"count": n, "stayed": m})
        for n, m in ((3, 0), (1, 0), (3, 2))
    ]
    assert said == [
        "Put 3 meetings on the waiting list",
        "Put one meeting on the waiting list",
        "Put 3 meetings on the waiting list; locked or begun ones that stayed: 2",
    ]
