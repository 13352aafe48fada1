"""Which units of a campaign an address asks for, and the address that asks for them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from banshi.catalogue import rosters, shelf
from banshi.catalogue.rosters import CampaignSight, Narrowed
from banshi.web.numbers import number

LEVELS = "一二三四五六七八九十"
STANDS = {
    "owing": "未报和退回",
    "owed": "未报",
    "returned": "退回",
    "reported": "已报",
    "waiting": "审核中",
    "passed": "通过",
    "zero": "零报",
}


@dataclass(frozen=True)
class Asked:
    """As it stands in an address: the code of the unit one looks below, one of `STANDS`, a tier, part of a name, the day of a reminder."""

    unit: str = ""
    stands: str = ""
    tier: str = ""
    text: str = ""
    told: str = ""

    @classmethod
    def of(cls, sent: QueryDict) -> "Asked":
        """What was asked for; what nobody can ask is left out."""
        stands = sent.get("stands", "")
        return cls(
            unit=sent.get("unit", "").strip()[:20],
            stands=stands if stands in STANDS else "",
            tier=sent.get("tier", "")[:2],
            text=sent.get("text", "").strip()[:100],
            told=sent.get("told", "")[:10],
        )

    def narrowed(self, sight: CampaignSight) -> Narrowed:
        """The same for the catalogue. Raises NotFound for a unit that is not below one's own place."""
        below = rosters.path_below(sight, self.unit)
        return Narrowed(below, self.stands, number(self.tier) if self.tier else None, self.text, _day(self.told))

    @property
    def query(self) -> str:
        """As the query of an address."""
        return urlencode({key: value for key, value in vars(self).items() if value})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def level(pack: str, tier: int | None) -> str:
    """What a level of the tree is called: the agency, 一级单位, 二级单位 …; a desk that has left the tree has none."""
    if tier == 0:
        return shelf.pack(pack).agency
    return f"{LEVELS[tier - 1]}级单位" if tier and tier <= len(LEVELS) else "其他"
