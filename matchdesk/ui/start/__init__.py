"""The start page: open, recent, new, demonstration."""
