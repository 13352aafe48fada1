"""Two-character pieces of names: an index over them finds any part of a Chinese name without an extension."""


def grams(text: str) -> list[str]:
    """The different two-character pieces of a text, without spaces and in small letters."""
    plain = "".join(text.split()).casefold()
    return sorted({plain[i : i + 2] for i in range(len(plain) - 1)})
