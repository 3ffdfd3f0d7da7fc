"""Sentences about the meeting grid and its rules; a rule's sentence is `rule.<function name>`."""

SENTENCES: dict[str, str] = {
    "rule_broken": "This would break a rule of the meeting grid.",
    # What a planning problem can be refused for
    "planning_duplicate": "The {what} “{key}” occurs twice. Keep one of them and plan again.",
    "planning_unknown": "“{where}” names the {what} “{key}”, which does not exist. Correct it and plan again.",
    "planning_slots_overlap": "Slot “{slot}” begins before slot “{earlier}” has ended. Correct the times of the sessions.",
    "planning_slot_length": "Slot “{slot}” must end after it begins.",
    "planning_parties": "“{key}” needs two or more different participants.",
    "planning_weight": "“{key}” has the weight {value}; it must be a whole number of 1 or more.",
    "planning_limit": "“{key}” has {value} as its most meetings; it must be 0 or more.",
    # Hard rules
    "rule.participant_available": "{participant} is not available in slot {slot} ({time}).",
    "rule.session_attended": "{participant} does not attend the session of slot {slot} ({time}).",
    "rule.session_wished": "This meeting was wished for in another session than that of slot {slot} ({time}).",
    "rule.fixed_slot": "This meeting is fixed to slot {earlier} ({earlier_time}); it cannot be in slot {slot} ({time}).",
    "rule.never_meet": "{participant} and {other} are not to meet.",
    "rule.table_open": "Table {table} is blocked in slot {slot} ({time}).",
    "rule.table_reserved": "Table {table} is reserved for {organisation}.",
    "rule.seats_enough": "Table {table} has {limit} seats; this meeting needs {count}.",
    "rule.one_meeting_per_participant": "{participant} already meets {other} in slot {slot} ({time}).",
    "rule.one_meeting_per_table": "Table {table} is taken in slot {slot} ({time}) by {participant} and {other}.",
    "rule.tables_enough": "In slot {slot} ({time}), {count} meetings are without a table and {limit} tables are left.",
    "rule.precedence": "This meeting must come after another one, which is in slot {earlier} ({earlier_time}); slot {slot} ({time}) is not later.",
    "rule.most_meetings": "{participant} would have {count} meetings and wants at most {limit}.",
    "rule.placed_once": "The request of {participant} and {other} has been given {count} meetings.",
    "rule.locked_kept": "The meeting of {participant} and {other} is locked in slot {slot} ({time}) and must stay there.",
    "rule.known": "The meeting names the {what} “{key}”, which is no longer part of the event.",
    # Soft rules
    "rule.breaks": "{participant} has a gap before slot {slot} ({time}); empty slots: {count}.",
    "rule.zone_change": "{participant} must change from table {earlier_table} to table {table}, in another zone, without a slot between.",
    "rule.common_language": "{participant} and {other} have no language in common.",
    # Why a request has no meeting
    "unplaced.never_meet": "{participant} and {other} are not to meet.",
    "unplaced.no_common_slot": "There is no slot in which everybody who would meet is present and free of locked meetings.",
    "unplaced.no_suitable_table": "No table with {count} seats that they may use is open in any slot they share.",
    "unplaced.limit_reached": "{participant} has {count} meetings and wants no more than {limit}.",
    "unplaced.participant_full": "{participant} has a meeting in every slot that would do.",
    "unplaced.no_free_slot_in_common": "Each has free slots, but none at the same time.",
    "unplaced.no_free_table": "In every slot when all are free ({count}), no table they may use is left.",
    "unplaced.precedence": "It must come before or after another meeting, and no free slot allows that.",
    "unplaced.outweighed": "Every meeting in its way counts at least as much as this one.",
    "unplaced.withdrawn": "The final check found a clash, so this meeting was taken out; plan again and report it.",
    "unplaced.stopped_early": "Planning was stopped before this request was tried; plan again with more time.",
    # Drafts
    "plan_outdated": "The grid has changed since this plan was made, and the two do not fit: {why} Nothing was changed; plan again.",
    "plan_outdated_gone": "Meetings or requests in this plan have been taken out since it was made. Nothing was changed; plan again.",
}
