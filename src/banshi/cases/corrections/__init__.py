"""补正项: what reviewers want corrected, told to the filer once and all together, answered and ticked off item by item."""
