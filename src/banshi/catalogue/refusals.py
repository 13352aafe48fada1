"""What the catalogue refuses."""

from collections.abc import Sequence

from banshi.define.fault import Fault
from banshi.lib.refusals import Refusal


class Unpublishable(Refusal):
    """Packs have faults; each is named with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("服务包有错误，没有发布：\n" + "\n".join(map(str, faults)))
        self.faults = tuple(faults)
