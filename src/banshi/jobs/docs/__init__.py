"""The generated pages of `docs/`: the map of the house, and a page for each pack, made from what the code says today."""
