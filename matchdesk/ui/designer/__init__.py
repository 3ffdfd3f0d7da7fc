"""The badge designer: fields on the real size, with a real person's data."""
