"""What somebody sees of corrections: frozen values, handed out by `queries` and by nothing else."""

from dataclasses import dataclass

from banshi.cases.corrections.rules import KINDS, VERDICTS
from banshi.forms.drawing import cell_id


@dataclass(frozen=True)
class Item:
    """One correction. `submission` is the id of the one that was returned with it, None while it is the desk's own; `again` the id of
    the one it goes on with; `unit` and `person` have pinned it. `reply` and `reply_words` are what the filer answers in the draft and empty
    for everybody else; `answer` is what is read of it: the filer's own as it is, for others as it was last reported."""

    id: int
    cell: str
    place: str
    kind: str
    words: str
    unit: int
    unit_name: str
    person: str
    again: int | None
    submission: int | None
    reply: str
    reply_words: str
    answer: str
    verdict: str

    @property
    def anchor(self) -> str:
        """The id of what it is about, on any page."""
        return cell_id(self.cell)

    @property
    def of_material(self) -> bool:
        """True when it is about a material: those stand on a page of their own."""
        return self.cell.startswith("material:")

    @property
    def title(self) -> str:
        """Its kind, as people say it."""
        return KINDS[self.kind]

    @property
    def said(self) -> str:
        """What stands at the cell."""
        return f"{self.title}：{self.words}" if self.words else self.title

    @property
    def answered(self) -> bool:
        """True when the filer has answered it: an explanation needs words."""
        return bool(self.reply_words) if self.reply == "explained" else bool(self.reply)

    @property
    def verdict_title(self) -> str:
        """What became of it."""
        return VERDICTS.get(self.verdict, "")
