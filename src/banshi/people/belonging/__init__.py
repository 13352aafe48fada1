"""Belonging: which people of their own accounts work for a unit, in which seat, and who administers it. A code alone binds nobody (S28)."""
