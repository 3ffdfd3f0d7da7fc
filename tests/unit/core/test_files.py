from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.core import resources
from matchdesk.core.errors import FileFault
from matchdesk.core.files import replacing, restoring


def test_file_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"older")
    with replacing(target) as stream:
        stream.write(b"newer")
        assert target.read_bytes() == b"older"
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.pdf", b"newer")]


def test_file_stays_when_the_block_raises(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"older")
    with pytest.raises(ZeroDivisionError), replacing(target) as stream:
        stream.write(bytes([1 // 0]))
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.pdf", b"older")]


@pytest.mark.parametrize(
    ("name", "code"), [("no/a.pdf", "file_folder_closed"), ("", "file_is_folder")]
)
def test_bad_place_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(FileFault) as caught, replacing(tmp_path / name):
        pass
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("no/a.pdf", "file_folder_closed"),
        ("here", "file_is_folder"),
        ("b/a.pdf", "file_folder_closed"),
    ],
)
def test_bad_place_is_told_also_where_something_is_to_be_restored(
    tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "b").write_text("a file where a folder should be")
    target = tmp_path / name
    with pytest.raises(FileFault) as caught, restoring(target), replacing(target):
        pass
    assert caught.value.code == code


def test_resources_are_found_beside_a_checkout(tmp_path: Path) -> None:
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    assert resources.path("fonts", tmp_path / "matchdesk") == tmp_path / "resources" / "fonts"


def test_resources_are_found_inside_an_installed_package(tmp_path: Path) -> None:
    (tmp_path / "matchdesk" / "_resources" / "fonts").mkdir(parents=True)
    found = resources.path("fonts", tmp_path / "matchdesk")
    assert found == tmp_path / "matchdesk" / "_resources" / "fonts"


def test_missing_resources_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        resources.path("fonts", tmp_path / "matchdesk")
    assert (caught.value.code, caught.value.data) == ("resource_missing", {"file": "fonts"})
