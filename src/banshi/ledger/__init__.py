"""Database time, and everything that happened: appended, chained, with its deliveries and tallies beside it."""
