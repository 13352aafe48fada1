"""时限: the limits of the law under which cases are decided, when they stand still, and what follows when they are over."""
