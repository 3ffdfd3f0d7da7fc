"""Sentences about people, their groups and their requests."""

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
    "availability_outdated": "The sessions or slots of the event have changed in the meantime. Look at them again, then repeat.",
}
