"""Units: where each stands in its trees, how one comes in, changes and is found."""
