"""The planner: pure data in, pure data out; knows nothing of storage or screens."""
