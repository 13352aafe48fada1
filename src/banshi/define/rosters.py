"""Who has reported a matter and who has not."""

from dataclasses import dataclass

from banshi.define.conditions import Condition
from banshi.define.pages import Page


@dataclass(frozen=True, kw_only=True)
class Roster(Page):
    """Who must report a matter, and how far each unit is: 应报, 未报, 退回, 已报, 零报, 通过, 逾期, campaign by campaign.

    Whoever acts at the root of the matter's tree opens campaigns (填报期) and closes them; every other unit sees itself and what stands
    below it. `passed` are the states in which a report is done, `returned` those in which the filer was asked to mend it; with a superior
    it is under review. A report whose answers meet `zero` is a 零报告. `contact` and `phone` are the fields in which a unit says whom to
    call: who may chase it reads both, everybody else the phone masked. A matter has one such page.
    """

    matter: str
    passed: tuple[str, ...]
    returned: tuple[str, ...] = ()
    zero: Condition | None = None
    contact: str = ""
    phone: str = ""
