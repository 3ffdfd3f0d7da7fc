"""Paper: plain data and a catalogue of words in, PDF out. Knows neither the event's file nor Qt."""
