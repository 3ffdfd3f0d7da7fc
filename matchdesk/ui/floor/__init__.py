"""The Floor screen: every table of the running slot, and the interpreters."""
