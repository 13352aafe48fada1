"""Persons who act for themselves: signing up, what they see and change of themselves, leaving."""
