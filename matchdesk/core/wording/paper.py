"""Sentences about paper: writing files, fonts, badges, agendas and signs."""

SENTENCES: dict[str, str] = {
    "resource_missing": (
        "“{file}” is missing from this installation of MatchDesk. Install MatchDesk again."
    ),
    "file_folder_closed": (
        "“{file}” cannot be written: its folder does not exist or is closed to you ({why}). "
        "Choose another folder."
    ),
    "file_is_folder": "“{file}” is a folder. Give the name of a file inside it.",
    "file_not_written": (
        "“{file}” could not be written ({why}). Close the program that has it open, or choose "
        "another name; an older file of that name was kept."
    ),
    "sheet_unknown": "There is no sheet “{sheet}”. Known sheets: {known}.",
    "nothing_to_print": "There is nothing to print: the selection holds no {what}.",
}
