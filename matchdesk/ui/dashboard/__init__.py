"""The Today screen: the event day in one look."""
