"""Which columns of a table are shown."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Theme
from matchdesk.ui.widgets.basics import button
from matchdesk.ui.widgets.data_table import DataTable


def columns_button(theme: Theme, table: DataTable, hidden: Collection[str]) -> QPushButton:
    """A menu in which each column of `table` is shown or hidden; `hidden` ones are off at first.

    A hidden column is still searched. The column that takes the room left over always stays.
    """
    made = button(_("Columns"), kind="quiet", icon="columns-3", theme=theme)
    menu = QMenu(made)
    for place, part in enumerate(table.model.columns):
        action = menu.addAction(_(part.title))
        action.setCheckable(True)
        action.setChecked(part.title not in hidden)
        action.setEnabled(part.width != 0)
        action.toggled.connect(partial(_show, table, place))
        _show(table, place, part.title not in hidden)
    made.setMenu(menu)
    return made


def _show(table: DataTable, place: int, on: bool) -> None:
    table.view.setColumnHidden(place, not on)
