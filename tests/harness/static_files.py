"""Every browser of the tests' own begins the middleware anew, and with it a look through all static files, which never change here."""

from collections.abc import Iterator
from typing import Any

import pytest
from whitenoise.base import WhiteNoise


@pytest.fixture(scope="session", autouse=True)
def files_looked_through_once() -> Iterator[None]:
    """What was found in a folder is known from then on."""
    known: dict[tuple[str, str], dict[str, Any]] = {}
    look = WhiteNoise.update_files_dictionary

    def recall(served: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in known:
            before, served.files = served.files, {}
            look(served, root, prefix)
            known[root, prefix], served.files = served.files, before
        served.files |= known[root, prefix]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", recall)
        yield
