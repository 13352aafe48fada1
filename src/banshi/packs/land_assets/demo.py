"""A small invented world: a province's agency, three groups of companies, their land in every state.

In answers, "unit:KEY" stands for the code of a demo unit, "name:KEY" for its name.
"""

from collections.abc import Iterator
from typing import Any

from banshi.define import (
    Demo,
    DemoAnnouncement,
    DemoCampaign,
    DemoCase,
    DemoChat,
    DemoFaq,
    DemoPerson,
    DemoUnit,
)
from banshi.packs.land_assets.flow import ENTERPRISE, OFFICER, TREE

UNITS = (
    DemoUnit(key="agency", name="湘北省国有资产监督管理委员会", region="430102"),
    DemoUnit(key="transport", name="湘北交通投资集团有限公司", parent="agency", region="430102"),
    DemoUnit(key="expressway", name="湘北高速公路建设有限公司", parent="transport", region="430104"),
    DemoUnit(key="maintenance", name="湘北路桥养护有限公司", parent="expressway", region="430203"),
    DemoUnit(key="logistics", name="湘北交投物流园有限公司", parent="transport", region="430602"),
    DemoUnit(key="farming", name="湘北农垦集团有限公司", parent="agency", region="430702"),
    DemoUnit(key="rice", name="湘北农垦米业有限公司", parent="farming", region="430702"),
    DemoUnit(key="estates", name="湘北农垦置业有限公司", parent="farming", region="430703"),
    DemoUnit(key="tourism", name="湘北文旅集团有限公司", parent="agency", region="430802"),
    DemoUnit(key="hotels", name="湘北文旅酒店有限公司", parent="tourism", region="430802"),
)
PEOPLE = (
    DemoPerson(name="王经办", unit="maintenance", roles=(ENTERPRISE,)),
    DemoPerson(name="李审核", unit="transport", roles=(ENTERPRISE,)),
    DemoPerson(name="刘高速", unit="expressway", roles=(ENTERPRISE,)),
    DemoPerson(name="何物流", unit="logistics", roles=(ENTERPRISE,)),
    DemoPerson(name="郑农垦", unit="farming", roles=(ENTERPRISE,)),
    DemoPerson(name="吴米业", unit="rice", roles=(ENTERPRISE,)),
    DemoPerson(name="张旁人", unit="estates", roles=(ENTERPRISE,)),
    DemoPerson(name="孙文旅", unit="tourism", roles=(ENTERPRISE,)),
    DemoPerson(name="冯新人", unit="hotels", roles=(ENTERPRISE,), settled=False),
    DemoPerson(name="陈处长", unit="agency", roles=(OFFICER,), identifier="landchen"),
    DemoPerson(name="何科员", unit="agency", roles=(OFFICER,), identifier="landhe"),
)


def unit(company_type: str, *, parcels: int = 0) -> dict[str, Any]:
    """What a unit says of itself; without parcels it says that it has no land."""
    land = {"has_local_land": "是", "parcel_count": str(parcels)} if parcels else {"has_local_land": "否"}
    return {
        "tier": "2",
        "company_type": company_type,
        "region": "430102",
        "address": "湘江路 8 号",
        "operating_state": "正常",
        "contact_name": "王经办",
        "contact_dept": "资产管理部",
        "contact_title": "主管",
        "contact_phone": "13800000000",
        "leader_name": "钱分管",
        **land,
    }


def parcel(
    number: int, place: str, area: str, *, use: str = "0601", nature: str = "102", **more: str
) -> dict[str, Any]:
    """A parcel on which every rule passes: granted land of so many ㎡ under a certificate of its own."""
    term = {"term_start": "2010-06-01", "term_end": "2050-05-31"} if nature == "102" else {}
    return {
        "name": f"地块 {number:02}",
        "doc_kind": "不动产权证书",
        "doc_no": f"湘（2018）{place[:4]}不动产权第00{number:05}号",
        "region": place,
        "location": f"开发大道 {number} 号",
        "area": area,
        "title_state": "正在办理",
        "title_note": "证书已受理，尚未领取。",
        "right_type": "3",
        "right_nature": nature,
        "use_code": use,
        "actual_use": use,
        "encumbrances": ["无"],
        "usage": "自用",
        **term,
        **more,
    }


SOUND = "填报信息与权属资料相符，同意。"
TO_THE_END = (("report", ""), ("approve", SOUND), ("approve", SOUND))
CASES = (
    DemoCase(matter="unit", unit="transport", answers=unit("国有独资", parcels=1), moves=(("report", ""),)),
    DemoCase(
        matter="parcel",
        unit="transport",
        answers=parcel(1, "430104", "56000.5", use="1003", nature="101"),
        moves=(("report", ""), ("approve", SOUND)),
    ),
    DemoCase(
        matter="unit",
        unit="logistics",
        answers=unit("国有全资", parcels=2),
        moves=(("report", ""), ("return", "联络人职务填写有误，请核对后重新上报。")),
    ),
    DemoCase(matter="parcel", unit="logistics", answers=parcel(1, "430602", "120000", use="0604"), moves=TO_THE_END),
    DemoCase(
        matter="parcel",
        unit="logistics",
        answers=parcel(2, "430602", "8800", use="0604", usage="出租", lessee="洞庭仓储服务部", lease_area="8000")
        | {"lease_rent": "36", "lease_end": "2027-12-31"},
        moves=(("report", ""), ("return", "租赁合同编号与证书不符，请核对。")),
    ),
    DemoCase(matter="parcel", unit="rice", answers=parcel(1, "430702", "23333.35", use="0601"), moves=TO_THE_END),
    DemoCase(matter="unit", unit="rice", answers=unit("国有全资", parcels=1), moves=TO_THE_END),
    DemoCase(matter="unit", unit="farming", answers=unit("国有独资"), moves=(("report", ""), ("approve", SOUND))),
    DemoCase(
        matter="parcel",
        unit="expressway",
        answers=parcel(1, "430104", "4200", use="1003", usage="闲置", idle_since="2023-03-01", idle_reason="前期工作"),
        moves=(("report", ""),),
    ),
    DemoCase(matter="parcel", unit="maintenance", answers=parcel(1, "430203", "15000")),
)
APPROVED, AT_AGENCY, AT_GROUP = TO_THE_END, TO_THE_END[:2], TO_THE_END[:1]
RETURNED = (*TO_THE_END[:1], ("return", "宗地图不清晰，请重新上传。"))
FAR = (APPROVED, APPROVED, AT_AGENCY, APPROVED, AT_GROUP, APPROVED, RETURNED)
IDLE = {"usage": "闲置", "idle_since": "2022-09-01", "idle_reason": "前期工作"}
# Who owns how many more parcels, where, of what use, each so much larger than the one before; ㎡.
HOLDINGS = (
    ("expressway", "430104", "1003", "101", 6, 3600),
    ("expressway", "430203", "1003", "101", 4, 5200),
    ("logistics", "430602", "0604", "102", 5, 9800),
    ("maintenance", "430203", "0601", "102", 4, 4300),
    ("estates", "430703", "0501", "102", 6, 2750),
    ("hotels", "430802", "0504", "102", 5, 6100),
)


def more_parcels() -> Iterator[DemoCase]:
    """Parcels enough for totals and lists to look like work."""
    for group, (unit, place, use, nature, many, step) in enumerate(HOLDINGS):
        for number in range(1, many + 1):
            kept = f"湘（2019）{place[:4]}不动产权第01{group:02}{number:03}号"
            area, idle = str(step * number), IDLE if number == 4 else {}
            answers = parcel(10 * (group + 1) + number, place, area, use=use, nature=nature, doc_no=kept) | idle
            yield DemoCase(matter="parcel", unit=unit, answers=answers, moves=FAR[(group + number) % len(FAR)])


ANNOUNCEMENTS = (
    DemoAnnouncement(
        title="关于开展省内土地资产信息上报的通知",
        body="""各省属企业：

请组织本企业及所属单位上报**用地单位信息**和**省内地块信息**。

- 没有土地资产的单位也要上报用地单位信息，“是否涉及省内土地资产”选“否”；
- 地块较多的，用【批量填报地块】下载模板，一次导入；
- 填报中的问题请先看[常见问题](/help/land_assets/faqs/)，仍不清楚的在【在线咨询】里提问。""",
        days=10,
        pinned=True,
    ),
)
FAQS = (
    DemoFaq(
        category="填报",
        question="《企业联络人报名表》在哪里？",
        answer="系统里没有单独的这张表。填写【用地单位信息完善】的表单时，把下半部分的企业联络人填完整即可。",
    ),
    DemoFaq(
        category="填报",
        question="地块名称怎么填写？",
        answer="按序号填写，例如“地块 01”。新建时系统会自动给出下一个序号。",
    ),
    DemoFaq(
        category="填报",
        question="没有土地资产还需要填报吗？",
        answer="需要。在【用地单位信息完善】里填写用地单位信息，“是否涉及省内土地资产”选“否”，然后上报；地块信息不用填。",
    ),
    DemoFaq(
        category="账户",
        question="没有账户怎么办？",
        answer="企业名单里的单位都已建立账户，账户名是企业全称，请先用全称试一试。名单里没有的单位，在登录页点【注册账户】，注册后联系管理员授权。",
    ),
    DemoFaq(
        category="账户",
        question="忘记密码怎么办？",
        answer="在登录页点【找回密码】，凭账户里的手机号设置新密码；手机号已换的，点【登录求助】。",
    ),
)
CHATS = (
    DemoChat(
        title="土地资产填报咨询群",
        words="扫码进群，在线咨询。进群请注明单位和姓名（演示用二维码）。",
        code="土地资产填报咨询群（演示）",
    ),
)
# Its last day is over, so that there is somebody to chase.
CAMPAIGNS = (DemoCampaign(matter="unit", title="2026 年度土地资产信息上报", days=32, left=-2),)

DEMO = Demo(
    tree=TREE,
    units=UNITS,
    people=PEOPLE,
    cases=(*CASES, *more_parcels()),
    announcements=ANNOUNCEMENTS,
    faqs=FAQS,
    chats=CHATS,
    campaigns=CAMPAIGNS,
)
