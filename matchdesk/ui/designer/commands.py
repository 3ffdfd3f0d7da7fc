"""What can be done in the badge designer, with its keys."""

from __future__ import annotations

from matchdesk.ui.actions import ActionSpec

SAVE = ActionSpec(
    "design.save", "Save", "Ctrl+S", "", "badge template keep", named="Save the badge design"
)
EXPORT = ActionSpec(
    "design.export",
    "Export …",
    "Ctrl+Shift+S",
    "download",
    "file template",
    named="Export the badge design …",
)
IMPORT = ActionSpec(
    "design.import",
    "Import …",
    "Ctrl+Shift+U",
    "upload",
    "file template load",
    named="Import a badge design …",
)
REMOVE = ActionSpec(
    "design.remove", "Remove", "Ctrl+Shift+D", "trash-2", "delete", named="Remove the badge design"
)
TURN = ActionSpec("design.turn", "Front / back", "Alt+0", "refresh-cw", "side turn over")
PANE = ActionSpec("design.pane", "Chosen / design", "Alt+9", "list", "name roles properties")
FORWARD = ActionSpec(
    "design.forward", "To the front", "Alt+PgUp", "", "over order", named="Badge: to the front"
)
BACKWARD = ActionSpec(
    "design.backward", "To the back", "Alt+PgDown", "", "under order", named="Badge: to the back"
)
ADD = {
    "text": ActionSpec(
        "design.add_text", "Text", "Alt+1", "file-text", "field add", named="Badge: add a text"
    ),
    "bar": ActionSpec(
        "design.add_bar", "Bar", "Alt+2", "", "ribbon role add", named="Badge: add a bar"
    ),
    "qr": ActionSpec(
        "design.add_qr", "Code", "Alt+3", "scan-line", "qr add", named="Badge: add the code"
    ),
    "flag": ActionSpec(
        "design.add_flag", "Flag", "Alt+4", "flag", "country add", named="Badge: add the flag"
    ),
    "logo": ActionSpec(
        "design.add_logo", "Logo …", "Alt+5", "", "picture image add", named="Badge: add a logo …"
    ),
    "box": ActionSpec(
        "design.add_box", "Box", "Alt+7", "", "table chip frame add", named="Badge: add a box"
    ),
    "free": ActionSpec(
        "design.add_free", "Free text", "Alt+6", "pencil", "words add", named="Badge: add free text"
    ),
}
