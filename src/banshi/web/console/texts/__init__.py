"""后台: what the system administrator writes and arranges at the door of a pack."""
