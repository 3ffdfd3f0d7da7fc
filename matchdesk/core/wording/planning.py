"""Sentences about the meeting grid and its rules; a rule's sentence is `rule.<function name>`."""

SENTENCES: dict[str, str] = {
    "rule_broken": "This would break a rule of the meeting grid.",
}
