"""后台: units, accounts, the log; each kind of administrator sees only their own part."""
