"""Sentences about people and their groups, and about the event's time and place."""

SENTENCES: dict[str, str] = {
    "field_required": "This must not be empty: {field} needs at least one letter.",
    "field_email": "“{value}” is not an e-mail address. Write it like name@example.org, or leave it empty.",
    "field_country": "“{value}” is not a country code. Use two letters such as PL, or choose from the list.",
    "field_language": "“{value}” is not a language code. Use codes such as en, pl, zh, separated by commas.",
    "field_number": "“{value}” will not do: write a whole number from 0, or leave it empty.",
    "field_choice": "“{value}” is not one of the choices for {field}.",
    "field_too_long": "This text is too long: at most {limit} letters fit.",
    "field_unknown": "There is no field “{field}” here.",
    "participant_already_cancelled": "{name} has been cancelled already.",
    "participant_not_cancelled": "{name} is expected already; there is nothing to restore.",
    "organisation_known": "There is already an organisation “{name}”. Choose it from the list instead.",
    "delegation_known": "There is already a delegation “{name}”. Choose it from the list instead.",
    "layout_meetings_begun": "Slots {slots} cannot vanish: {count} meetings there have begun or are over. Keep these slots.",
    "tables_meetings_begun": "Tables {tables} cannot be removed: {count} meetings there have begun or are over. Keep these tables.",
    "tables_number": "An event has 1 to {limit} tables, not {value}.",
    "table_number": "There can be only one table {value}, and numbers begin at 1.",
    "table_seats": "Table {number} cannot have {value} seats: use 2 to 100.",
    "table_organisation": "The organisation that table {number} is kept for no longer exists. Choose another.",
    "availability_outdated": "The sessions or slots of the event have changed in the meantime. Look at them again, then repeat.",
}
