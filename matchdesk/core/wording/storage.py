"""Sentences about opening, storing and looking up."""

SENTENCES = {
    "failed": "This could not be done ({code}). Nothing was changed.",
    "unexpected": "Something unexpected went wrong ({kind}). What was saved is safe; the details are in {log}.",
    "cancelled": "Stopped on request. Nothing was changed.",
    "not_found": "There is no {what} “{key}”. Check the spelling or look it up in the list.",
    "invalid": "“{value}” cannot be used for {field}: {expected}.",
    "conflict": "Another desk has changed this record in the meantime. Look at it again, then repeat.",
    "undo_changed_since": (
        "“{intent}” (no. {number}) cannot be taken back: no. {by} changed the same {entity} since. "
        "Take back no. {by} first."
    ),
    "undo_depended_on": (
        "“{intent}” (no. {number}) cannot be taken back: later records depend on what it made. "
        "Take those back first."
    ),
    "undo_not_possible": "“{intent}” (no. {number}) cannot be undone: {why}.",
    "nothing_to_undo": "There is nothing to undo at this desk.",
    "nothing_to_redo": "There is nothing to redo at this desk.",
    "event_exists": "“{file}” already exists. Choose another name; the existing event was not touched.",
    "archive_missing": "There is no archive “{file}”. Check the path.",
    "archive_not_ours": "“{file}” is not an archive of a MatchDesk event, or not whole. Nothing was made of it.",
    "archive_too_new": "“{file}” was written by a newer MatchDesk. Update this one, then try again. Nothing was made of it.",
    "archive_damaged": "“{file}” is damaged: “{table}” is not what was archived. Use another copy. Nothing was made of it.",
    "event_twice": "“{file}” holds “{name}”, which is counted already. Take it out, or choose another event’s file.",
    "event_missing": "There is no event file “{file}”. Check the path, or create it with “new”.",
    "event_not_matchdesk": "“{file}” is not a MatchDesk event. It was not changed.",
    "event_too_new": (
        "“{file}” was written by a newer MatchDesk (format {found}; this one knows up to {known}). "
        "Update MatchDesk; the file was not changed."
    ),
    "event_locked": "“{file}” is in use by another program that will not let go. Try again in a moment.",
    "event_damaged": "“{file}” is damaged ({why}). Open the newest backup beside it.",
    "storage_full": "The disk that holds “{file}” is full. Nothing was changed; make room, then repeat.",
    "event_read_only": "“{file}” is write-protected. Copy it to a folder you may write to and open the copy.",
    "event_folder_missing": "The folder of “{file}” does not exist or cannot be written to. Choose another place.",
    "database_unreachable": "The event database cannot be reached ({why}). Check the network and the address.",
    "database_empty": "There is no event at this address yet. Create it with “new”.",
    "verify.database": "The database is damaged: {why}.",
    "verify.reference": "A record of {entity} (row {row}) refers to a missing {target}.",
    "verify.gap": "The journal has no change set no. {number}.",
    "verify.broken_chain": "Change set no. {number} does not follow from the ones before it ({entity}).",
    "verify.not_journaled": "A record of {entity} ({key}) is not in the journal.",
    "verify.lost": "A record of {entity} ({key}) is in the journal but not in the database.",
    "verify.differs": "A record of {entity} ({key}) differs from what the journal says.",
    "verify.double_booking": "Booked twice in slot {slot}: {what} (meetings {meetings}).",
    "no_display": "There is no display here, so no window can be opened. The subcommands work without one: matchdesk --help.",
    "no_qt": "The window cannot be opened ({why}). On Debian and Ubuntu, “make run” installs what Qt needs; the subcommands work without it.",
}
