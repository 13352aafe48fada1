"""A tenth of what `make soak` does, by the same code: each promise under its blows."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from soak.clocks import clocks
from soak.damage import damage
from soak.disk import can_mount
from soak.figure import TENTH, Figure, Sizes, closing
from soak.house import ROOT
from soak.messages import messages
from soak.races import races
from soak.rewrites import rewrites
from soak.web_workers import web_workers
from tests.harness.database import House


def at_a_tenth(promise: Callable[[Sizes], Figure]) -> None:
    """The promise is kept; if not, its figures say how."""
    figure = promise(TENTH)
    assert figure.ok, figure.line()


def test_killed_web_workers_lose_and_double_nothing(committed_db: House) -> None:
    """R1."""
    at_a_tenth(web_workers)


def test_a_killed_worker_loses_no_message_and_repeats_under_the_same_id(committed_db: House) -> None:
    """R16."""
    at_a_tenth(messages)


def test_two_reviewers_never_both_decide(committed_db: House) -> None:
    """R9. Red when the version a reviewer saw is not compared: the second meets another refusal than the one that names the first."""
    at_a_tenth(races)


def test_every_fault_of_a_file_is_found_and_none_is_served(committed_db: House) -> None:
    """R6. Red when the store only looks whether the file is there: one of five found, four served."""
    at_a_tenth(damage)


def test_every_rewrite_of_what_is_sealed_is_found(committed_db: House) -> None:
    """R12. Red when proof follows chains and leaves out the checkpoints: of 38 rewrites the 17 made good again pass."""
    at_a_tenth(rewrites)


def test_wrong_clocks_sign_nobody_out_and_misdate_nothing(committed_db: House) -> None:
    """R15. Red when the end of a session is reckoned by the process that saves it: whoever then asks another one is signed out."""
    at_a_tenth(clocks)


@pytest.mark.parametrize(
    "promise", ["R2", pytest.param("R5", marks=pytest.mark.skipif(not can_mount(), reason="mount"))]
)
def test_a_killed_database_and_a_full_disk_lose_nothing_of_what_was_acknowledged(promise: str) -> None:
    """R2, R5, each in a house of its own with a server of its own. R5 is red when a full disk is answered like any other fault: the
    page says neither what to do nor what was typed."""
    command = [sys.executable, "-m", "soak", "--tenth", promise]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert json.loads(done.stdout)["promise"] == promise


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([Figure("R1", {"lost": 0}, True), Figure("R2", {"lost": 0}, True)], "All 2 promises were kept."),
        (
            [Figure("R1", {"lost": 1}, False), Figure("R2", {}, True)],
            '1 of 2 promises fell short — not kept: R1 {"lost": 1}.',
        ),
        ([Figure("R1", {}, True)], "1 of 2 promises fell short — came to no figure: R2."),
    ],
)
def test_the_last_sentence_is_honest(figures: list[Figure], words: str) -> None:
    """Red when a promise that came to no figure counts as kept."""
    assert closing(figures, ["R1", "R2"]) == words
    assert [Figure.read(each.line()) for each in figures] == figures
