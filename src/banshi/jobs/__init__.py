"""A door without pages: the `banshi` command, the supervisor, the worker and the tick."""
