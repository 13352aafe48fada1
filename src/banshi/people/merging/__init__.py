"""Merging: of two accounts of one person one ends, and what it held passes to the other. No case is rewritten."""
