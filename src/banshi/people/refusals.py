"""How people say what has to be mended in what was typed: at the cell where it stands."""

from collections.abc import Mapping

from banshi.define import Problem
from banshi.lib.refusals import Invalid


def wrong(cell: str, words: str, title: str = "") -> Invalid:
    """What is wrong at one cell; `title` is said of the whole where that is something else."""
    return Invalid(title or words, [Problem(cell, words, "error")])


def require_whole(found: Mapping[str, str], title: str = "请补全信息。") -> None:
    """Raises Invalid with what is wrong at each cell, all of it at once; nothing where no cell has words."""
    problems = [Problem(cell, words, "error") for cell, words in found.items() if words]
    if problems:
        raise Invalid(title, problems)
