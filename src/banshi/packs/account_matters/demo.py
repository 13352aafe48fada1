"""The agency below which people stand who sign up, some of them, and a unit one of them administers and another asks to belong to."""

from banshi.define import Demo, DemoCase, DemoPerson, DemoUnit
from banshi.packs.account_matters.roles import OFFICER, PERSON, TREE

COMPANY = "company"


def _person(name: str, identifier: str) -> DemoPerson:
    return DemoPerson(name=name, unit="", roles=(PERSON,), identifier=identifier)


def _joining(who: str, administered: str, *moves: str) -> DemoCase:
    answers = {
        "unit": f"unit:{COMPANY}",
        "unit_code": f"unit:{COMPANY}",
        "administered": administered,
        "seat": "signs",
        "post": "综合部经理" if administered == "否" else "资料室",
        "phone": "0731-82345678",
    }
    return DemoCase(matter="joining", unit=who, answers=answers, moves=tuple((move, "") for move in moves))


DEMO = Demo(
    tree=TREE,
    units=(
        DemoUnit(key="hall", name="网上办事服务大厅管理中心"),
        DemoUnit(key=COMPANY, name="湘北云图信息有限公司", parent="hall", region="430102"),
    ),
    people=(
        _person("周小满", "zhouxiaoman"),
        _person("吴领班", "wulingban"),
        _person("郑新来", "zhengxinlai"),
        DemoPerson(name="何审核", unit="hall", roles=(OFFICER,), identifier="hallhe"),
    ),
    cases=(_joining("wulingban", "否", "report", "approve"), _joining("zhengxinlai", "是", "report")),
)
