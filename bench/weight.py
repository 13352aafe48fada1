"""What a first visit has to load, compressed as it goes over the wire."""

import re
from collections.abc import Iterator

from bench import house
from bench.client import Answer, Browser
from bench.figure import Figure, Goal
from bench.world import World

LOADED = re.compile(r"(?:src|href)=\"(/static/[^\"#]+)|url\([\"']?(/static/[^\"')#]+)")
KB = 1000


def weight(world: World) -> Iterator[Figure]:
    """The public home with everything it names, and everything its style sheets name."""
    with house.site() as site:
        browser = Browser(site.port)
        answers = {"/": browser.get("/")}
        waiting = _named(answers["/"])
        while waiting:
            path = waiting.pop()
            if path not in answers:
                answers[path] = browser.get(path)
                waiting |= _named(answers[path]) if path.endswith(".css") else set()
    yield Figure(
        "weight.first_page_kb", sum(len(each.body) for each in answers.values()) / KB, 0, Goal("ours", "<=", 120)
    )


def _named(answer: Answer) -> set[str]:
    """The files a page or a style sheet names."""
    return {found[1] or found[2] for found in LOADED.finditer(answer.text)}
