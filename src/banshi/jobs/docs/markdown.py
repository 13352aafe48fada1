"""Markdown as these pages need it."""

from collections.abc import Iterable, Iterator


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table, with an empty line after it."""
    heads = list(headings)
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |"
    yield ""


def diagram(lines: Iterable[str]) -> Iterator[str]:
    """A Mermaid diagram, with an empty line after it."""
    yield from ("```mermaid", *lines, "```", "")
