"""The heart: cases are opened, filled in, reported, moved from desk to desk and decided here, and nowhere else."""
