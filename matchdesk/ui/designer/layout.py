"""How the parts of the designer lie: the card in the middle, what it holds left, how right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Role
from matchdesk.core.wording import label
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import FormRow, Label, Notice, button, column, line, row

_LEFT, _RIGHT = 304, 316
DESIGN = 1
"""The half of the right-hand side that says what the design is called and whom it is for."""


@dataclass(slots=True)
class Built:
    """The parts that the screen fills and listens to."""

    design: QComboBox
    size: QComboBox
    person: QComboBox
    name: QLineEdit
    roles: dict[Role, QCheckBox]
    elements: QListWidget
    adders: dict[str, QPushButton]
    front: QPushButton
    back: QPushButton
    undo: QPushButton
    redo: QPushButton
    forward: QPushButton
    backward: QPushButton
    save: QPushButton
    export: QPushButton
    import_: QPushButton
    remove: QPushButton
    size_label: Label
    notice: Notice
    panes: QStackedWidget
    pane_chips: tuple[QPushButton, QPushButton]

    def show_pane(self, place: int) -> None:
        """Bring what is chosen, or the `DESIGN` as a whole, to the front at the right."""
        self.panes.setCurrentIndex(place)
        self.pane_chips[place].setChecked(True)


def arrange(screen: QWidget, canvas: QWidget, properties: QWidget, theme: Theme) -> Built:
    """Make the parts and lay them out on `screen`, round `canvas` and `properties`."""
    parts = Built(
        design=_box(_("Design")),
        size=_box(_("Size")),
        person=_box(_("Shown with")),
        name=QLineEdit(),
        roles={role: QCheckBox(label(role)) for role in Role},
        elements=QListWidget(),
        adders={what: button("") for what in ("text", "free", "bar", "box", "qr", "flag", "logo")},
        front=_side(_("Front")),
        back=_side(_("Back")),
        undo=button("", kind="quiet", icon="undo-2", theme=theme, tip=_("Undo (Ctrl+Z)")),
        redo=button("", kind="quiet", icon="redo-2", theme=theme, tip=_("Redo (Ctrl+Y)")),
        forward=button(""),
        backward=button(""),
        save=button("", kind="primary"),
        export=button(""),
        import_=button(""),
        remove=button(""),
        size_label=Label("", "small", 2),
        notice=Notice(theme),
        panes=QStackedWidget(),
        pane_chips=(_side(_("Chosen")), _side(_("Design"))),
    )
    parts.name.setMaxLength(80)
    parts.name.setAccessibleName(_("Name of the design"))
    parts.name.setPlaceholderText(_("Name of the design"))
    parts.elements.setAccessibleName(_("On the badge"))
    parts.front.setChecked(True)
    sides = QButtonGroup(screen)
    sides.addButton(parts.front)
    sides.addButton(parts.back)
    whole = row(
        _panel(_left(parts), _LEFT),
        line(vertical=True),
        _middle(canvas, parts),
        line(vertical=True),
        _panel(_right(properties, parts), _RIGHT),
        spacing=0,
    )
    whole.setStretch(2, 1)
    screen.setLayout(whole)
    return parts


def _left(parts: Built) -> QWidget:
    adders = QGridLayout()
    adders.setSpacing(Space.XS)
    for index, made in enumerate(parts.adders.values()):
        adders.addWidget(made, index // 2, index % 2)
    parts.elements.setMinimumHeight(140)
    parts.elements.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    parts.elements.setTextElideMode(Qt.TextElideMode.ElideRight)
    inner = QWidget()
    layout = column(
        Label(_("Badge designer"), "title"),
        FormRow(_("Size"), parts.size),
        FormRow(_("Design"), parts.design),
        FormRow(_("Shown with"), parts.person),
        line(),
        Label(_("Add"), "label", 2),
        adders,
        Label(_("On the badge, the last on top"), "label", 2),
        parts.elements,
        row(parts.backward, parts.forward, spacing=Space.XS),
        spacing=Space.S,
        margins=Space.L,
    )
    layout.setStretch(8, 1)
    inner.setLayout(layout)
    return inner


def _middle(canvas: QWidget, parts: Built) -> QWidget:
    made = QWidget()
    bar = row(
        parts.front, parts.back, Space.M, parts.undo, parts.redo, None, parts.size_label,
        margins=(Space.L, Space.M, Space.L, 0),
    )  # fmt: skip
    notices = column(parts.notice, margins=(Space.L, Space.S, Space.L, 0))
    keys = Label(
        _("Arrows move by 1 mm, with Shift by 5, with Ctrl by 0.2; with Alt they change the size."),
        "small",
        3,
        wrap=True,
    )
    below = row(keys, margins=(Space.L, 0, Space.L, Space.M))
    layout = column(bar, notices, canvas, below, spacing=Space.S)
    layout.setStretch(2, 1)
    made.setLayout(layout)
    return made


def _right(properties: QWidget, parts: Built) -> QWidget:
    """What is chosen, or the design as a whole; saving is always in sight."""
    for pane in (properties, _whole_design(parts)):
        inner = _Whole()
        inner.setLayout(column(pane, None, margins=(Space.L, Space.S, Space.L, Space.S)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        parts.panes.addWidget(scroll)
    group = QButtonGroup(parts.panes)
    for place, chip in enumerate(parts.pane_chips):
        group.addButton(chip)
        chip.clicked.connect(partial(parts.show_pane, place))
    parts.show_pane(0)
    chips = row(*parts.pane_chips, None, margins=(Space.L, Space.M, Space.L, 0))
    keep = column(
        line(), row(parts.save, parts.remove, spacing=Space.XS),
        spacing=Space.S, margins=(Space.L, 0, Space.L, Space.L),
    )  # fmt: skip
    made = QWidget()
    layout = column(chips, parts.panes, keep, spacing=Space.S)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    return made


def _whole_design(parts: Built) -> QWidget:
    """What it is called, whose badges have it, and its file."""
    made = QWidget()
    roles = column(*parts.roles.values(), spacing=Space.XS)
    made.setLayout(
        column(
            FormRow(_("Name of the design"), parts.name),
            Label(_("Badges of these roles have this design:"), "small", 2, wrap=True),
            roles,
            line(),
            row(parts.import_, parts.export, spacing=Space.XS),
            spacing=Space.M,
        )
    )
    return made


class _Whole(QWidget):
    """Never less high than its parts wish to be: what has no room is scrolled, not squeezed."""

    def minimumSizeHint(self) -> QSize:
        """As high as all of it."""
        return QSize(0, self.sizeHint().height())


def _panel(inner: QWidget, width: int) -> QFrame:
    made = QFrame()
    made.setProperty("surface", "panel")
    made.setFixedWidth(width)
    made.setLayout(column(inner))
    return made


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made


def _side(text: str) -> QPushButton:
    made = button(text, kind="chip")
    made.setCheckable(True)
    return made
