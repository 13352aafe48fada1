"""The working-day calendar, and how the days of a legal limit are counted by it."""
