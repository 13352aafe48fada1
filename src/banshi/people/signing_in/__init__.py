"""Signing in: what proves who somebody is, and how long the next try must wait."""
