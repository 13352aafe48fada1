"""Menus and home, by the manual's own words."""

from banshi.define import (
    Ask,
    Counter,
    Dimension,
    Figures,
    Help,
    Home,
    ImportCases,
    Menu,
    Roster,
    StartCase,
    Totals,
    Worklist,
)
from banshi.packs.land_assets.flow import ENTERPRISE, OFFICER, TREE
from banshi.packs.land_assets.flow import REPORTED as REPORTED_STATES
from banshi.packs.land_assets.unit_form import HAS_NO_LAND

UNIT = StartCase(title="补充用地单位信息", matter="unit", roles=(ENTERPRISE,), icon="building-add")
PARCEL = StartCase(title="填报信息", matter="parcel", roles=(ENTERPRISE,), icon="file-earmark-plus")
IMPORT = ImportCases(title="批量填报地块", matter="parcel", roles=(ENTERPRISE,), icon="upload")

FILERS_MOVES = ("report", "recall", "discard")
UNITS = Worklist(
    title="用地单位信息完善",
    key="units",
    of="mine",
    matter="unit",
    states=("draft", "under_review", "approved"),
    columns=("name", "company_type", "has_local_land"),
    search=("company_type",),
    reported=True,
    moves=FILERS_MOVES,
    start=UNIT,
    roles=(ENTERPRISE,),
    icon="building",
)
RETURNED_UNITS = Worklist(
    title="退回用地单位信息",
    key="returned_units",
    of="mine",
    matter="unit",
    states=("returned",),
    columns=("name", "company_type"),
    search=("name", "company_type"),
    moves=("reopen",),
    roles=(ENTERPRISE,),
    icon="arrow-return-left",
)
PARCELS = Worklist(
    title="地块信息填报",
    key="parcels",
    of="mine",
    matter="parcel",
    states=("draft", "under_review", "approved"),
    columns=("name", "doc_no", "area"),
    search=("name", "doc_no", "right_holder", "region"),
    reported=True,
    moves=FILERS_MOVES,
    together=("report",),
    start=PARCEL,
    roles=(ENTERPRISE,),
    icon="map",
)
RETURNED_PARCELS = Worklist(
    title="退回地块信息",
    key="returned_parcels",
    of="mine",
    matter="parcel",
    states=("returned",),
    columns=("name", "doc_no", "right_holder"),
    search=("name", "doc_no", "right_holder"),
    moves=("reopen",),
    together=("reopen",),
    roles=(ENTERPRISE,),
    icon="arrow-return-left",
)
UNITS_TO_REVIEW = Worklist(
    title="待审核用地单位",
    key="units_to_review",
    of="desk",
    matter="unit",
    columns=("company_type", "has_local_land"),
    search=("company_type", "has_local_land"),
    together=("approve", "return"),
    icon="inbox",
)
PARCELS_TO_REVIEW = Worklist(
    title="待审核地块",
    key="parcels_to_review",
    of="desk",
    matter="parcel",
    columns=("name", "doc_no", "area"),
    search=("name", "doc_no", "right_holder", "region", "use_code"),
    together=("approve", "return"),
    icon="inbox",
)
UNITS_RECEIVED = Worklist(
    title="全部用地单位",
    key="units_received",
    of="reached",
    matter="unit",
    columns=("company_type", "has_local_land"),
    search=("company_type", "has_local_land"),
    icon="check2-square",
)
PARCELS_RECEIVED = Worklist(
    title="全部地块",
    key="parcels_received",
    of="below",
    matter="parcel",
    states=REPORTED_STATES,
    columns=("name", "doc_no", "area"),
    search=("name", "doc_no", "right_holder", "region", "use_code", "right_nature", "usage"),
    icon="check2-square",
)

REPORTED = Counter(title="上报地块数", states=REPORTED_STATES)
APPROVED = Counter(title="审核通过数", states=("approved",))
RETURNED = Counter(title="审核不通过（退回）数", states=("returned",))
WAITING = Counter(title="未审核数", states=("under_review",))
TOTALS = Totals(
    title="地块汇总",
    matter="parcel",
    counters=(REPORTED, APPROVED, RETURNED, WAITING),
    dimensions=(
        Dimension(title="一级单位"),
        Dimension(title="市", of="region", digits=4),
        Dimension(title="用途", of="use_code"),
        Dimension(title="利用现状", of="usage"),
    ),
    measure="area",
    icon="bar-chart",
)
ROSTER = Roster(
    title="填报进度",
    matter="unit",
    passed=("approved",),
    returned=("returned",),
    zero=HAS_NO_LAND,
    contact="contact_name",
    phone="contact_phone",
    icon="list-check",
)
ASK = Ask(title="在线咨询", tree=TREE, answers=(OFFICER,), icon="chat-dots")

MENUS = (
    Menu(title="填报", pages=(UNITS, RETURNED_UNITS, PARCELS, RETURNED_PARCELS, IMPORT)),
    Menu(title="审核", pages=(UNITS_TO_REVIEW, PARCELS_TO_REVIEW, UNITS_RECEIVED, PARCELS_RECEIVED)),
    Menu(title="统计", pages=(ROSTER, TOTALS)),
    Menu(title="帮助", pages=(ASK, Help(title="常见问题", opens="faqs", icon="question-circle"))),
)
HOME = Home(
    starts=(UNIT, PARCEL, IMPORT),
    waiting=(UNITS_TO_REVIEW, PARCELS_TO_REVIEW, RETURNED_UNITS, RETURNED_PARCELS),
    figures=(Figures(title="地块", matter="parcel", counters=(REPORTED, APPROVED, RETURNED, WAITING)),),
)
