"""The parts every screen is built of."""

from matchdesk.ui.widgets.alike import Alike, AlikeList
from matchdesk.ui.widgets.basics import (
    Card,
    ElidedLabel,
    Figure,
    Label,
    Part,
    Pill,
    SectionHeader,
    arranged_once,
    button,
    clear,
    column,
    line,
    row,
    set_property,
)
from matchdesk.ui.widgets.boxes import DateBox, NumberBox, TimeBox
from matchdesk.ui.widgets.data_table import DataTable
from matchdesk.ui.widgets.fields import FormRow, SearchBox, TextLine
from matchdesk.ui.widgets.messages import EmptyState, IconLabel, Notice, Toast
from matchdesk.ui.widgets.pages import Pages, tab_bar
from matchdesk.ui.widgets.panels import grown, split, within
from matchdesk.ui.widgets.pill_delegate import PillDelegate, draw_pill
from matchdesk.ui.widgets.rows_model import STATE_ROLE, Column, RowsModel

__all__ = [
    "STATE_ROLE",
    "Alike",
    "AlikeList",
    "Card",
    "Column",
    "DataTable",
    "DateBox",
    "ElidedLabel",
    "EmptyState",
    "Figure",
    "FormRow",
    "IconLabel",
    "Label",
    "Notice",
    "NumberBox",
    "Pages",
    "Part",
    "Pill",
    "PillDelegate",
    "RowsModel",
    "SearchBox",
    "SectionHeader",
    "TextLine",
    "TimeBox",
    "Toast",
    "arranged_once",
    "button",
    "clear",
    "column",
    "draw_pill",
    "grown",
    "line",
    "row",
    "set_property",
    "split",
    "tab_bar",
    "within",
]
