"""Sentences that read otherwise where their `count` is one, by the code of the usual one."""

from __future__ import annotations

ONE = {
    "move_meetings": "Moved one meeting",
    "lock_meetings": "Locked one meeting",
    "unlock_meetings": "Unlocked one meeting",
    "lock_printed": "Locked one meeting whose agendas are printed",
    "block_places": "Closed one place ({reason}); meetings put on the waiting list: {meetings}",
    "open_places": "Opened one place again",
    "mark_meetings": "Marked one meeting as {status}",
    "answer_requests": "Answered one request",
    "answer_pending": "Reopened one request",
    "answer_accepted": "Accepted one request",
    "answer_declined": "Declined one request",
    "answer_cancelled": "Withdrew one request",
    "rule.tables_enough": "In slot {slot} ({time}), one meeting is without a table and {limit} tables are left.",
    "rule.most_meetings": "{participant} would have one meeting and wants at most {limit}.",
    "rule.longest_run": "{participant} would have one meeting in a row and wants at most {limit}.",
    "rule.free_slots_wanted": "{participant} would have one free slot left and wants {limit}.",
    "rule.break_spread": "{participant} has one gap; at most {limit} would be fair.",
    "unplaced.limit_reached": "{participant} has one meeting and wants no more than {limit}.",
    "repair_certain.proven": "One meeting at another time, and no repair needs fewer.",
    "way.move": "At {at}, if one other meeting moves.",
    "way.instead": "At {at}, instead of one other meeting.",
    "agenda_all_fixed": "This meeting may not move: it is locked, has begun, or has no place. Unlock it first.",
    "agenda_block_begun": "Meeting {number} there has begun or is over. Close places only from a later slot on.",
}
