"""The inspecting process: content on standard input, kind as its argument, one JSON answer on standard output."""

import json
import resource
import sys

from banshi.files.inspecting.budget import Budget
from banshi.files.inspecting.looking import load, look
from banshi.files.inspecting.unfit import Unfit

MEMORY = 512 * 1024**2
SECONDS = 20  # of computing


def main(kind: str) -> None:
    """Answers with `Findings` as JSON; ends with an error when it cannot be told whether the file is fit."""
    load(kind)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    budget = Budget.of(data)
    try:
        look(data, kind, budget)
        words = ""
    except Unfit as why:
        words = str(why)
    json.dump({"objection": words, "unseen": budget.unseen}, sys.stdout)


main(sys.argv[1])
