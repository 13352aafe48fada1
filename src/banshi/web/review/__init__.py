"""办理: what waits at my desk."""
