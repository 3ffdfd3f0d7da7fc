"""Every format an event was ever stored in, and the steps from one to the next."""
