"""Database time; everything that happened, appended and chained; its deliveries and tallies beside it; proof of it all."""
