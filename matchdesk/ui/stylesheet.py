"""The style sheet, built from the tokens: form only, no colour of its own.

Widgets take their part by property: `kind="primary|quiet|link|chip|row"` on buttons,
`role="title|…"` on labels, `state="good|…"` on chips and notices, `surface="card|…"` on frames.
"""

from __future__ import annotations

from collections.abc import Mapping

from matchdesk.ui.tokens import Size, Space, State, Tokens


def sheet(tokens: Tokens, images: Mapping[str, str]) -> str:
    """The sheet for one table of tokens; `images` are the files of its arrows by name."""
    return "\n".join(
        [
            _text(),
            _frames(tokens),
            _buttons(tokens),
            _fields(tokens),
            _arrows(tokens, images),
            _tables(tokens),
            _bars(tokens),
            _shell(tokens),
            *(_state(tokens, state) for state in State),
        ]
    )


def _text() -> str:
    sizes = {
        "small": (Size.SMALL, 400),
        "label": (Size.SMALL, 600),
        "body": (Size.BODY, 400),
        "strong": (Size.BODY, 600),
        "large": (Size.LARGE, 600),
        "title": (Size.TITLE, 600),
        "figure": (Size.FIGURE, 600),
        "shout": (Size.SHOUT, 600),
    }
    return "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {weight}; }}'
        for role, (size, weight) in sizes.items()
    )


def _frames(t: Tokens) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[tone="2"] {{ color: {t.text2}; }}
QLabel[tone="3"] {{ color: {t.text3}; }}
QLabel[tone="problem"] {{ color: {t.problem.text}; }}
QFrame[surface="card"] {{ background: {t.surface1}; border: 1px solid {t.hairline};
    border-radius: {Space.CORNER}px; }}
QFrame[surface="panel"] {{ background: {t.surface1}; border: none; }}
QFrame[surface="line"] {{ background: {t.hairline}; border: none; }}
QToolTip {{ background: {t.surface1}; color: {t.text1}; border: 1px solid {t.outline};
    padding: {Space.XS}px; }}
QMenu {{ background: {t.surface1}; border: 1px solid {t.hairline}; padding: {Space.XS}px; }}
QMenu::item {{ padding: 6px {Space.XL}px 6px {Space.M}px; border-radius: {Space.XS}px; }}
QMenu::item:selected {{ background: {t.surface2}; }}
QMenu::item:disabled {{ color: {t.outline}; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: {Space.XS}px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollArea[stop="true"] {{ border: 1px solid transparent; }}
QScrollArea[stop="true"]:focus {{ border: 1px solid {t.accent};
    border-radius: {Space.CORNER}px; }}
QSplitter::handle {{ background: {t.hairline}; }}
QSplitter::handle:hover, QSplitter::handle:focus {{ background: {t.accent}; }}
"""


def _buttons(t: Tokens) -> str:
    return f"""
QPushButton, QToolButton {{ background: {t.surface1}; color: {t.text1};
    border: 1px solid {t.outline}; border-radius: {Space.CORNER}px;
    padding: 6px {Space.M}px; min-height: 20px; }}
QPushButton:hover, QToolButton:hover {{ background: {t.surface2}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{
    background: {t.surface3}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 5px 11px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.outline}; border-color: {t.hairline}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent};
    border-color: {t.accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text1}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.surface2}; color: {t.text3};
    border-color: {t.hairline}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent;
    border-color: transparent; padding: 5px {Space.S}px; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {t.surface2}; }}
QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked {{
    background: {t.surface3}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{
    border: 2px solid {t.accent}; padding: 4px 7px; }}
QPushButton[aligned="left"] {{ text-align: left; }}
QPushButton[kind="link"] {{ background: transparent; border: 2px solid transparent;
    color: {t.accent}; padding: 0 {Space.XS}px; font-weight: 600; }}
QPushButton[kind="link"]:hover {{ color: {t.accent_hover}; text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="link"]:disabled {{ color: {t.text3}; }}
QPushButton[kind="row"] {{ background: transparent; border: 2px solid transparent; padding: 0;
    min-height: 56px; text-align: left; }}
QPushButton[kind="row"]:hover {{ background: {t.surface2}; }}
QPushButton[kind="row"]:focus {{ border: 2px solid {t.accent}; padding: 0; }}
QPushButton[kind="tiny"] {{ background: transparent; border: 1px solid transparent; padding: 0;
    min-height: 22px; min-width: 22px; }}
QPushButton[kind="tiny"]:hover {{ background: {t.surface2}; }}
QPushButton[kind="tiny"]:focus {{ border: 1px solid {t.accent}; padding: 0; }}
QPushButton[large="true"] {{ min-height: 28px; }}
QPushButton[kind="chip"] {{ border-radius: 14px; padding: 3px {Space.M}px;
    border-color: {t.outline}; }}
QPushButton[kind="chip"]:checked {{ background: {t.planned.fill}; color: {t.planned.text};
    border-color: {t.planned.line}; font-weight: 600; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {t.accent}; padding: 2px 11px; }}
QLineEdit QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton::menu-indicator {{ image: none; }}
"""


def _fields(t: Tokens) -> str:
    kinds = "QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit"
    focus = ", ".join(f"{kind}:focus" for kind in kinds.split(", "))
    off = ", ".join(f"{kind}:disabled" for kind in kinds.split(", "))
    wrong = ", ".join(f'{kind}[wrong="true"]' for kind in kinds.split(", "))
    return f"""
{kinds} {{ background: {t.surface1}; color: {t.text1}; border: 1px solid {t.outline};
    border-radius: {Space.CORNER}px; padding: 5px {Space.S}px; min-height: 20px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
{focus} {{ border: 2px solid {t.accent}; padding: 4px 7px; }}
{wrong} {{ border: 2px solid {t.problem.line}; padding: 4px 7px; }}
{off} {{ color: {t.outline}; border-color: {t.hairline}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{ background: {t.surface1}; border: 1px solid {t.outline};
    selection-background-color: {t.surface3}; selection-color: {t.text1}; outline: none; }}
QCheckBox, QRadioButton {{ spacing: {Space.S}px; padding: 3px; border: 1px solid transparent;
    border-radius: {Space.XS}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {t.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.text3}; }}
"""


def _arrows(t: Tokens, images: Mapping[str, str]) -> str:
    if not images:
        return ""
    down, up = images["chevron-down"], images["chevron-up"]
    ticked = "QCheckBox::indicator:checked"
    return f"""
QAbstractSpinBox, QAbstractSpinBox:focus {{ padding: 5px 0; }}
QAbstractSpinBox:focus {{ padding: 4px 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border;
    width: 22px; border: none; background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 2px; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 2px; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
    background: {t.surface2}; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ subcontrol-origin: border;
    subcontrol-position: center right; width: 26px; border: none; background: transparent; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: 16px; height: 16px; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {t.outline};
    border-radius: {Space.XS}px; background: {t.surface1}; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {t.outline};
    border-radius: 8px; background: {t.surface1}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {t.accent}; }}
{ticked} {{ background: {t.accent}; border-color: {t.accent}; image: url("{images["check"]}"); }}
QCheckBox::indicator:disabled {{ border-color: {t.hairline}; background: {t.surface2}; }}
"""


def _tables(t: Tokens) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface1}; color: {t.text1}; border: none; outline: none;
    selection-background-color: {t.surface3}; selection-color: {t.text1};
    gridline-color: {t.hairline}; }}
QTableView, QTreeView, QListView {{ border: 1px solid {t.hairline};
    border-radius: {Space.CORNER}px; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 1px solid {t.accent}; }}
QListView[kind="plain"] {{ background: transparent; border-color: transparent; }}
QListView[kind="plain"]:focus {{ border-color: {t.accent}; }}
QTableView::item {{ padding: 0 {Space.S}px; border-bottom: 1px solid {t.hairline}; }}
QTableView::item:selected {{ background: {t.surface3}; color: {t.text1}; }}
QListView::item {{ padding: 6px {Space.S}px; border-radius: {Space.XS}px; }}
QListView::item:selected {{ background: {t.surface3}; color: {t.text1}; }}
QHeaderView {{ background: {t.surface1}; border: none; }}
QCalendarWidget {{ min-width: 380px; }}
QHeaderView::section {{ background: {t.surface1}; color: {t.text2}; font-size: {Size.SMALL}px;
    font-weight: 600; border: none; border-bottom: 1px solid {t.outline};
    padding: 6px 11px; text-align: left; }}
QHeaderView::section:hover {{ background: {t.surface2}; }}
QTableCornerButton::section {{ background: {t.surface1}; border: none; }}
QTabBar::tab {{ background: transparent; color: {t.text2}; padding: {Space.S}px {Space.L}px;
    border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {t.text1}; border-bottom: 2px solid {t.accent};
    font-weight: 600; }}
QTabBar::tab:focus {{ background: {t.surface2}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {t.hairline}; }}
"""


def _bars(t: Tokens) -> str:
    return f"""
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {t.outline}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.text3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.surface3}; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""


def _shell(t: Tokens) -> str:
    return f"""
QFrame#topBar, QFrame#statusBar {{ background: {t.surface1}; border: none; }}
QFrame#topBar {{ border-bottom: 1px solid {t.hairline}; }}
QFrame#statusBar {{ border-top: 1px solid {t.hairline}; }}
QFrame#rail {{ background: {t.surface1}; border: none; border-right: 1px solid {t.hairline}; }}
QFrame#rail QToolButton {{ background: transparent; border: 2px solid transparent;
    border-radius: {Space.CORNER}px; padding: 0 10px; min-height: 36px; color: {t.text2};
    text-align: left; }}
QFrame#rail QToolButton:hover {{ background: {t.surface2}; color: {t.text1}; }}
QFrame#rail QToolButton:checked {{ background: {t.surface3}; color: {t.text1};
    font-weight: 600; }}
QFrame#rail QToolButton:focus {{ border: 2px solid {t.accent}; }}
QPushButton#paletteField {{ background: {t.surface0}; border: 1px solid {t.outline};
    color: {t.text3}; text-align: left; padding: 5px {Space.M}px; }}
QPushButton#paletteField:hover {{ background: {t.surface2}; }}
QPushButton#paletteField:focus {{ border: 2px solid {t.accent}; padding: 4px 11px; }}
QFrame#palette {{ background: {t.surface1}; border: 1px solid {t.outline};
    border-radius: {Space.CORNER}px; }}
QFrame#palette QListView {{ border: none; background: {t.surface1}; }}
QFrame#toast {{ background: {t.text1}; border-radius: {Space.CORNER}px; }}
QFrame#toast QLabel {{ color: {t.surface1}; }}
QFrame#toast QPushButton {{ color: {t.surface1}; background: transparent;
    border: 1px solid {t.surface1}; padding: 3px 10px; font-weight: 600; }}
QFrame#toast QPushButton:hover {{ background: {t.text2}; }}
QFrame#toast QPushButton:focus {{ border: 2px solid {t.surface1}; padding: 2px 9px; }}
"""


def _state(t: Tokens, state: State) -> str:
    colours = t.state(state)
    return f"""
QFrame[state="{state}"] {{ background: {colours.fill}; border: 1px solid {colours.line};
    border-radius: {Space.CORNER}px; }}
QFrame[state="{state}"] QLabel, QLabel[state="{state}"] {{ color: {colours.text}; }}
QFrame[band="{state}"] {{ background: {colours.text}; border: none;
    border-top-left-radius: {Space.CORNER - 1}px; border-top-right-radius: {Space.CORNER - 1}px; }}
QFrame[band="{state}"] QLabel {{ color: {colours.fill}; }}
QLabel[pill="true"][state="{state}"] {{ background: {colours.fill};
    border: 1px solid {colours.line}; border-radius: 10px; padding: 1px {Space.S}px;
    font-size: {Size.SMALL}px; font-weight: 600; }}
"""
