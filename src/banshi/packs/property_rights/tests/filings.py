"""A filing on which every rule passes, and the changes that tests make to it."""

from datetime import date
from typing import Any

from banshi.define import Filing
from banshi.packs.property_rights.demo import answers

TODAY = date(2026, 11, 21)
FIRST_LEVEL = {"code": "111111119", "name": "集团"}
CODE, CREDIT_CODE = "123456788", "91500000123456788X"


def investor(**cells: Any) -> dict[str, Any]:
    """The sole investor: a wholly state-owned company that paid all of the 1000 万元."""
    return answers("parent", 2, 1000)["investors"][0] | cells


def investors(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """Investors with row ids r1, r2, … of which the first is the main one."""
    return [
        investor(id=f"r{number}", is_main="是" if number == 1 else "否") | row for number, row in enumerate(rows, 1)
    ]


def share(paid: str, ratio: str, **cells: Any) -> dict[str, Any]:
    """A row that subscribed and paid the same amount and holds so many per cent."""
    return {"paid": paid, "subscribed": paid, "ratio": ratio} | cells


def filing(
    *, tier_above: int | None = 1, registration: Any = None, code: str = CODE, namesakes: int = 0, **changes: Any
) -> Filing:
    """A sound filing with some answers changed.

    `tier_above` is the tier of the main investor (None: it is not known here), `registration` what stands on the register,
    `code` the organisation code of the unit the filing is about, `namesakes` how many others bear its name.
    """
    said = answers("parent", 2, 1000) | {"org_code": CODE, "uscc": CREDIT_CODE, "investors": investors({})} | changes
    above = None if tier_above is None else {"code": FIRST_LEVEL["code"], "tier": tier_above}
    return Filing(
        answers=said,
        today=TODAY,
        unit={"code": code, "top": FIRST_LEVEL},
        lookups={"main_investor": above, "registration": registration, "namesakes": namesakes},
    )
