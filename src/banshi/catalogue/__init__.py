"""The catalogue opens the packs, publishes their revisions and keeps the code lists that forms pick from."""
