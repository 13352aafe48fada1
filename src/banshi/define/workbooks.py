"""Filing by workbook: many cases of a matter at once, a row each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from banshi.define.filers import MayFile, Right
from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class Workbook(Word):
    """A matter that is also filed by workbook, of at most `most` rows. The answer to `key` tells the rows apart, and a second workbook
    finds the drafts of the first by it; where that field holds the code of the unit, each row is about the unit of its code, else all
    are about the unit that files. `given` are answers every row has and nobody is asked for. `example` is what the example row says (by
    "field" or "table/column"; "" for an empty cell), where what is made up would not pass the checks. `rights` say for whom one may file
    by workbook, where that is not the same as on the page.
    """

    key: str
    given: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)
    rights: tuple[Right, ...] = ()
    most: int = 10_000

    def filed_by(self, may_file: MayFile) -> MayFile:
        """Who may file by workbook what `may_file` lets file on the page."""
        return replace(may_file, rights=self.rights or may_file.rights)
