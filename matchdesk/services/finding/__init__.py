"""Finding people by what somebody types in a hurry: spellings, slips, and the order of answers."""

from matchdesk.services.finding.index import Found, Index

__all__ = ["Found", "Index"]
