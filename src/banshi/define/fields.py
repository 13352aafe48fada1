"""The kinds of field a form can ask. What an answer looks like in JSON stands at each kind."""

from dataclasses import dataclass

from banshi.define.conditions import Condition
from banshi.define.word import Word


@dataclass(frozen=True, kw_only=True)
class Field(Word):
    """Base of all fields.

    `when` shows and asks the field only where the condition holds. `fact` fills it from what the house knows of the unit the
    case is about (a key of `UNIT_FACTS`); with `read_only` the filer cannot change it. `facet` keeps the answer beside
    the case in an indexed form, for lists and search. With `fresh` it tells of the case and not of the unit: a record neither gives
    its answer nor is compared with it. `source` names the law or standard that asks for it.
    """

    key: str
    label: str
    required: bool = True
    hint: str = ""
    when: Condition | None = None
    read_only: bool = False
    fact: str = ""
    facet: bool = False
    fresh: bool = False
    source: str = ""


UNIT_FACTS = (
    "name",
    "code",
    "uscc",
    "tier",
    "region",
    "parent",
    "top",
    "regulator",
    "regulator_level",
    "jurisdiction",
    "investor",
    "phone",
    "contact",
    "department",
)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Free text of at most `longest` characters, on one line or on several. A new case proposes the next name of `series` that its unit
    has not used yet ("地块 {serial:02}"). Answer: the text."""

    longest: int = 100
    lines: int = 1
    series: str = ""


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """A code with a check digit, of one of the kinds in `accepts` ("uscc", "org_code", "citizen_id"), or equal to one of the
    patterns in `also`; where it can be of no kind, `hint` says what it looks like. Answer: the code in capitals without hyphens."""

    accepts: tuple[str, ...]
    also: tuple[str, ...] = ()


CODE_KINDS = ("uscc", "org_code", "citizen_id")


@dataclass(frozen=True, kw_only=True)
class Phone(Field):
    """A mobile number or a land line as 区号-号码. Answer: the number."""


@dataclass(frozen=True)
class Converted(Word):
    """A number in another unit, for people to read beside it: the number times `factor` (a decimal string), rounded half up to
    `places`."""

    unit: str
    factor: str
    places: int = 2


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number with at most `places` decimals, between `least` and `most`; `also` shows it in another unit. Answer: a decimal string,
    "1000.5"."""

    places: int = 0
    least: str = ""
    most: str = ""
    unit: str = ""
    also: Converted | None = None


@dataclass(frozen=True, kw_only=True)
class Money(Number):
    """An amount of money in `unit`. Answer: a decimal string in that unit."""

    places: int = 6
    least: str = "0"
    unit: str = "万元"


@dataclass(frozen=True, kw_only=True)
class Percent(Number):
    """A share from 0 to 100. Answer: a decimal string, "51" for 51 %."""

    places: int = 4
    least: str = "0"
    most: str = "100"
    unit: str = "%"


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A calendar day. Answer: "YYYY-MM-DD"."""

    past: bool = False


@dataclass(frozen=True)
class Option(Word):
    """One choice: what is kept, what is shown, and the heading it stands under."""

    value: str
    label: str = ""
    group: str = ""

    @property
    def shown(self) -> str:
        """What people read."""
        return self.label or self.value


def options(*values: str, group: str = "") -> tuple[Option, ...]:
    """Options whose value is what people read."""
    return tuple(Option(value, group=group) for value in values)


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of the options. Answer: the option's value."""

    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Any number of the options. Answer: a list of values in the order of the options."""

    options: tuple[Option, ...]


YES_NO = options("是", "否")


@dataclass(frozen=True, kw_only=True)
class Organisation(Field):
    """An organisation of a named tree, picked with search. `among` is "group" (the unit's own group of
    companies with the agency above it), "roots" (the agencies at the top), "all", or "units" (every unit of the house, in whatever tree,
    that is no agency). Answer: {"code", "name"} with the name of that day."""

    tree: str = ""
    among: str = "group"


AMONG = ("group", "roots", "all", "units")


@dataclass(frozen=True, kw_only=True)
class Region(Field):
    """An administrative division (GB/T 2260), picked with search; a `local` one offers those of the agency's own province alone. Answer:
    {"code", "name"}. As a facet it is found by its county and by its city."""

    local: bool = False


@dataclass(frozen=True, kw_only=True)
class Industry(Field):
    """Up to `most` industries (GB/T 4754), the main one first, picked with search. Answer: a list of {"code", "name"}."""

    most: int = 1


@dataclass(frozen=True, kw_only=True)
class Table(Field):
    """Rows of the same columns. Every row has a permanent id. Answer: a list of {"id", column: answer, …}.

    A column's `when` looks at its own row.
    """

    columns: tuple[Field, ...]
    least: int = 0
    most: int = 200
    row: str = "行"
