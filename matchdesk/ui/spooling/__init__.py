"""Printing beside the window: the desk's queue at work, and what screens need of it."""
