"""Accounts, organisations in named trees, and the links between them; signing in."""
