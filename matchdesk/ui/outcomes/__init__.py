"""The Outcomes screen: what came of the meetings, and the agreements."""
