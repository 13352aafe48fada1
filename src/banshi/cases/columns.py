"""What a worklist shows of each case: its own columns, and answers as people read them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from banshi.cases.sight import Line
from banshi.catalogue import queries as catalogue
from banshi.define import Field, Form, Industry, Organisation, Pack, Region, Table, Worklist
from banshi.forms.answers import show
from banshi.forms.cleaning import clean_cell
from banshi.forms.drawing import asked
from banshi.ledger.clock import CHINA
from banshi.people import queries as people

Reference = dict[str, str]
Names = Mapping[tuple[str, str], Reference]
# No field has a key with a colon in it.
UNIT, MATTER, REF, STATE, LIMIT, DESK, SINCE = ":unit", ":matter", ":ref", ":state", ":limit", ":desk", ":since"
OWN = {
    UNIT: "单位",
    MATTER: "事项",
    REF: "",  # each pack calls it by its own word
    STATE: "状态",
    LIMIT: "时限",
    DESK: "现在在",
    SINCE: "到达时间",
}


@dataclass(frozen=True)
class Column:
    """A column a worklist can show: one of every case, or the answers to `field`."""

    key: str
    label: str
    field: Field | None = None


def offered(pack: Pack, worklist: Worklist) -> list[Column]:
    """The columns one may choose of a worklist, in the order in which they stand: after its own answers those it is searched by and all
    others that are kept for searching; of the last none where cases have not come to the actor's desk."""
    form = pack.matter(worklist.matter).form if worklist.matter else None
    kept = (field.key for field in form.fields() if field.facet) if form and worklist.of != "below" else ()
    keys = dict.fromkeys((*worklist.columns, *worklist.search, *kept))
    answers = [Column(key, form.label(key), form.field(key)) for key in keys] if form else []
    needless = ({MATTER} if worklist.matter else set()) | (set() if timed(pack, worklist) else {LIMIT})
    own = [Column(key, label) for key, label in (OWN | {REF: pack.ref_title}).items() if key not in needless]
    first = [column for column in own if column.key in (UNIT, MATTER)]
    return [*first, *answers, *own[len(first) :]]


def timed(pack: Pack, worklist: Worklist) -> bool:
    """True when limits of the law run under cases of a list, and it shows more of them than that they are there."""
    matters = (matter for matter in pack.matters if worklist.matter in ("", matter.key))
    return worklist.of != "below" and any(matter.flow.terms for matter in matters)


def of_answers(worklist: Worklist, shown: Iterable[Column]) -> Worklist:
    """The worklist with just the answers in these columns as its own: what has to be read of its cases."""
    return replace(worklist, columns=tuple(column.key for column in shown if column.field))


def every(pack: Pack, worklist: Worklist) -> list[Column]:
    """The columns of a worklist with every answer there is in the place of those it shows."""
    form = pack.matter(worklist.matter).form if worklist.matter else None
    keys = tuple(field.key for field in form.fields()) if form else ()
    return offered(pack, replace(worklist, columns=keys))


def usual(pack: Pack, worklist: Worklist) -> list[Column]:
    """The columns that stand there until somebody chooses others: where answers are shown, a filer's own name is not, nor what few
    ask for."""
    idle = {DESK, SINCE} | ({UNIT} if worklist.of == "mine" else set()) if worklist.columns else set()
    shown = {*worklist.columns, *OWN} - idle
    return [column for column in offered(pack, worklist) if column.key in shown]


def looked_for(pack: Pack, worklist: Worklist, shown: Iterable[Column], keys: Collection[str]) -> list[Column]:
    """The columns that are shown, and beside them the answers that are looked for: what was found by is seen."""
    seen = {column.key for column in shown} | {*keys}
    return [column for column in offered(pack, worklist) if column.key in seen]


def text(column: Column, line: Line) -> str:
    """What people read of a case in a column."""
    said = SAID.get(column.key)
    return said(line) if said else line.texts.get(column.key, "")


def _since(line: Line) -> str:
    return f"{line.since.astimezone(CHINA):%Y-%m-%d %H:%M}"


SAID: Mapping[str, Callable[[Line], str]] = {
    UNIT: attrgetter("unit_name"),
    MATTER: attrgetter("title"),
    REF: attrgetter("ref"),
    STATE: attrgetter("state_title"),
    LIMIT: attrgetter("limit"),
    DESK: attrgetter("desk_name"),
    SINCE: _since,
}


def filed(form: Form, keys: Iterable[str], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that were filed, of these fields."""
    return {key: answers[key] for key in keys if key in answers and form.field(key)}


def texts(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """Clean answers as people read them."""
    return {key: show(field, answer) for key, answer in answers.items() if (field := form.field(key))}


def typed(
    form: Form, keys: Iterable[str], draft: Mapping[str, Any], names: Names
) -> tuple[dict[str, Any], dict[str, str]]:
    """What stands in a draft under these fields: the answers that are clean, and all of it as people read it; what cannot be kept as it
    is reads as it was typed."""
    answers, told = {}, {}
    given = asked(form, draft)
    for key in keys:
        field, value = form.field(key), given.get(key)
        if field is None or value in (None, "", []):
            continue
        answer = value if isinstance(field, Table) else clean_cell(field, value, _among(names))[0]
        if answer is not None:
            answers[key] = answer
        told[key] = (
            "、".join(map(str, value if isinstance(value, list) else [value]))
            if answer is None
            else show(field, answer)
        )
    return answers, told


def _among(names: Names) -> Any:
    return lambda field, code: names.get((_list(field), code))


def _list(field: Field) -> str:
    """Where a picker's codes are called by their names; empty for what is no picker."""
    lists = {Region: "region", Industry: "industry", Organisation: "unit"}
    return next((name for kind, name in lists.items() if isinstance(field, kind)), "")


def names(picked: Iterable[tuple[Field, Any]]) -> Names:
    """What the codes typed in pickers are called, asked for once a list."""
    codes: dict[str, set[str]] = {}
    for field, value in picked:
        if listed := _list(field):
            codes.setdefault(listed, set()).update(map(str, value if isinstance(value, list) else [value]))
    return {
        (listed, code): found for listed, wanted in codes.items() for code, found in _called(listed, wanted).items()
    }


def _called(listed: str, codes: Collection[str]) -> dict[str, Reference]:
    return people.references(codes) if listed == "unit" else catalogue.entries(listed, codes)
