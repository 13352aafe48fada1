"""A number from a request."""

LARGEST_VERSION = 2**31 - 1  # of the column that counts them
_DIGITS = 18  # of the database's largest


def number(text: str, *, most: int = 10**_DIGITS - 1) -> int | None:
    """The whole number that was typed, 0 to `most`; None for anything else."""
    if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
        return None
    return int(text) if int(text) <= most else None
