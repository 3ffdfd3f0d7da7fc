"""The Check-in screen: scan or type, see the answer, see who is missing."""
