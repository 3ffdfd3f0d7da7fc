"""What can be done in the badge designer, with its keys."""

from __future__ import annotations

from matchdesk.ui.actions import ActionSpec

SAVE = ActionSpec("design.save", "Save", "Ctrl+S", "", "badge template keep")
EXPORT = ActionSpec("design.export", "Export …", "Ctrl+Shift+S", "download", "file template")
IMPORT = ActionSpec("design.import", "Import …", "Ctrl+Shift+U", "upload", "file template load")
REMOVE = ActionSpec("design.remove", "Remove", "Ctrl+Shift+D", "trash-2", "delete")
TURN = ActionSpec("design.turn", "Front / back", "Alt+0", "refresh-cw", "side turn over")
PANE = ActionSpec("design.pane", "Chosen / design", "Alt+9", "list", "name roles properties")
FORWARD = ActionSpec("design.forward", "To the front", "Alt+PgUp", "", "over order")
BACKWARD = ActionSpec("design.backward", "To the back", "Alt+PgDown", "", "under order")
ADD = {
    "text": ActionSpec("design.add_text", "Text", "Alt+1", "file-text", "field add"),
    "bar": ActionSpec("design.add_bar", "Bar", "Alt+2", "", "ribbon role add"),
    "qr": ActionSpec("design.add_qr", "Code", "Alt+3", "scan-line", "qr add"),
    "flag": ActionSpec("design.add_flag", "Flag", "Alt+4", "flag", "country add"),
    "logo": ActionSpec("design.add_logo", "Logo …", "Alt+5", "", "picture image add"),
    "box": ActionSpec("design.add_box", "Box", "Alt+7", "", "table chip frame add"),
    "free": ActionSpec("design.add_free", "Free text", "Alt+6", "pencil", "words add"),
}
