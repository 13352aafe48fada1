"""What the API answers, in the words of its OpenAPI document."""

from datetime import date, datetime

from ninja import Field, Schema


class Problem(Schema):
    """Why a request was not answered (RFC 9457); `detail` says in Chinese what to do."""

    title: str
    status: int
    detail: str


class Matter(Schema):
    """事项. `closed` says why nobody may file it today, and is empty while they may."""

    pack: str
    key: str
    title: str
    authority: str
    kind: str
    closed: str


class Material(Schema):
    """材料, and when it has to be attached."""

    title: str
    needed: str


class Guide(Matter):
    """服务指南 of a matter."""

    serves: list[str]
    basis: list[str]
    conditions: list[str]
    materials: list[Material]
    limit: str
    promise: str
    fee: str
    result: str
    steps: list[str]
    where: str
    hours: str
    phone: str
    complaints: str
    redress: str


class Announcement(Schema):
    """公告. `body` is Markdown."""

    number: int
    pack: str
    title: str
    body: str
    since: date
    until: date | None
    pinned: bool


class Result(Schema):
    """结果公示. A result that is withdrawn says since when, and is good no more."""

    number: int
    pack: str
    matter: str
    title: str
    whom: str
    outcome: str
    lines: list[tuple[str, str]]
    numbers: str
    published_at: datetime
    withdrawn_at: datetime | None


class Asked(Schema):
    """申请编号 and 查询码, as the receipt prints them."""

    ref: str = Field(min_length=1, max_length=40)
    code: str = Field(min_length=1, max_length=20)


class Step(Schema):
    """What was done with the case, and where it stood then."""

    at: datetime
    title: str
    state: str


class Progress(Schema):
    """申报审批状态, without names and opinions."""

    ref: str
    matter: str
    agency: str
    state: str
    where: str
    since: datetime
    ended: bool
    steps: list[Step]


class AgencyCase(Schema):
    """办件, as the agency's people see it. `number` is for asking for the next page."""

    number: int
    ref: str
    pack: str
    matter: str
    title: str
    unit: str
    filed_by: str
    state: str
    desk: str
    since: datetime
    opened_at: datetime
    ended: bool


class AgencyStep(Step):
    """A step, and which unit took it."""

    unit: str


class AgencyCaseAndSteps(AgencyCase):
    """办件 with its steps, oldest first."""

    steps: list[AgencyStep]
