"""In which words and by which clock paper speaks; kept with this desk."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording.documents import LANGUAGES
from matchdesk.services.printing import OWN
from matchdesk.services.settings import Settings
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, row

_KEPT_LANGUAGE, _KEPT_CLOCK = "print.language", "print.twelve_hour"
_OWN_NAMES = {
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "it": "Italiano",
    "pl": "Polski",
    "pt": "Português",
    "ar": "العربية",
    "fa": "فارسی",
    "zh": "简体中文",
    "zh-Hant": "繁體中文",
}
"""Each language as its readers call it, whatever the operator speaks."""


class WordsRow(QWidget):
    """`changed` after every choice, which this desk then remembers."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.language_box, self.clock_box = QComboBox(), QComboBox()
        own = _("Each participant’s own")
        for code, words in ((LANGUAGES[0], _OWN_NAMES[LANGUAGES[0]]), (OWN, own)):
            self.language_box.addItem(words, code)
        for code in LANGUAGES[1:]:
            self.language_box.addItem(_OWN_NAMES[code], code)
        self.language_box.setToolTip(_("Agendas can speak each participant’s own language."))
        self.clock_box.addItem("14:30", False)
        self.clock_box.addItem("2:30 pm", True)
        for box in (self.language_box, self.clock_box):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._show(self.language_box, settings.get(_KEPT_LANGUAGE, LANGUAGES[0]))
        self._show(self.clock_box, bool(settings.get(_KEPT_CLOCK, False)))
        pair = row(
            FormRow(_("Language"), self.language_box),
            FormRow(_("Clock"), self.clock_box),
            spacing=Space.S,
        )
        pair.setStretch(0, 3)
        pair.setStretch(1, 2)
        self.setLayout(pair)
        self.language_box.currentIndexChanged.connect(self._chosen)
        self.clock_box.currentIndexChanged.connect(self._chosen)

    @property
    def language(self) -> str:
        """The code of the language chosen (BCP 47), or `OWN`."""
        return str(self.language_box.currentData())

    @property
    def twelve_hour(self) -> bool:
        """Whether times are told as 2:30 pm."""
        return bool(self.clock_box.currentData())

    def _show(self, box: QComboBox, value: object) -> None:
        box.setCurrentIndex(max(0, box.findData(value)))

    def _chosen(self) -> None:
        self._settings.put(_KEPT_LANGUAGE, self.language)
        self._settings.put(_KEPT_CLOCK, self.twelve_hour)
        self.changed.emit()
