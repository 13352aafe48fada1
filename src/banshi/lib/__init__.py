"""Leaf helpers, each named by its subject. They know nothing of the house above them."""
