"""What somebody sees of a case: frozen values, handed out by `queries` and by nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from banshi.cases.naming import titled
from banshi.define import Matter, Move, Problem, State


@dataclass(frozen=True)
class FileSight:
    """A file under a material. `id` is the attachment's number in its case; a submitted file keeps it."""

    id: int
    material: str
    digest: str
    name: str
    size: int
    kind: str
    scan: str


@dataclass(frozen=True)
class SubmissionSight:
    """One 报送稿 as it was filed. `road` are the superiors it climbs, `record` is the id of the record it starts from; `begins_at` is the
    superior it went to first, `corrected` what was answered with it to corrections, and why it went there."""

    id: int
    number: int
    at: datetime
    answers: dict[str, Any]
    materials: list[dict[str, Any]]
    unit: dict[str, Any]
    road: list[int]
    record: int | None
    begins_at: int = 0
    corrected: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """What is filled in, to be read: clean answers, and the rows of materials with their files; of a draft, its `hints`."""

    answers: dict[str, Any]
    materials: list[dict[str, Any]]
    hints: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class CaseSight:
    """A case through one actor's eyes. `name` tells it from others of its unit, by the draft for the filer, by what was filed for
    everybody else; `draft` and `notes` are empty for everybody but the filer; `editable` says whether this actor may change them now;
    `desk_name` is whose turn it is, empty when the case has ended; `holder` is the person of that desk who has taken it on (with
    `holder_name`, told to colleagues only); `pinned` says that there are corrections of it, so that nobody asks for those of any
    other; `until` is when it was reported anew past this actor's unit, which sees of it what had come to its desk before."""

    id: int
    ref: str
    pack: str
    matter: Matter
    name: str
    unit_name: str
    subject: int
    filing_unit: int
    filing_unit_name: str
    author: int
    state: State
    desk: int | None
    desk_name: str
    holder: int | None
    holder_name: str
    since: datetime
    version: int
    position: int
    opened_at: datetime
    is_filer: bool
    editable: bool
    draft: dict[str, Any]
    notes: dict[str, Any]
    draft_version: int
    pinned: bool
    submission: SubmissionSight | None
    until: datetime | None = None

    @property
    def title(self) -> str:
        """What the case is called."""
        return titled(self.matter, self.name)

    @property
    def asks_materials(self) -> bool:
        """True where any material is asked for by what is typed so far; else that step is left out."""
        listed = self.matter.materials
        return listed is not None and any(material.when.holds(self.draft) for material in listed.materials)


@dataclass(frozen=True)
class OpenMove:
    """A move this actor may make now; `against` is why it would be refused, where that was looked into."""

    key: str
    title: str
    move: Move
    against: str = ""


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to a case, as people read it; `absent` is for whom the person stood in, `added` the code of the unit it
    brought into the tree, `corrections` what went to the filer with it, `replies` what the filer answered."""

    at: datetime
    kind: str
    title: str
    person: str
    absent: str
    unit: str
    opinion: str
    state: str
    desk: str
    added: str
    corrections: list[dict[str, str]]
    replies: list[dict[str, str]]

    @property
    def by(self) -> str:
        """The unit and the person; a person who acts for themselves is named once."""
        return " ".join(dict.fromkeys(filter(None, (self.unit, self.person))))


@dataclass(frozen=True)
class Line:
    """A case in a worklist; `version` is what a move of it must have seen; `editable` says that this actor may change its draft now. Of
    the fields the list shows, `answers` holds what is clean and `texts` what people read there; `lamp` and `limit` tell of the limit that
    runs out first, where one runs."""

    ref: str
    title: str
    unit_name: str
    state: str
    state_title: str
    desk_name: str
    since: datetime
    version: int
    holder: int | None
    holder_name: str
    editable: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    lamp: str = ""
    limit: str = ""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in a worklist, each narrowing what is found.

    `text` finds part of a unit's name (two characters or more) or the beginning of a reference; `state` and `matter` narrow to one;
    `holder` to what the actor has taken on, or a colleague they stand in for ("mine"), or nobody has ("nobody"); `reported` to what was
    reported ("yes") or can yet be ("no"); `due` to what is over ("over"), due "today" or within a "week"; `top` to what was reported under
    the first-level unit of that code; `answers` to part of the answer to a field (two characters or more), to one option, or to the code
    of a county or of a city (four figures).
    """

    text: str = ""
    state: str = ""
    matter: str = ""
    holder: str = ""
    reported: str = ""
    due: str = ""
    top: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """One page of a worklist; `next` is the key after which the following page begins, `previous` the one before which the page before it
    ends; empty where there is none. `many` is how many cases all pages have, where there are several and it was asked."""

    rows: list[Line]
    next: str
    previous: str
    many: int = 0


@dataclass(frozen=True)
class Judgement:
    """What a draft comes to: cleaned answers, and every problem of cells, rules and materials."""

    answers: dict[str, Any]
    problems: tuple[Problem, ...]

    @property
    def blocked(self) -> bool:
        """True when it cannot be reported."""
        return any(problem.blocks for problem in self.problems)

    @property
    def hints(self) -> tuple[Problem, ...]:
        """What is to be looked at once more before a report that the form does not keep back; empty while it does."""
        found = self.about_answers()
        return () if any(problem.blocks for problem in found) else found

    def about_answers(self) -> tuple[Problem, ...]:
        """The problems of the form, without those of materials."""
        return tuple(problem for problem in self.problems if not problem.cell.startswith("material:"))
