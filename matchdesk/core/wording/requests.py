"""Sentences about requests, why they have no place, and why a pair is recommended."""

SENTENCES: dict[str, str] = {
    "request_same_person": "{name} cannot ask to meet themselves. Choose two different people.",
    "request_same_organisation": "{name} and {other} are of the same organisation. Choose somebody of another one.",
    "request_party_cancelled": "{name} is not expected any more. Restore {name} in People first, then ask again.",
    "request_exists": "{name} has already asked to meet {other} (request {number}).",
    "request_declined": "{other} has declined to meet {name} (request {number}). Reopen that request if this has changed.",
    "request_never_meet": "{name} and {other} are never to meet (request {number}). Change that wish first.",
    "request_priority": "“{value}” is not a priority: use 1 (weakest) to 5 (strongest).",
    # Why a request has no place, beside those of the planner
    "unplaced.pending": "{other} has not answered yet.",
    "unplaced.declined": "{other} has declined.",
    "unplaced.cancelled": "The request was withdrawn.",
    "unplaced.party_cancelled": "{participant} is not expected any more.",
    "unplaced.waiting_list": "Meeting {meeting} is on the waiting list.",
    "unplaced.possible": "Both are free and a table is too, in slot {slots}.",
    # Why a pair fits
    "fits.offer_meets_need": "{name} offers “{offer}”; {other} needs “{need}”.",
    "fits.sector": "Both work in {sectors}.",
    "fits.target_country": "{name} looks for partners in {country}.",
    "fits.partnership": "Both belong to {partnership}.",
    "fits.partnership_target": "{partnership} looks for partners in {country}.",
    "fits.language": "Both speak {languages}.",
}
