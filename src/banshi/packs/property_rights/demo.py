"""A small invented world: an agency, two groups of companies four levels deep, and cases that stand everywhere a case can stand.

In answers, "unit:KEY" stands for the code of a demo unit, "name:KEY" for its name.
"""

from typing import Any

from banshi.define import Demo, DemoCase, DemoPerson, DemoUnit
from banshi.packs.property_rights.demo_texts import ANNOUNCEMENTS, FAQS, OPENINGS
from banshi.packs.property_rights.flow import ENTERPRISE, OFFICER
from banshi.packs.property_rights.forms import TREE

UNITS = (
    DemoUnit(key="agency", name="渝州市国有资产监督管理委员会", region="500103"),
    DemoUnit(key="jiangnan", name="渝州江南投资控股集团有限公司", parent="agency", region="500108"),
    DemoUnit(key="jiangnan_transport", name="渝州江南交通建设有限公司", parent="jiangnan", region="500108"),
    DemoUnit(key="jiangnan_bridge", name="渝州江南桥梁工程有限公司", parent="jiangnan_transport", region="500106"),
    DemoUnit(key="jiangnan_testing", name="渝州江南桥隧检测有限公司", parent="jiangnan_bridge", region="500106"),
    DemoUnit(key="jiangnan_water", name="渝州江南水务有限公司", parent="jiangnan", region="500113"),
    DemoUnit(key="jiangnan_pipes", name="渝州江南管网运营有限公司", parent="jiangnan_water", region="500113"),
    DemoUnit(key="beishan", name="渝州北山文旅集团有限公司", parent="agency", region="500109"),
    DemoUnit(key="beishan_hotels", name="渝州北山酒店管理有限公司", parent="beishan", region="500109"),
    DemoUnit(key="beishan_park", name="渝州北山景区运营有限公司", parent="beishan", region="500109"),
    DemoUnit(key="jiangnan_energy", name="渝州江南能源有限公司", parent="jiangnan", region="500113"),
)

PEOPLE = (
    DemoPerson(name="王经办", unit="jiangnan_testing", roles=(ENTERPRISE,)),
    DemoPerson(name="李审核", unit="jiangnan_bridge", roles=(ENTERPRISE,)),
    DemoPerson(name="赵主管", unit="jiangnan_transport", roles=(ENTERPRISE,)),
    DemoPerson(name="孙总管", unit="jiangnan", roles=(ENTERPRISE,)),
    DemoPerson(name="周水务", unit="jiangnan_water", roles=(ENTERPRISE,)),
    DemoPerson(name="吴管网", unit="jiangnan_pipes", roles=(ENTERPRISE,)),
    DemoPerson(name="张旁人", unit="beishan_hotels", roles=(ENTERPRISE,)),
    DemoPerson(name="郑文旅", unit="beishan", roles=(ENTERPRISE,)),
    DemoPerson(name="冯新人", unit="beishan_park", roles=(ENTERPRISE,), settled=False),
    DemoPerson(name="陈处长", unit="agency", roles=(OFFICER,), identifier="chenchu"),
    DemoPerson(name="何科员", unit="agency", roles=(OFFICER,), identifier="heke"),
    DemoPerson(name="韩能源", unit="jiangnan_energy", roles=(ENTERPRISE,)),
)


def answers(parent: str, tier: int, capital: int) -> dict[str, Any]:
    """A complete set of answers on which every rule passes: a unit wholly owned by its parent, with so much capital (万元)."""
    amount = str(capital)
    return {
        "business_registered": "是",
        "situations": ["补录历史数据"],
        "form": "已办无变化",
        "period": "2012-06-30",
        "established_on": "2006-03-18",
        "main_investor": f"unit:{parent}",
        "registry_level": "3",
        "tier": str(tier),
        "ownership_class": "国有全资",
        "organisation_form": "有限责任公司",
        "territory": "境内",
        "address": "渝州市滨江路 18 号",
        "legal_representative": "钱代表",
        "industries": ["E48"],
        "main_business": "市政设施的建设与运营",
        "is_core": "是",
        "operating_state": "正常",
        "size": "中型",
        "listed": "否",
        "currency": "CNY",
        "registered_capital": amount,
        "paid_in_capital": amount,
        "state_capital": amount,
        "assets": str(capital * 3),
        "liabilities": str(capital * 2),
        "equity": amount,
        "investors": [
            {
                "id": "a0000001",
                "name": f"name:{parent}",
                "code": f"unit:{parent}",
                "class": "2",
                "nature": "政府、机构" if tier == 1 else "国有企业",
                "subscribed": amount,
                "paid": amount,
                "contribution": "货币",
                "ratio": "100",
                "is_main": "是",
            }
        ],
        "filler": "王经办",
        "filler_phone": "023-67890000",
    }


SOUND = "经审核，数据与资料相符，同意。"

CASES = (
    DemoCase(
        matter="occupy",
        unit="jiangnan",
        answers=answers("agency", 1, 500000),
        moves=(("report", ""), ("approve", SOUND)),
    ),
    DemoCase(
        matter="occupy",
        unit="jiangnan_transport",
        answers=answers("jiangnan", 2, 120000),
        moves=(("report", ""), ("approve", "同意上报。"), ("approve", SOUND)),
    ),
    # Three wait at the agency's desk, so that it can decide many at once.
    DemoCase(
        matter="occupy",
        unit="jiangnan_water",
        answers=answers("jiangnan", 2, 80000),
        moves=(("report", ""), ("approve", "同意上报。")),
    ),
    DemoCase(
        matter="occupy",
        unit="jiangnan_energy",
        answers=answers("jiangnan", 2, 60000),
        moves=(("report", ""), ("approve", "同意上报。")),
    ),
    DemoCase(matter="occupy", unit="beishan", answers=answers("agency", 1, 200000), moves=(("report", ""),)),
    DemoCase(
        matter="occupy",
        unit="jiangnan_bridge",
        answers=answers("jiangnan_transport", 3, 30000),
        moves=(("report", ""),),
    ),
    DemoCase(
        matter="occupy",
        unit="jiangnan_pipes",
        answers=answers("jiangnan_water", 3, 6000),
        moves=(("report", ""), ("return", "公司章程扫描件不清晰，请重新上传后再报。")),
    ),
    DemoCase(matter="occupy", unit="beishan_hotels", answers=answers("beishan", 2, 9000)),
    DemoCase(
        matter="overseas_code",
        unit="jiangnan",
        answers={
            "name": "渝州江南（新加坡）有限公司",
            "country": "新加坡",
            "address": "滨海湾金融中心 1 号",
            "parent": "unit:jiangnan_transport",
            "reason": "新设境外子企业，需要办理产权登记。",
        },
        moves=(("report", ""), ("approve", "同意编码。")),
    ),
    DemoCase(
        matter="add_investee",
        unit="jiangnan_transport",
        answers={
            "name": "渝州江南（马来西亚）轨道装备有限公司",
            "territory": "境外",
            "country": "马来西亚",
            "ratio": "35",
            "reason": "2010 年以货币出资。",
        },
        moves=(("report", ""), ("approve", "同意上报。"), ("approve", "同意增列。")),
    ),
)

DEMO = Demo(
    tree=TREE, units=UNITS, people=PEOPLE, cases=CASES, announcements=ANNOUNCEMENTS, faqs=FAQS, openings=OPENINGS
)
