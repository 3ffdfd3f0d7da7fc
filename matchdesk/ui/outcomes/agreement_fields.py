"""The fields of an agreement that is recorded together with an outcome."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import desk as desk_words
from matchdesk.core.wording import label
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, column, row


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """What was typed."""

    type: AgreementType
    status: AgreementStatus
    confidential: bool


class AgreementFields(QWidget):
    """A tick that opens type, status and whether it is confidential; its topic is the meeting's."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = QCheckBox(_("Record an agreement"))
        self.type = _choice(list(AgreementType))
        self.status = _choice(list(AgreementStatus))
        self.confidential = QCheckBox(_("Confidential: counted, but not named in reports"))
        self._more = QWidget()
        kind = row(FormRow(_("Type"), self.type), FormRow(_("Status"), self.status))
        self._more.setLayout(column(kind, self.confidential, spacing=Space.S))
        self.setLayout(column(self.wanted, self._more, spacing=Space.S))
        self.wanted.toggled.connect(self._more.setVisible)
        self.clear()
        for signal in (
            self.wanted.toggled,
            self.type.currentIndexChanged,
            self.status.currentIndexChanged,
            self.confidential.toggled,
        ):
            signal.connect(lambda _value: self.edited.emit())

    def clear(self) -> None:
        """No agreement."""
        self.show_entry(None)

    def show_entry(self, entry: AgreementEntry | None) -> None:
        """Show what was typed before."""
        self.wanted.setChecked(entry is not None)
        self._more.setVisible(entry is not None)
        shown = entry or AgreementEntry(
            AgreementType.LETTER_OF_INTENT, AgreementStatus.INITIATED, False
        )
        self.type.setCurrentIndex(self.type.findData(shown.type.value))
        self.status.setCurrentIndex(self.status.findData(shown.status.value))
        self.confidential.setChecked(shown.confidential)

    def entry(self) -> AgreementEntry | None:
        """What is typed; None without the tick."""
        if not self.wanted.isChecked():
            return None
        return AgreementEntry(
            AgreementType(self.type.currentData()),
            AgreementStatus(self.status.currentData()),
            self.confidential.isChecked(),
        )


def topic_box() -> QComboBox:
    """What cooperation is usually about, to choose from; other words may be typed."""
    box = QComboBox()
    box.setEditable(True)
    _narrow(box)
    box.addItems([_(topic) for topic in desk_words.TOPICS])
    box.setEditText("")
    return box


def _choice(choices: list[AgreementType] | list[AgreementStatus]) -> QComboBox:
    box = QComboBox()
    _narrow(box)
    for choice in choices:
        box.addItem(label(choice), choice.value)
    return box


def _narrow(box: QComboBox) -> None:
    """Let the box be narrower than its longest choice: the panel is."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
