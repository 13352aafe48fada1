"""People, accounts, units in named trees, and the links between them; signing in."""
