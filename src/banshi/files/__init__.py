"""Uploads: limits, true type, scan, a store by digest, and who refers to what."""
