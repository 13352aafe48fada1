"""A small invented world: a province's authority, units of four levels, applications in every state."""

from typing import Any

from banshi.define import Demo, DemoAnnouncement, DemoCase, DemoFaq, DemoPerson, DemoUnit
from banshi.packs.survey_hall.limits import SIGNER
from banshi.packs.survey_hall.map_review import ORDINARY, TOPICAL, URGENT
from banshi.packs.survey_hall.permit import APPLICANT, CLERK, HANDLER, TREE

APPLIES = {
    "address": "湘北省长沙市芙蓉区测绘路 8 号",
    "legal_representative": "钱法人",
    "contact": "王经办",
    "contact_phone": "0731-82345678",
    "way": "电子送达",
}


def applicant(level: str = "甲级", number: str = "甲测资字4300001") -> dict[str, Any]:
    """Answers that tell who applies; a unit without a level holds no certificate."""
    return APPLIES | {"level": level} | ({"certificate": number} if level != "无资质" else {})


def map_review(name: str, sort: str = ORDINARY, level: str = "甲级") -> dict[str, Any]:
    """Answers of a sound 地图审核."""
    said = {
        "map_name": name,
        "sort": sort,
        "scope": "本省行政区域内",
        "medium": "纸质",
        "scale": "1:500000",
        "sheets": "1",
        "purpose": "公开出版",
        "imported": "否",
        "from_secrets": "否",
    }
    hurry = {} if sort == ORDINARY else {"need": "与正在进行的报道、救援同时使用。"}
    return applicant(level) | said | hurry


UNITS = (
    DemoUnit(key="authority", name="湘北省测绘地理信息局", region="430102"),
    DemoUnit(key="press", name="湘北地图出版社有限公司", parent="authority", region="430102"),
    DemoUnit(key="institute", name="湘北第一测绘院", parent="authority", region="430104"),
    DemoUnit(key="city", name="湘北城市勘测有限公司", parent="authority", region="430203"),
    DemoUnit(key="county", name="湘北县域测绘服务有限公司", parent="authority", region="430602"),
)
PEOPLE = (
    DemoPerson(name="王经办", unit="press", roles=(APPLICANT,)),
    DemoPerson(name="赵测绘", unit="institute", roles=(APPLICANT,)),
    DemoPerson(name="张旁人", unit="city", roles=(APPLICANT,)),
    DemoPerson(name="孙县域", unit="county", roles=(APPLICANT,)),
    DemoPerson(name="李审核", unit="authority", roles=(CLERK,), identifier="surveyli"),
    DemoPerson(name="陈承办", unit="authority", roles=(HANDLER,), identifier="surveychen"),
    DemoPerson(name="周签发", unit="authority", roles=(SIGNER,), identifier="surveyzhou"),
)

REPORTED = (("report", ""),)
ACCEPTED = (*REPORTED, ("accept", ""))
TO_SIGN = (*ACCEPTED, ("propose", "经审查，申请符合法定条件、标准，拟准予许可。"))


STOPPED = (*ACCEPTED, ("special", "专家评审，预计需要 15 个工作日。"))
DENIED = (
    *ACCEPTED,
    ("propose", "经审查，申请不符合法定条件、标准，拟不予许可。"),
    ("deny", "现有国家统一的坐标系统能够满足工程需要。"),
)


def _map(
    name: str, moves: tuple[tuple[str, str], ...] = (), sort: str = ORDINARY, unit: str = "press", days: int = 0
) -> DemoCase:
    level = {"press": "甲级", "city": "丙级", "county": "丁级"}[unit]
    return DemoCase(matter="map_review", unit=unit, answers=map_review(name, sort, level), moves=moves, days=days)


def _qualification(specialties: list[str], moves: tuple[tuple[str, str], ...], unit: str, days: int = 0) -> DemoCase:
    said = {
        "specialties": specialties,
        "staff": "126",
        "senior": "18",
        "equipment": "全站仪 32 台，卫星导航定位接收机 40 台，航摄仪 2 套。",
        "works": "湘北省基础测绘项目，长沙市地下管线普查。",
    }
    return DemoCase(matter="qualification", unit=unit, answers=applicant("乙级") | said, moves=moves, days=days)


def _coordinates(name: str, place: str, moves: tuple[tuple[str, str], ...], unit: str, days: int = 0) -> DemoCase:
    said = {
        "system_name": name,
        "need_of": "建设工程",
        "place": place,
        "existing": "采用 2000 国家大地坐标系，3 度带投影。",
        "why": "工程跨带，长度变形超过规范允许的限值。",
        "tie": "由 2000 国家大地坐标系的控制点联测。",
    }
    return DemoCase(matter="local_coordinates", unit=unit, answers=applicant() | said, moves=moves, days=days)


def _marks(project: str, point: str, moves: tuple[tuple[str, str], ...], unit: str, days: int = 0) -> DemoCase:
    said = {
        "project": project,
        "why": "线路在这里没有其他走向。",
        "points": [{"id": "point001", "point": point, "grade": "三等", "place": "石牛镇"}],
        "pays": "是",
        "military": "否",
    }
    return DemoCase(matter="survey_marks", unit=unit, answers=applicant() | said, moves=moves, days=days)


CASES = (
    _map("湘北省地图"),
    _map("湘北省旅游交通图", REPORTED),
    _map("长沙市地图", (*REPORTED, ("ask", "样图没有图例和比例尺，申请表没有盖章，请一次补齐。"))),
    _map("湘北防汛形势图", ACCEPTED, URGENT),
    _map("湘北省经济发展成就图", ACCEPTED, TOPICAL, days=5),
    _map("湘北省历史文化图集", STOPPED),
    _map("湘北省水系图", ACCEPTED, days=20),
    _map("湘北省交通图册", TO_SIGN, days=25),
    _map("株洲市地图", TO_SIGN, unit="city"),
    _map("岳阳市地图", (*TO_SIGN, ("grant", "")), unit="county"),
    _map("湘北省铁路图", (*TO_SIGN, ("grant", ""), ("deliver", "电子送达：申请人可以在网上下载。"))),
    _map("湘北省矿产图", (*REPORTED, ("refuse", "申请事项不属于本机关职权范围，请向有关行政机关申请。")), unit="city"),
    _qualification(["工程测量", "界线与不动产测绘"], ACCEPTED, "institute", days=13),
    _qualification(["摄影测量与遥感"], REPORTED, "city"),
    _qualification(["地图编制"], (*TO_SIGN, ("grant", ""), ("deliver", "邮寄：已经寄出。")), "institute"),
    _coordinates("湘北高速铁路工程坐标系", "湘北高速铁路", DENIED, "institute"),
    _coordinates(
        "衡南煤矿坐标系", "衡南煤矿", (*DENIED, ("deliver_denial", "窗口领取：申请人已经领取。")), "institute"
    ),
    _coordinates("长沙过江隧道工程坐标系", "长沙过江隧道", STOPPED, "institute"),
    _marks("湘北环线公路", "石山", ACCEPTED, "county", days=32),
    _marks("石牛水库扩建", "石牛", (*REPORTED, ("ask", "没有附工程建设批准文件，请补齐。")), "county"),
    _marks("岳阳物流园", "城南", (*ACCEPTED, ("withdraw", "")), "county"),
)
DEMO = Demo(
    tree=TREE,
    units=UNITS,
    people=PEOPLE,
    cases=CASES,
    announcements=(
        DemoAnnouncement(
            title="关于测绘地理信息行政许可网上办理的通告",
            body="测绘地理信息行政许可全部在网上申请、补正和领取决定书，不收费。",
            days=3,
        ),
    ),
    faqs=(
        DemoFaq(
            category="办理期限",
            question="期限从哪一天起算？",
            answer="从受理的次日起算，只计工作日；听证、专家评审、检测的时间不计算在内。",
        ),
    ),
)
