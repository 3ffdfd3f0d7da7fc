import dataclasses

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from matchdesk.core import resources
from matchdesk.ui import fonts
from matchdesk.ui.icons import icon
from matchdesk.ui.theme import State, Theme
from matchdesk.ui.tokens import DARK, LIGHT, Tokens

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
SURFACES = ("surface0", "surface1", "surface2", "surface3")


def luminance(value: str) -> float:
    """Relative luminance after WCAG 2.1."""
    colour = QColor(value)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_text_on_every_surface_reaches_4_5(tokens: Tokens):
    texts = [tokens.text1, tokens.text2, tokens.text3, tokens.accent]
    texts += [tokens.state(state).text for state in State]
    low = {
        (text, surface): round(contrast(text, getattr(tokens, surface)), 2)
        for text in texts
        for surface in SURFACES
        if contrast(text, getattr(tokens, surface)) < 4.5
    }
    assert low == {}


@BOTH
def test_state_text_on_its_fill_reaches_4_5(tokens: Tokens):
    low = {s for s in State if contrast(tokens.state(s).text, tokens.state(s).fill) < 4.5}
    assert low == set()


@BOTH
def test_state_line_on_content_surfaces_reaches_3(tokens: Tokens):
    low = {
        (s, surface)
        for s in State
        for surface in ("surface0", "surface1")
        if contrast(tokens.state(s).line, getattr(tokens, surface)) < 3
    }
    assert low == set()


@BOTH
def test_button_text_and_field_borders_can_be_seen(tokens: Tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5
    assert contrast(tokens.outline, tokens.surface1) >= 3


def seen_without_red_or_green(value: str) -> tuple[float, float, float]:
    """The colour in linear light as deuteranopes see it (Viénot, Brettel and Mollon 1999)."""
    colour = QColor(value)
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4
        for p in (colour.redF(), colour.greenF(), colour.blueF())
    )
    yellow = 0.29275 * red + 0.70725 * green
    return (yellow, yellow, -0.02234 * red + 0.02234 * green + blue)


@BOTH
def test_state_lines_stay_apart_without_red_and_green(tokens: Tokens):
    seen = {state: seen_without_red_or_green(tokens.state(state).line) for state in State}
    close = {
        (one, other)
        for one in State
        for other in State
        if one < other
        and sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5 < 0.04
    }
    assert close == set()


def test_tables_have_the_same_tokens():
    assert set(dataclasses.asdict(LIGHT)) == set(dataclasses.asdict(DARK))


def test_toggle_changes_palette_and_tells(theme: Theme, qapp: QApplication, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.toggle()
    assert theme.dark
    assert qapp.palette().window().color() == QColor(DARK.surface0)
    with qtbot.waitSignal(theme.changed):
        theme.toggle()
    assert qapp.palette().window().color() == QColor(LIGHT.surface0)


def test_hex_values_stand_only_in_tokens():
    folder = resources.path("icons").parent.parent / "matchdesk" / "ui"
    import re

    found = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*.py")
        if re.search(r"[\"' ]#[0-9A-Fa-f]{6}\b", file.read_text(encoding="utf-8"))
    }
    assert found == {"tokens.py"}


def middle_colours(picture: QIcon, size: int) -> set[str]:
    image = picture.pixmap(QSize(size, size)).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_icon_follows_the_theme(theme: Theme):
    drawn = icon(theme, "users", "text1")
    assert middle_colours(drawn, 40) == {QColor(LIGHT.text1).name()}
    theme.choose("dark")
    assert middle_colours(drawn, 40) == {QColor(DARK.text1).name()}


def test_icon_at_double_scale_is_drawn_at_double_size(theme: Theme):
    picture = icon(theme, "users").pixmap(QSize(20, 20), 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)


def test_every_icon_named_in_the_code_is_bundled():
    import re

    folder = resources.path("icons").parent.parent / "matchdesk" / "ui"
    names = set()
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        names |= set(re.findall(r'icon="([a-z0-9-]+)"', text))
        names |= set(
            re.findall(r'(?:IconLabel|icon|EmptyState)\([^,()]*theme, "([a-z0-9-]+)"', text)
        )
    bundled = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert names - bundled == set()


def test_no_icon_is_bundled_that_nothing_shows():
    folder = resources.path("icons").parent.parent / "matchdesk" / "ui"
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    bundled = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert sorted(name for name in bundled if f'"{name}"' not in code) == []


def test_bundled_latin_face_is_registered(dressed: Theme):
    assert "Noto Sans" in fonts.register()
    assert fonts.families()[0] == "Noto Sans"


def background(root: QWidget) -> str:
    return root.grab().toImage().pixelColor(5, 5).name()


def test_what_is_seen_changes_at_once_and_the_rest_when_it_is_shown(theme: Theme, qtbot):
    seen, hidden = QFrame(), QFrame()
    for root in (seen, hidden):
        qtbot.addWidget(root)
        root.setObjectName("toast")  # filled by the sheet, with `text1`
        root.resize(40, 40)
        theme.wear(root)
    seen.show()
    theme.choose("dark")
    assert background(seen) == QColor(DARK.text1).name()
    assert hidden.styleSheet() != seen.styleSheet()
    hidden.show()
    assert hidden.styleSheet() == seen.styleSheet()
    assert background(hidden) == QColor(DARK.text1).name()


def test_gentle_change_dresses_part_by_part_and_shows_all_together(theme: Theme, qtbot):
    roots = [QFrame(), QFrame(), QFrame()]
    for root in roots:
        qtbot.addWidget(root)
        theme.wear(root)
        root.show()
    light = roots[0].styleSheet()
    theme.choose("dark", gently=True)
    assert [root.styleSheet() for root in roots] == [light] * 3
    assert [root.updatesEnabled() for root in roots] == [False] * 3
    qtbot.waitUntil(lambda: all(root.updatesEnabled() for root in roots))
    assert {root.styleSheet() for root in roots} == {theme._sheet}
    assert theme._sheet != light


def test_change_at_once_during_a_gentle_one_leaves_nothing_half_dressed(theme: Theme, qtbot):
    root = QFrame()
    qtbot.addWidget(root)
    theme.wear(root)
    root.show()
    theme.choose("dark", gently=True)
    theme.choose("light")
    assert root.styleSheet() == theme._sheet
    assert root.updatesEnabled()


def test_root_that_is_gone_is_forgotten(theme: Theme, qtbot):
    root = QFrame()
    theme.wear(root)
    root.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.choose("dark")
    assert theme.dark
