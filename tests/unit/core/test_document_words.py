"""Every word of the documents is in one list, and the list is whole in every language."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from matchdesk.core.i18n import Catalogue
from matchdesk.core.vocabulary import AgreementType, Rating, Role
from matchdesk.core.wording.documents import COUNTS, LANGUAGES, TEXTS
from matchdesk.core.wording.labels import LABELS
from tools.compile_words import LOCALE, compiled

ROOT = LOCALE.parent.parent
FOLDERS = ("matchdesk/printing", "matchdesk/services/printing")
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def source(language: str) -> Path:
    return LOCALE / language.replace("-", "_") / "LC_MESSAGES" / "matchdesk.po"


def words(language: str) -> Catalog:
    with source(language).open("rb") as stream:
        return read_po(stream, locale=language.replace("-", "_"))


def asked_for() -> set[str]:
    """Every text the documents ask their catalogue for, read from the program itself."""
    found: set[str] = set()
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.stem.startswith("report"):  # the report has words of its own
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) == "text":
                    first = node.args[0] if node.args else None
                    if isinstance(first, ast.Constant) and len(node.args) == 1:
                        found.add(first.value)
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_text_the_documents_ask_for_is_in_the_list() -> None:
    assert asked_for() - set(TEXTS) == set()


def test_labels_on_paper_are_in_the_list() -> None:
    shown = [LABELS[f"{type(word).__name__}.{word}"] for word in (*Role, *Rating, *AgreementType)]
    assert set(shown) - set(TEXTS) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_language_has_every_text_and_no_other(language: str) -> None:
    ids = {message.id for message in words(language) if message.id}
    assert ids == {*TEXTS, *COUNTS}


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_places_of_numbers_and_names(language: str) -> None:
    wrong = []
    for message in words(language):
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = message.id if isinstance(message.id, str) else message.id[0] if message.id else ""
        if wanted and any(not text or fields(text) != fields(wanted) for text in given):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_words_are_those_of_the_source(language: str) -> None:
    assert source(language).with_suffix(".mo").read_bytes() == compiled(source(language))


def test_catalogue_speaks_and_counts() -> None:
    polish = Catalogue("pl", LOCALE)
    assert polish.text("Table {number}") == "Stolik {number}"
    counted = [polish.count("{n} meeting", "{n} meetings", n) for n in (1, 2, 5)]
    assert counted == ["1 spotkanie", "2 spotkania", "5 spotkań"]


@pytest.mark.parametrize(
    ("language", "table"), [("pt-BR", "Mesa"), ("zh-Hant", "桌"), ("xx", "Table")]
)
def test_variant_of_a_language_speaks_it(language: str, table: str) -> None:
    assert Catalogue(language, LOCALE).text("Table") == table


def test_letters_of_translations_belong_to_their_script() -> None:
    scripts = {"ar": r"[\u0600-\u06ff]", "fa": r"[\u0600-\u06ff]", "zh": r"[\u4e00-\u9fff]"}
    for language, letters in scripts.items():
        foreign = [m.id for m in words(language) if m.id and not re.search(letters, str(m.string))]
        assert foreign == []


@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW", "zh_HK", "zh-Hant-MO"])
def test_traditional_chinese_has_words_of_its_own(language: str) -> None:
    given = [Catalogue(one, LOCALE).text("Interpreter") for one in (language, "zh", "zh-CN")]
    assert given == ["口譯員", "口译员", "口译员"]


def test_traditional_words_are_written_without_simplified_letters() -> None:
    text = "".join(str(message.string) for message in words("zh-Hant") if message.id)
    assert [c for c in text if c > "\u3400" and not c.encode("big5", "ignore")] == []
