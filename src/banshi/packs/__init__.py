"""The packs: one folder each, found by the catalogue."""
