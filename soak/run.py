"""`python -m soak.run NAME`: one promise in the house of this process, at full size or, with --tenth, at a tenth of it."""

import sys

import django

django.setup()

from soak.figure import SOAK, TENTH  # noqa: E402 (the rooms need settings first)
from soak.promises import PROMISES  # noqa: E402

if __name__ == "__main__":
    sizes = TENTH if "--tenth" in sys.argv else SOAK
    print(PROMISES[sys.argv[1]](sizes).line(), flush=True)  # noqa: T201
