"""Where the demo's people lie with their sign-in, passwords in clear."""

from pathlib import Path

from banshi.lib import home


def kept() -> Path:
    """Their file, once they are made."""
    return home.home() / "demo" / "people.json"


def keep(listed: str) -> None:
    """Only who owns the home may read it."""
    file = home.path("demo") / kept().name
    file.touch(mode=0o600)
    file.write_text(listed)
