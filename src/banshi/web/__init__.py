"""The doors: the only room with addresses, views, templates and style."""
