"""The Event screen: its time with a preview, its tables, its name and place."""
