"""`python -m soak [--tenth] [NAME …]`: each promise in a new house of its own, a line of JSON each on standard output."""

import os
import subprocess
import sys

from soak.disk import NoDisk
from soak.figure import Figure, closing
from soak.house import ROOT, open_house, say

ORDER = ("R1", "R2", "R16", "R9", "R13", "R6", "R12", "R8", "R15", "R5")
ON_A_SMALL_DISK = {"R5"}


def main(*words: str) -> int:
    """Tries the promises; 0 when all were kept."""
    options = [word for word in words if word.startswith("-")]
    asked = [word for word in words if word not in options] or ORDER
    figures = [figure for name in asked if (figure := _tried(name, options))]
    say(closing(figures, asked))
    return 0 if len(figures) == len(asked) and all(each.ok for each in figures) else 1


def _tried(name: str, options: list[str]) -> Figure | None:
    say(f"Trying {name}")
    try:
        with open_house(small=name in ON_A_SMALL_DISK):
            command = [sys.executable, "-m", "soak.run", name, *options]
            done = subprocess.run(command, cwd=ROOT, env=os.environ, check=False, stdout=subprocess.PIPE, text=True)
    except NoDisk as why:
        say(f"{name}: {why}")
        return None
    print(done.stdout, end="", flush=True)  # noqa: T201
    return Figure.read(done.stdout) if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
