"""Sentences about files coming in and going out."""

SENTENCES: dict[str, str] = {
    "file_fault": "“{file}” cannot be used: {why}. Nothing was changed.",
}
