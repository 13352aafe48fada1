"""Two units and two people, enough to file and decide."""

from banshi.define import Demo, DemoCampaign, DemoPerson, DemoUnit
from banshi.packs.library_card.flow import APPLICANT, REVIEWER, TREE

DEMO = Demo(
    tree=TREE,
    units=(
        DemoUnit(key="library", name="渝州市图书馆（借书证）"),
        DemoUnit(key="school", name="渝州市第一中学（借书证）", parent="library"),
    ),
    people=(
        DemoPerson(name="王经办", unit="school", roles=(APPLICANT,)),
        DemoPerson(name="李审核", unit="library", roles=(REVIEWER,)),
    ),
    campaigns=(DemoCampaign(matter="apply", title="本年度读者登记", days=7, left=23),),
)
