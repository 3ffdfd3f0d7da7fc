"""Files of other systems in, records out; tables out to files. Knows nothing of the database."""
