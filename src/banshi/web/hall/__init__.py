"""大厅: what anybody may see, and the way in."""
