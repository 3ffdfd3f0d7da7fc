"""The steps, oldest first; a step, once released, is never changed."""
