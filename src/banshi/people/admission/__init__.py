"""Who asks to be let in: a unit without an account, somebody who lost a key to theirs, a successor."""
