"""读者之家, another platform, for walks: it runs as a program of its own (books_program.py)."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.harness.programs import Program, a_program
from tests.harness.site import Site


class Books:
    """Its addresses, and what it is told once it is registered."""

    def __init__(self, program: Program, provider: str) -> None:
        self.program, self.provider = program, provider
        self.url, self.back, self.shelf, self.signed_out = (
            f"{program.url}/{at}" for at in ("", "back", "shelf", "signed-out")
        )

    def is_handed(self, client: str, secret: str) -> None:
        """Who it is at its provider."""
        self.program.tell(provider=self.provider, client=client, secret=secret)


@contextmanager
def books(site: Site) -> Iterator[Books]:
    """Runs it, where that site may tell it of who has signed out."""
    with a_program("tests.people.sso.books_program", site.books) as program:
        yield Books(program, site.url)
