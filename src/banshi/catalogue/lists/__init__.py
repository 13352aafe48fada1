"""The code lists the house brings along."""
