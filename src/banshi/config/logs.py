"""What the server's log says of a fault: which, and where; never what it was about, for that may be somebody's name or number (S24)."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any


class WithoutValues(logging.Formatter):
    """Tracebacks as kinds of faults and places in the code. Messages of faults are left out: databases put whole rows into them."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the name is of the standard library)
        """The chain of faults, the first cause first."""
        return "\n".join(line for fault in reversed(list(_chain(ei[1]))) for line in _said(fault))


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _said(fault: BaseException) -> Iterator[str]:
    code = getattr(fault, "sqlstate", None)
    yield f"{type(fault).__module__}.{type(fault).__qualname__}" + (f" ({code})" if code else "")
    for at in traceback.extract_tb(fault.__traceback__):
        yield f"  {at.filename}:{at.lineno} {at.name}"
