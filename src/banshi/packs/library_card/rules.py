"""What must agree: one rule, as a pure function of a filing."""

from collections.abc import Iterator

from banshi.define import Filing, Problem, Rule


def reader_is_born(filing: Filing) -> Iterator[Problem]:
    """A reader was born before today."""
    if filing["born_on"] and filing["born_on"] >= filing.today.isoformat():
        yield Problem("born_on", "出生日期应早于今天。")


RULES = (Rule(code="R1", title="出生日期早于今天", about=("born_on",), check=reader_is_born),)
