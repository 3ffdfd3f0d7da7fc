"""What each command did, in the words of History; blanks are filled from the change set's detail."""

INTENTS: dict[str, str] = {
    "new_event": "Created the event “{name}”",
    "undo": "Undo: {what}",
    "redo": "Redo: {what}",
}
