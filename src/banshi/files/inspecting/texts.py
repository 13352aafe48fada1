"""Plain text: nothing that another program would take for its own."""

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.signatures import PDF, RAR
from banshi.files.inspecting.unfit import DISGUISED, Unfit
from banshi.files.inspecting.zips import opens_as_zip

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def txt(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look. Only UTF-16 has zeros in it. Raises Unfit."""
    if (b"\0" in data and not data.startswith(UTF_16)) or PDF in data or RAR in data or opens_as_zip(data):
        raise Unfit(DISGUISED)
    return ()
