"""What the rules find."""

from datetime import date

import pytest

from banshi.define import Filing
from banshi.packs.library_card.rules import RULES

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("born_on", "cells"), [("1990-05-01", []), ("2026-11-21", ["born_on"]), (None, [])])
def test_a_reader_is_born_before_today(born_on: str | None, cells: list[str]) -> None:
    """Red when a child of today is let through."""
    filing = Filing(answers={"born_on": born_on}, today=TODAY)
    assert [problem.cell for rule in RULES for problem in rule.problems(filing)] == cells
