"""The form for a new event, with the slots it would have beside it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFileDialog,
    QFrame,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from matchdesk.core import wording
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.services.layout import Layout, daily
from matchdesk.services.settings import Settings
from matchdesk.ui.start.preview import SlotPreview
from matchdesk.ui.start.session_rows import SessionRows
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets.basics import Label, button, column, row
from matchdesk.ui.widgets.boxes import DateBox, NumberBox
from matchdesk.ui.widgets.fields import FormRow
from matchdesk.ui.widgets.messages import Notice

SUFFIX = ".matchdesk"
MOST_DAYS = 14
_REFUSED = '<>:"/\\|?*'
_LONGEST = 80


class NewEventForm(QWidget):
    """`filled` carries the address and the `NewEvent`; `left` means back to the start."""

    filled = Signal(str, object)
    left = Signal()

    def __init__(self, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._place_touched = False
        self.notice = Notice(theme)
        self.name, self.venue, self.city = QLineEdit(), QLineEdit(), QLineEdit()
        self.country, self.timezone = _countries(), _zones()
        self.first_day, self.days = DateBox(date.today()), NumberBox(1, MOST_DAYS, 1)
        self.sessions = SessionRows(theme)
        self.slot = NumberBox(5, 240, 20, _(" min"))
        self.gap = NumberBox(0, 120, 5, _(" min"))
        self.tables = NumberBox(1, 1000, 20)
        self.place = QLineEdit()
        self.preview = SlotPreview()
        self.rows = self._rows()
        self._build()
        self._connect()
        self.start_fresh()

    def start_fresh(self) -> None:
        """Empty the form and put the cursor into its first field."""
        self.notice.hide()
        for field in (self.name, self.venue, self.city, self.place):
            field.clear()
        self._place_touched = False
        self.first_day.show_value(date.today() + timedelta(days=1))
        self.days.setValue(1)
        self.sessions.reset()
        self._show_here()
        self._show_preview()
        for form in self.rows.values():
            form.show_error("")
        self.name.setFocus()

    def complain(self, sentence: str) -> None:
        """Say why the event could not be made."""
        self.notice.say(sentence, State.PROBLEM)

    # --- reading the fields

    def layout_wanted(self) -> Layout:
        """The time as filled in, unchecked."""
        first = self.first_day.value()
        days = [first + timedelta(days=n) for n in range(self.days.value())]
        spans = daily(days, self.sessions.spans())
        return Layout(spans, self.slot.value(), self.gap.value())

    def _submit(self) -> None:
        faults = self._faults()
        for name, form in self.rows.items():
            form.show_error(faults.get(name, ""))
        if faults:
            self.rows[next(name for name in self.rows if name in faults)].field.setFocus()
            return
        # Imported here: it loads the database layer, and the first window comes sooner without it.
        from matchdesk.services.events import NewEvent

        layout = self.layout_wanted()
        event = NewEvent(
            name=self.name.text().strip(),
            venue=self.venue.text().strip(),
            city=self.city.text().strip(),
            country=str(self.country.currentData() or ""),
            timezone=self.timezone.currentText(),
            days=tuple(sorted({span.day for span in layout.sessions})),
            sessions=self.sessions.spans(),
            slot_minutes=layout.slot_minutes,
            gap_minutes=layout.gap_minutes,
            tables=self.tables.value(),
        )
        self.notice.hide()
        self.filled.emit(self.place.text().strip(), event)

    def _faults(self) -> dict[str, str]:
        faults: dict[str, str] = {}
        if not self.name.text().strip():
            faults["name"] = _("Give the event a name.")
        if self.timezone.findText(self.timezone.currentText()) < 0:
            faults["timezone"] = _("Choose a zone from the list, such as Europe/Warsaw.")
        if self.country.currentText() and self.country.findText(self.country.currentText()) < 0:
            faults["country"] = _("Choose a country from the list.")
        try:
            self.layout_wanted().checked()
        except Invalid as error:
            faults["sessions"] = wording.sentence(error)
        if fault := self._place_fault():
            faults["place"] = fault
        return faults

    def _place_fault(self) -> str:
        text = self.place.text().strip()
        if not text:
            return _("Choose where to keep the event.")
        if "://" in text:
            return ""
        if Path(text).exists():
            return _("This file exists already. Choose another name; it will not be touched.")
        if not Path(text).parent.is_dir():
            return _("This folder does not exist. Choose another place.")
        return ""

    # --- building

    def _rows(self) -> dict[str, FormRow]:
        return {
            "name": FormRow(_("Name of the event"), self.name),
            "venue": FormRow(_("Venue"), self.venue),
            "city": FormRow(_("City"), self.city),
            "country": FormRow(_("Country"), self.country),
            "timezone": FormRow(_("Time zone"), self.timezone),
            "first_day": FormRow(_("First day"), self.first_day),
            "days": FormRow(_("Days"), self.days),
            "sessions": FormRow(_("Sessions, the same on every day"), self.sessions),
            "slot": FormRow(_("One meeting lasts"), self.slot),
            "gap": FormRow(_("Time to change tables"), self.gap),
            "tables": FormRow(_("Tables"), self.tables),
            "place": FormRow(
                _("Kept in"), self.place, beside=button(_("Choose …"), self._ask_place)
            ),
        }

    def _build(self) -> None:
        r = self.rows
        fields = column(
            r["name"],
            _pair(r["venue"], r["city"]),
            _pair(r["country"], r["timezone"]),
            _pair(r["first_day"], r["days"]),
            r["sessions"],
            _pair(r["slot"], r["gap"], r["tables"]),
            r["place"],
            None,
            spacing=Space.M,
        )
        inside = QWidget()
        inside.setLayout(fields)
        fields.setContentsMargins(0, 0, Space.L, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setMaximumWidth(640)
        self.create_button = button(_("Create event"), self._submit, kind="primary")
        self.create_button.setProperty("large", "true")
        back = button(_("Back"), self.left.emit)
        back.setProperty("large", "true")
        middle = row(scroll, self.preview, spacing=Space.XL)
        middle.setStretch(0, 5)
        middle.setStretch(1, 4)
        self.setLayout(
            column(
                Label(_("New event"), "title"),
                self.notice,
                middle,
                row(None, back, self.create_button),
                spacing=Space.M,
                margins=(Space.XXL, Space.XL, Space.XXL, Space.XL),
            )
        )

    def _connect(self) -> None:
        self.name.textChanged.connect(lambda _text: self._suggest_place())
        self.place.textEdited.connect(self._touch_place)
        self.country.currentIndexChanged.connect(lambda _index: self._country_changed())
        for number in (self.days, self.slot, self.gap, self.tables):
            number.valueChanged.connect(lambda _value: self._show_preview())
        for name in ("name", "country", "timezone", "place"):
            self._forgive_edited(self.rows[name])
        self.first_day.dateChanged.connect(lambda _date: self._show_preview())
        self.sessions.changed.connect(self._show_preview)

    # --- following the operator

    @staticmethod
    def _forgive_edited(form: FormRow) -> None:
        """What was wrong with a field is not said any more while it is put right."""
        text = form.field.lineEdit() if isinstance(form.field, QComboBox) else form.field
        if isinstance(text, QLineEdit):
            text.textChanged.connect(lambda _text: form.show_error(""))

    def _show_preview(self) -> None:
        try:
            layout = self.layout_wanted().checked()
        except Invalid as error:
            self.rows["sessions"].show_error(wording.sentence(error))
            self.preview.show_nothing(wording.sentence(error))
            return
        self.rows["sessions"].show_error("")
        self.preview.show_layout(layout, self.tables.value())

    def _show_here(self) -> None:
        """This machine's zone and the country it lies in, else the country of its locale."""
        zone = QTimeZone.systemTimeZone()
        for territory in (zone.territory(), QLocale.system().territory()):
            found = self.country.findData(QLocale.territoryToCode(territory))
            if found > 0:
                break
        self.country.setCurrentIndex(max(found, 0))
        self.timezone.setCurrentIndex(max(self.timezone.findText(_zone_here()), 0))

    def _country_changed(self) -> None:
        code = self.country.currentData()
        if not code:
            return
        zones = [bytes(z.data()).decode() for z in QTimeZone.availableTimeZoneIds(_territory(code))]
        current = _zone_here()
        wanted = current if current in zones else (zones[0] if zones else current)
        self.timezone.setCurrentIndex(self.timezone.findText(wanted))

    def _suggest_place(self) -> None:
        if self._place_touched:
            return
        name = _file_name(self.name.text())
        self.place.setText(str(_unused(_documents(), name)) if name else "")

    def _touch_place(self) -> None:
        self._place_touched = True

    def _ask_place(self) -> None:
        dialog = QFileDialog(self, _("Keep the event in"), self.place.text() or str(_documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.setNameFilters([_("MatchDesk events") + f" (*{SUFFIX})"])
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    def _place_chosen(self, file: str) -> None:
        self._place_touched = True
        self.place.setText(file)
        self.rows["place"].show_error(self._place_fault())


def _pair(*forms: FormRow) -> QWidget:
    holder = QWidget()
    layout = row(*forms, spacing=Space.M)
    for number in range(len(forms)):
        layout.setStretch(number, 1)
        layout.setAlignment(forms[number], Qt.AlignmentFlag.AlignTop)
    holder.setLayout(layout)
    return holder


def _file_name(name: str) -> str:
    """The event's name without what some file system refuses in a name; may be empty.

    Windows refuses the punctuation, and blanks or dots at the end; 80 letters fit everywhere, even
    where each takes three bytes.
    """
    kept = "".join(c if c.isprintable() and c not in _REFUSED else " " for c in name)
    return " ".join(kept.split())[:_LONGEST].strip(" .")


def _unused(folder: Path, name: str) -> Path:
    """The file for an event called `name`, numbered if there is such a file already."""
    names = chain((name,), (f"{name} {number}" for number in count(2)))
    return next(file for n in names if not (file := folder / f"{n}{SUFFIX}").exists())


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def _zone_here() -> str:
    """The name of this machine's zone (IANA); UTC where it has none."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name if QTimeZone.isTimeZoneIdAvailable(name.encode()) and "/" in name else "UTC"


def _territory(code: str) -> QLocale.Country:
    return QLocale.codeToTerritory(code)


def _countries() -> QComboBox:
    names = {}
    for country in QLocale.Country:
        code = QLocale.territoryToCode(country)
        if len(code) == 2 and code.isalpha() and code not in ("EU", "UN"):
            names[code] = QLocale.territoryToString(country)
    box = _list_box()
    box.addItem("", "")
    for code, name in sorted(names.items(), key=lambda pair: fold(pair[1])):
        box.addItem(name, code)
    return box


def _zones() -> QComboBox:
    box = _list_box()
    names = {bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds()}
    box.addItems(sorted(name for name in names if "/" in name or name == "UTC"))
    return box


def _list_box() -> QComboBox:
    """A list that can be typed into to find an entry, but takes nothing else."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    completer = box.completer()
    if completer is not None:
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box
