"""The badge designer: what is shown is made by the code that prints."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Role
from matchdesk.core.wording import sentence
from matchdesk.services.designs import (
    RemoveDesign,
    SaveDesign,
)
from matchdesk.services.designs.elements import (
    BadgeData,
    Element,
    Picture,
    Template,
    from_plain,
    to_plain,
)
from matchdesk.services.printing import ENGLISH
from matchdesk.ui.actions import bind
from matchdesk.ui.designer.canvas import Canvas
from matchdesk.ui.designer.commands import (
    ADD,
    BACKWARD,
    EXPORT,
    FORWARD,
    IMPORT,
    PANE,
    REMOVE,
    SAVE,
    TURN,
)
from matchdesk.ui.designer.editing import BACK, FRONT, Editing
from matchdesk.ui.designer.layout import DESIGN, Built, arrange
from matchdesk.ui.designer.lists import fill_designs, fill_people, fill_sizes
from matchdesk.ui.designer.loading import Loaded, read
from matchdesk.ui.designer.making import fresh, new
from matchdesk.ui.designer.properties import Properties, title_of
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import State

_FILES = "*.badge.json"


class DesignScreen(Screen):
    """One design at a time. Steps are undone here until it is saved; saving is one change."""

    watches = frozenset({"badge_design", "participant", "organisation", "event", "delegation"})

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._loaded = Loaded((), (), ())
        self._key: str | None = None  # of the design in the event, None for one not saved yet
        self._data: BadgeData | None = None
        self.editing = Editing(Template("", 105, 148, ()))
        self.canvas = Canvas(context.theme, self.editing)
        self.properties = Properties(self.editing)
        self._drawing = Refresh(context.jobs, self._draw, self._drawn, self)
        self._drawing.failed.connect(self._wrong)
        self.canvas.resized.connect(self._drawing.ask)
        self.canvas.chosen.connect(self._chosen)
        self.canvas.edited.connect(self._edited)
        self.properties.edited.connect(self._edited)
        self.properties.picture_wanted.connect(lambda: self.ask_logo(another=True))
        self.parts: Built = arrange(self, self.canvas, self.properties, context.theme)
        self._wire()
        self._steps()

    # --- the shell's questions

    def load(self) -> Loaded:
        """Designs, sizes and people."""
        return read(self.context.desk.designs)

    def show_data(self, data: Any) -> None:
        """Fill the lists; what is being worked on stays."""
        first = not self._loaded.sizes
        self._loaded = data
        fill_sizes(self.parts.size, data.sizes)
        fill_designs(self.parts.design, data.designs, self._key)
        fill_people(self.parts.person, data.people)
        if first:
            self._open_size(0)
        self._look_at()

    def activate(self, **focus: Any) -> None:
        """Show the size asked for (`width` and `height` in millimetres)."""
        if "width" in focus:
            sizes = enumerate(self._loaded.sizes)
            near = [i for i, s in sizes if abs(s.width - focus["width"]) < 1.5
                    and abs(s.height - focus["height"]) < 1.5]  # fmt: skip
            if near and not self.editing.changed:
                self.parts.size.setCurrentIndex(near[0])
                self._open_size(near[0])
        self.canvas.setFocus()

    # --- keys that the window would take

    def event(self, event: QEvent) -> bool:
        """Undo and Redo mean the design while it is in front."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo) or _redo(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z and Ctrl+Shift+Z or Ctrl+Y."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    # --- what the operator does

    def undo(self) -> None:
        """Take the last step back."""
        self.editing.undo()
        self._all_changed()

    def redo(self) -> None:
        """Take it again."""
        self.editing.redo()
        self._all_changed()

    def turn(self, side: str = "") -> None:
        """Show the other side, or this one."""
        self.editing.show(side or (BACK if self.editing.side == FRONT else FRONT))
        self.parts.front.setChecked(self.editing.side == FRONT)
        self.parts.back.setChecked(self.editing.side == BACK)
        self._all_changed()

    def add(self, what: str) -> None:
        """Put something new on the card and choose it."""
        if what == "logo":
            self.ask_logo()
        else:
            self._add(new(what, self.editing.template))

    def ask_logo(self, *, another: bool = False) -> None:
        """Choose the file of a logo."""
        dialog = self._dialog(_("Logo"), _("Pictures (*.png *.jpg *.jpeg)"))
        dialog.fileSelected.connect(lambda name: self.use_logo(Path(name), another=another))
        dialog.open()

    def use_logo(self, path: Path, *, another: bool = False) -> None:
        """Put the picture at `path` on the card, or in the place of the chosen one."""
        designs = self.context.desk.designs

        def place(data: bytes) -> None:
            chosen = self.editing.element
            if another and isinstance(chosen, Picture):
                self.editing.change(replace(chosen, data=data))
                self._all_changed()
            else:
                self._add(Picture(fresh(self.editing.template, 30, 15), data))

        self.context.do(lambda _p: designs.read_picture(path), on_done=place,
                        on_error=self._wrong, owner=self)  # fmt: skip

    def turn_pane(self) -> None:
        """The other half of the right-hand side: what is chosen, or the design as a whole."""
        self.parts.show_pane(1 - self.parts.panes.currentIndex())

    def save(self) -> None:
        """Keep the design in the event, for the roles ticked; ask for its name first."""
        if not self.parts.name.text().strip():
            self.parts.show_pane(DESIGN)
            self.parts.name.setFocus()
        template = replace(self.editing.template, key=self.parts.name.text().strip())
        roles = tuple(role for role, tick in self.parts.roles.items() if tick.isChecked())
        command = SaveDesign(template.key, to_plain(template), roles, self._key)

        def done(answer: Any) -> None:
            self._key = answer.result
            self.editing.saved(template)
            text = _("Saved “{name}”.").format(name=template.key)
            self.parts.notice.say(text, State.GOOD)
            self._steps()

        self.context.run(command, on_done=done, on_error=self._wrong, owner=self)

    def remove(self) -> None:
        """Take the design out of the event; the window's Undo brings it back."""
        if self._key is not None:
            command = RemoveDesign(self._key)
            self.context.run(command, on_done=lambda _d: self._removed(), owner=self)

    def ask_export(self) -> None:
        """Choose where the file goes."""
        dialog = self._dialog(_("Export the design"), _("Badge designs ({files})"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{self.parts.name.text().strip() or 'badge'}.badge.json")
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write the design to a file."""
        template = replace(self.editing.template, key=self.parts.name.text().strip() or "–")
        said = _("Saved as {file}.").format(file=path.name)
        self.context.do(
            lambda _p: self.context.desk.designs.export(template, path),
            on_done=lambda _d: self.parts.notice.say(said, State.GOOD),
            on_error=self._wrong,
            owner=self,
        )

    def ask_import(self) -> None:
        """Choose a file with a design."""
        dialog = self._dialog(_("Import a design"), _("Badge designs ({files})"))
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.open()

    def import_from(self, path: Path) -> None:
        """Show the design in a file; it is kept once it is saved."""
        self.context.do(
            lambda _p: self.context.desk.designs.read_file(path),
            on_done=self._imported,
            on_error=self._wrong,
            owner=self,
        )

    # --- opening

    def open_design(self, key: str) -> None:
        """Work on a design of the event, or on the built-in one of the size shown."""
        view = next((one for one in self._loaded.designs if one.key == key), None)
        if view is None:
            self._open_size(max(0, self.parts.size.currentIndex()))
            return
        self._open(from_plain(view.content), view.key, view.name, view.roles)

    def _open_size(self, index: int) -> None:
        if index < len(self._loaded.sizes):
            size = self._loaded.sizes[index]
            template = self.context.desk.designs.starting(size.width, size.height)
            self._open(template, None, "", ())
            fill_designs(self.parts.design, self._loaded.designs, self._key)

    def _imported(self, template: Template) -> None:
        self._open(template, None, template.key, ())
        self.parts.notice.say(_("Look at it, then save it."), State.NEUTRAL)

    def _open(
        self, template: Template, key: str | None, name: str, roles: tuple[Role, ...]
    ) -> None:
        self._key = key
        self.editing.open(template)
        self.editing.show(FRONT)
        self.parts.front.setChecked(True)
        self.parts.name.setText(name)
        for role, tick in self.parts.roles.items():
            tick.setChecked(role in roles)
        self.parts.notice.hide()
        self._all_changed()

    def _removed(self) -> None:
        self._key = None
        self._open_size(max(0, self.parts.size.currentIndex()))

    # --- the true picture

    def _look_at(self) -> None:
        key = str(self.parts.person.currentData() or "")
        self.context.jobs.query(
            lambda: self.context.desk.designs.badge_of(key, ENGLISH),
            self._show_person,
            on_error=self.context.complain,
            owner=self,
        )

    def _show_person(self, data: BadgeData) -> None:
        self._data = data
        self._drawing.ask()

    def _draw(self) -> QImage | None:
        """Beside the window."""
        template, side, data = self.editing.template, self.editing.side, self._data
        if data is None or self.canvas.width() < 10:
            return None
        drawn = self.context.desk.designs.picture(template, data, side, self.canvas.dpi)
        form = QImage.Format.Format_RGBX8888
        return QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, form).copy()

    def _drawn(self, picture: QImage | None) -> None:
        if picture is not None:
            self.canvas.show_picture(picture)

    # --- what changed

    def _add(self, element: Element) -> None:
        self.editing.add(element)
        self._all_changed()
        self.canvas.setFocus()

    def _all_changed(self) -> None:
        self._chosen()
        self._edited()
        self.canvas.update()

    def _chosen(self) -> None:
        self.properties.show_element()
        self._steps()

    def _edited(self) -> None:
        self.properties.show_place()
        self.parts.notice.hide()
        self._steps()
        self._drawing.ask()
        self.canvas.update()

    def _steps(self) -> None:
        """What can be done now, and the list of what is on the card."""
        editing, parts = self.editing, self.parts
        parts.undo.setEnabled(editing.can_undo)
        parts.redo.setEnabled(editing.can_redo)
        chosen = editing.element is not None
        for spec, on in ((FORWARD, chosen), (BACKWARD, chosen), (REMOVE, self._key is not None)):
            if (action := self.context.actions.get(spec.id)) is not None:
                action.setEnabled(on)
        size = f"{editing.template.width:g} × {editing.template.height:g} mm"
        unsaved = _("not saved yet") if editing.changed or self._key is None else _("saved")
        parts.size_label.setText(f"{size} · {unsaved}")
        titles = [title_of(element) for element in editing.elements]
        parts.elements.blockSignals(True)
        if [parts.elements.item(i).text() for i in range(parts.elements.count())] != titles:
            parts.elements.clear()
            parts.elements.addItems(titles)
        parts.elements.setCurrentRow(editing.chosen)
        parts.elements.blockSignals(False)

    def _choose(self, index: int) -> None:
        self.editing.chosen = index
        self._chosen()
        self.canvas.update()

    def _wrong(self, error: Any) -> None:
        self.parts.notice.say(sentence(error), State.PROBLEM)

    # --- inside

    def _wire(self) -> None:
        parts, add = self.parts, self.context.actions.add
        for what, spec in ADD.items():
            bind(parts.adders[what], add(spec, partial(self.add, what), home=self))
        for made, spec, run in (
            (parts.save, SAVE, self.save),
            (parts.export, EXPORT, self.ask_export),
            (parts.import_, IMPORT, self.ask_import),
            (parts.remove, REMOVE, self.remove),
            (parts.forward, FORWARD, partial(self._raise, 1)),
            (parts.backward, BACKWARD, partial(self._raise, -1)),
        ):
            bind(made, add(spec, run, home=self))
        add(TURN, self.turn, home=self)
        add(PANE, self.turn_pane, home=self)
        parts.undo.clicked.connect(self.undo)
        parts.redo.clicked.connect(self.redo)
        parts.front.clicked.connect(lambda: self.turn(FRONT))
        parts.back.clicked.connect(lambda: self.turn(BACK))
        parts.size.activated.connect(self._open_size)
        parts.design.activated.connect(lambda _i: self.open_design(parts.design.currentData()))
        parts.person.activated.connect(lambda _i: self._look_at())
        parts.elements.currentRowChanged.connect(self._choose)

    def _raise(self, step: int) -> None:
        self.editing.raise_by(step)
        self._all_changed()

    def _dialog(self, title: str, files: str) -> QFileDialog:
        dialog = QFileDialog(self, title, "", files.replace("{files}", _FILES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


def _redo(event: QKeyEvent) -> bool:
    """Ctrl+Y, which is Redo on every system here."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_Y
