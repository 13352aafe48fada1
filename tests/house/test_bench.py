"""`make bench`: a line of JSON for each figure, judged by its goal, and an honest sentence at the end."""

import json
import subprocess
import sys

import pytest

from bench.figure import Figure, Goal, closing, percentile
from bench.generator import unit_name
from tests.harness.house import ROOT


@pytest.mark.parametrize(
    ("goal", "ok"),
    [
        (None, True),
        (Goal("ours", "<=", 60), True),
        (Goal("ours", "<=", 59), False),
        (Goal("ratio", ">=", 0.75), True),
        (Goal("ratio", ">=", 0.76), False),
    ],
)
def test_a_figure_is_ok_when_its_goal_is_reached(goal: Goal | None, ok: bool) -> None:
    """Red when ratio and value are mixed up, or at least and at most."""
    assert Figure("x", 60, 80, goal).ok == ok


def test_the_last_sentence_names_what_fell_short() -> None:
    """Red when a figure that fell short is left out."""
    good, bad = (Figure(name, 60, 80, Goal("ratio", ">=", bound)) for name, bound in (("good", 0.5), ("bad", 0.9)))
    assert closing([good, Figure("told", 1, 0)]) == "All 1 goals reached; 1 figures have none."
    assert closing([good, bad]) == "1 of 2 goals fell short: bad (60.0, ratio 0.75; ratio >= 0.9)."


def test_the_ninety_ninth_of_a_hundred_is_the_p99() -> None:
    """Red when the largest but one is passed over."""
    assert percentile(range(1, 101), 0.99) == 100
    assert percentile(range(1, 101), 0.5) == 50.5


def test_believable_names_differ() -> None:
    """Red when three characters repeat too soon: a search would find half of the world."""
    assert len({unit_name(number)[2:5] for number in range(2000)}) > 1000


def test_one_figure_alone_is_one_line_of_json_and_a_sentence() -> None:
    """In a house of its own, with the site as it is started. Red when progress goes to standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "weight"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (line,) = done.stdout.splitlines()
    assert set(json.loads(line)) == {"name", "ours", "beside", "ratio", "goal", "ok"}
    assert "goals" in done.stderr.splitlines()[-1]
