"""What the agency tells everybody in its own words: announcements, 常见问题, guides and manuals, published without a new pack."""
