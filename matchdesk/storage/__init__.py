"""The only floor that opens a database session: engine, transactions, journal, other desks."""
