"""OFD (GB/T 33190): pages in XML with their pictures and fonts, nothing packed inside."""

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.fields import read_xml
from banshi.files.inspecting.signatures import PROGRAMS, container
from banshi.files.inspecting.unfit import DISGUISED, EMBEDDED, Unfit
from banshi.files.inspecting.zips import members


def ofd(data: bytes, budget: Budget) -> tuple[Part, ...]:
    """The look. Raises Unfit."""
    parts = list(members(data, budget))
    if "OFD.xml" not in {part.name for part in parts}:
        raise Unfit(DISGUISED)
    for part in parts:
        if part.data.startswith(PROGRAMS) or container(part.data):
            raise Unfit(EMBEDDED)
        if part.name.lower().endswith(".xml"):
            read_xml(part.data)
    return ()
