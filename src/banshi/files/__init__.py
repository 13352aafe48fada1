"""Uploads: limits, true type, scan; a store by digest that survives a power cut; who refers to what."""
