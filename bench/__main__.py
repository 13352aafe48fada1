"""`python -m bench [NAME]`: every figure, or those of one name, each as a line of JSON on standard output."""

import os
import sys

from bench.house import open_house, run


def main() -> None:
    """Opens a house and measures in it; ends with 1 when something could not be measured at all."""
    with open_house():
        run([sys.executable, "-m", "django", "bench", *sys.argv[1:]])


if __name__ == "__main__":
    os.environ["PYTHONUNBUFFERED"] = "1"
    main()
