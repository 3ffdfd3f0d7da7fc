"""Sentences of the check-in desk, of badges, outcomes and agreements."""

SENTENCES: dict[str, str] = {
    "checkin_empty": "There is no code to look up. Scan a badge, or type its number.",
    "checkin_not_member": "{who} does not belong to the delegation “{delegation}”. Nobody was checked in.",
    "checkin_not_in": "{who} is not checked in; there is nothing to take back.",
    "checkin_not_here": "{who} is not in the house; there is nobody to check out.",
    "substitute_same": "{who} cannot come instead of themselves. Choose a colleague, or type a name.",
    "substitute_not_expected": "{who} is not expected (any more), so nobody can take over from or for them.",
    "substitute_meets": "{who} and {substitute} have a meeting with each other. Cancel it first, or choose somebody else.",
    "checkin_delegations": "“{name}” could be several delegations: {known}. Give more of the name.",
    "checkin_one_way": "Give either a code, or --search, or --delegation; only one of them.",
    "participant_unclear": "“{name}” is nobody’s, or several people’s, name or code. Give the badge number.",
    "badge_none": "{who} has no valid badge that could be revoked. Print one first.",
    "outcome_not_party": "{who} does not take part in meeting {number}. Its parties are {parties}.",
    "outcome_not_met": (
        "Meeting {number} is marked “{status}”; an outcome can only be recorded for a meeting that "
        "takes place. Mark it as held first."
    ),
    "outcome_waits": "Meeting {number} is on the waiting list. Give it a slot before marking it “{status}”.",
    "outcome_kept": (
        "Meeting {number} has a recorded outcome and cannot be marked “{status}”. "
        "Remove the outcome first."
    ),
    "attendance_same_badge": "Both scans are the badge of {name}. Scan the badge of the other side.",
    "attendance_over": "Meeting {number} of {name} and {other} is marked “{status}” already.",
    "attendance_waits": "Meeting {number} of {name} and {other} is on the waiting list. Give it a slot first.",
    "attendance_none": "{name} and {other} have no meeting with each other. Make one with “Who is free now?”.",
    "outcome_none": "Meeting {number} has no outcome told by {who}; nothing was removed.",
    "agreement_parties": (
        "An agreement needs two or more organisations; {where} gives {count}. "
        "Name the parties, or give the participants their organisations."
    ),
    "agreement_known": (
        "Agreement no. {number} already records this: same type, parties and topic. "
        "Change its status instead, give another topic, or record it anyway."
    ),
    "agreement_future": "The day {date} has not come yet (today is {today}). Give the day on which this was reached.",
    "agreement_only_step": "This is all that is known of agreement no. {number}. Add where it stands before removing this line.",
    "document_large": "“{name}” has {size} MB; documents of up to {limit} MB are kept in the event. Make the scan smaller, or note where the file lies.",
    "document_empty": "“{name}” is empty. Choose the file that holds the document.",
    "document_known": "Agreement no. {number} has this document already, as “{name}”.",
    "document_unreadable": "“{file}” cannot be read. Check that it is there and not open elsewhere, then attach it again.",
    "field_amount": "“{value}” will not do: write a whole number such as 50 000, or leave it empty.",
    "field_currency": "“{value}” is not a currency. Write its three letters such as EUR, or leave it empty.",
    "field_day": "“{value}” is not a day. Write it like 2027-05-31, or leave it empty.",
    "sheet_language": "The agreement sheet has no words in “{value}”. It speaks {known}.",
    "follow_ups_none": "No agreement waits for a follow-up, so “{file}” was not written. Give agreements a day under “Follow-up due” first.",
    "outcome_form_foreign": "This form belongs to another event, or was not read whole. Type the number beside its code.",
    "outcome_unknown": "“{text}” is no form’s number, nobody’s badge and not one person’s name. Type the number printed on the form.",
    "outcome_no_meetings": "{who} has no meeting whose outcome could be recorded.",
    "outcome_score": "Satisfaction is a number from 1 to 5 (very satisfied), or left open; “{value}” is neither.",
    "agreement_before": "The follow-up date {date} lies before the agreement’s own date {opened}.",
}

TOPICS: tuple[str, ...] = (
    "Knowledge sharing and information exchange",
    "Technology transfer",
    "Research and development",
    "Access to new clients and distributors",
    "Joint project",
)
"""What cooperation is usually about, as funders group it; other words may be typed."""
