"""Accounts as administrators hand them out: issued, given roles, stopped; what takes two of them; who acts for whom."""
