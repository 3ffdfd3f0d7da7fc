"""What each command did, in the words of History; blanks are filled from the change set's detail."""

INTENTS: dict[str, str] = {
    "new_event": "Created the event “{name}”",
    "undo": "Undo: {what}",
    "redo": "Redo: {what}",
    "edit_participant": "Changed {name}",
    "add_participant": "Added {name} (no. {number})",
    "cancel_participant": "Cancelled {name}; meetings put on the waiting list: {meetings}",
    "restore_participant": "{name} is expected again",
    "set_profile": "Changed the profile of {name}",
    "set_availability": "Changed when {name} can meet",
    "edit_organisation": "Changed the organisation {name}",
    "add_organisation": "Added the organisation {name}",
    "add_delegation": "Added the delegation {name}",
    "edit_delegation": "Changed the delegation {name}",
    "assign_delegation": "Put {count} participants into the delegation {name}",
    "leave_delegation": "Took {count} participants out of their delegation",
    "reserve_table": "Kept table {table} for {organisation}",
    "free_table": "Table {table} is no longer kept for anybody",
}
