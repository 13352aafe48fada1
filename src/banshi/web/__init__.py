"""The doors: pages for the public, for filers, for reviewers, for administrators. The only room with addresses and templates."""
