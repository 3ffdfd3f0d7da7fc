"""The use cases: commands and their handlers, queries, and the plain data that screens show."""
