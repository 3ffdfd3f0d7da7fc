"""Which documents of an order are printed, by the name its list knows them."""

ALL, NEW, CHANGED, BOTH = "all", "new", "changed", "both"
