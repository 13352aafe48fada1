"""地块信息: which land, by what right, how it is used."""

from banshi.define import (
    Choice,
    Choices,
    Code,
    Converted,
    Day,
    Form,
    Money,
    Not,
    Number,
    Option,
    Region,
    Section,
    Text,
    When,
    options,
)
from banshi.packs.land_assets.land_classes import LAND_CLASSES, STANDARD

REGISTRATION_RULES = "不动产登记暂行条例 第八条"
GRANT_RULES = "城镇国有土地使用权出让和转让暂行条例 第十二条"
REAL_ESTATE_LAW = "城市房地产管理法 第二十六条"

ALLOTTED, GRANTED = "101", "102"
RIGHT_NATURES = (
    Option("100", "100 国有土地", group="国有"),
    Option("101", "101 划拨", group="国有"),
    Option("102", "102 出让", group="国有"),
    Option("103", "103 作价出资（入股）", group="国有"),
    Option("104", "104 国有土地租赁", group="国有"),
    Option("105", "105 授权经营", group="国有"),
    Option("106", "106 家庭承包", group="国有"),
    Option("107", "107 其它方式承包", group="国有"),
    Option("200", "200 集体土地", group="集体"),
    Option("201", "201 家庭承包", group="集体"),
    Option("202", "202 其它方式承包", group="集体"),
    Option("203", "203 批准拨用", group="集体"),
    Option("204", "204 入股", group="集体"),
    Option("205", "205 联营", group="集体"),
)
RIGHT_TYPES = tuple(
    Option(str(number), f"{number} {name}")
    for number, name in enumerate(
        (
            "集体土地所有权",
            "国家土地所有权",
            "国有建设用地使用权",
            "国有建设用地使用权/房屋（构筑物）所有权",
            "宅基地使用权",
            "宅基地使用权/房屋（构筑物）所有权",
            "集体建设用地使用权",
            "集体建设用地使用权/房屋（构筑物）所有权",
            "土地承包经营权",
            "土地承包经营权/森林、林木所有权",
            "林地使用权",
            "林地使用权/森林、林木使用权",
            "草原使用权",
            "水域滩涂养殖权",
            "海域使用权",
            "海域使用权/构（建）筑物所有权",
            "无居民海岛使用权",
            "无居民海岛使用权/构（建）筑物所有权",
            "地役权",
            "取水权",
            "探矿权",
            "采矿权",
            "其它权利",
        ),
        start=1,
    )
)
MU = Converted("亩", "0.0015")  # 15 亩 are one hectare

HAS_PAPER = Not(When("doc_kind", is_in=("无",)))
IS_GRANTED = When("right_nature", is_in=(GRANTED,))
HAS_TERM = Not(When("right_nature", is_in=(ALLOTTED,)))
IS_LEASED = When("usage", is_in=("出租",))
IS_IDLE = When("usage", is_in=("闲置",))
IS_UNDERUSED = When("usage", is_in=("低效",))

PARCEL = Section(
    key="parcel",
    title="地块",
    fields=(
        Text(
            key="name",
            label="地块名称",
            longest=40,
            series="地块 {serial:02}",
            hint="按序号填写，例：“地块 01”",
            facet=True,
        ),
        Choice(
            key="doc_kind",
            label="证书/合同/文件种类",
            options=options(
                "不动产权证书",
                "国有土地使用证",
                "房地产权证",
                "出让合同",
                "划拨决定书",
                "租赁合同",
                "批准文件",
                "协议",
                "无",
            ),
        ),
        Text(key="doc_no", label="证书/合同/文件编号", when=HAS_PAPER, hint="照原件抄写", facet=True),
        Text(key="right_holder", label="土地使用权人", fact="name", hint="照证书填写", facet=True),
        Text(
            key="holder_note",
            label="与本单位不一致的说明",
            longest=200,
            required=False,
            hint="土地使用权人不是本单位的填写",
        ),
        Text(key="actual_user", label="实际使用单位", required=False),
        Region(key="region", label="所在县区", local=True, facet=True, source=REGISTRATION_RULES),
        Text(key="location", label="坐落", source=REGISTRATION_RULES),
        Code(
            key="unit_code",
            label="不动产单元号",
            accepts=(),
            also=("[0-9A-Z]{28}",),
            required=False,
            hint="28 位，见不动产权证书",
        ),
        Text(key="bounds", label="四至", longest=200, required=False),
    ),
)
AREA = Section(
    key="area",
    title="面积",
    fields=(
        Number(
            key="area",
            label="土地面积",
            unit="㎡",
            places=2,
            least="0",
            most="10000000000",
            also=MU,
            facet=True,
            source=REGISTRATION_RULES,
        ),
        Number(key="area_own", label="其中独用面积", unit="㎡", places=2, least="0", required=False),
        Number(key="area_shared", label="其中分摊面积", unit="㎡", places=2, least="0", required=False),
        Number(key="floor_area", label="建筑面积", unit="㎡", places=2, least="0", required=False),
    ),
)
RIGHTS = Section(
    key="rights",
    title="权属",
    fields=(
        Choice(
            key="title_state",
            label="权属状况",
            options=options("已办证", "正在办理", "无证有合同", "无证无合同", "有争议"),
        ),
        Text(
            key="title_note",
            label="无证或争议的说明",
            longest=200,
            required=False,
            when=Not(When("title_state", is_in=("已办证",))),
        ),
        Choice(key="right_type", label="权利类型", options=RIGHT_TYPES),
        Choice(key="right_nature", label="权利性质", options=RIGHT_NATURES, hint="使用权类型、取得方式", facet=True),
        Choice(key="use_code", label="证载用途", options=LAND_CLASSES, facet=True, source=STANDARD),
        Choice(key="actual_use", label="实际用途", options=LAND_CLASSES, source=STANDARD),
        Day(key="acquired_on", label="取得日期", past=True, required=False),
        Money(key="price", label="取得价款", required=False),
        Day(key="term_start", label="使用期限起", required=False, when=HAS_TERM, source=REGISTRATION_RULES),
        Day(key="term_end", label="使用期限止", required=False, when=HAS_TERM, source=GRANT_RULES),
        Choices(
            key="encumbrances",
            label="他项权利和限制",
            options=options("抵押", "查封", "地役权", "租赁", "无"),
            source=REGISTRATION_RULES,
        ),
        Money(key="book_value", label="账面原值", required=False),
        Money(key="net_value", label="账面净值", required=False),
    ),
)
USAGE = Section(
    key="usage",
    title="利用现状",
    fields=(
        Choice(
            key="usage",
            label="利用现状",
            options=options("自用", "出租", "出借", "合作开发", "闲置", "低效", "被占用", "待处置"),
            facet=True,
        ),
        Text(key="lessee", label="承租方", when=IS_LEASED),
        Number(key="lease_area", label="出租面积", unit="㎡", places=2, least="0", also=MU, when=IS_LEASED),
        Money(key="lease_rent", label="年租金", when=IS_LEASED),
        Day(key="lease_end", label="租赁到期日", when=IS_LEASED),
        Day(key="idle_since", label="闲置起始日", past=True, when=IS_IDLE, source=REAL_ESTATE_LAW),
        Choice(
            key="idle_reason",
            label="闲置原因",
            options=options("企业原因", "政府原因", "不可抗力", "前期工作"),
            when=IS_IDLE,
            source=REAL_ESTATE_LAW,
        ),
        Choices(
            key="low_eff_reason",
            label="低效情形",
            options=options("容积率不达标", "投资强度不达标", "亩均税收不达标", "停产半停产", "规划调整"),
            when=IS_UNDERUSED,
        ),
        Choice(
            key="plan",
            label="盘活意向",
            options=options("自行开发", "转让", "收储", "出租", "作价出资", "暂不处置"),
            required=False,
        ),
        Text(key="remark", label="备注", longest=500, lines=3, required=False),
    ),
)
PARCEL_FORM = Form(title="地块信息", sections=(PARCEL, AREA, RIGHTS, USAGE), submit="确定")
# The example row of the workbook: industrial land that was granted.
EXAMPLE = {
    "doc_no": "湘（2018）株洲市不动产权第0000001号",
    "right_holder": "某公司",
    "holder_note": "证书上是更名前的名称",
    "actual_user": "",
    "region": "湖南省 株洲市 芦淞区（430203）",
    "location": "开发大道 1 号",
    "unit_code": "",
    "area": "15000",
    "area_own": "",
    "area_shared": "",
    "floor_area": "8600.5",
    "right_type": "3 国有建设用地使用权",
    "right_nature": "102 出让",
    "use_code": "0601 工业用地",
    "actual_use": "0601 工业用地",
    "term_start": "2012-06-30",
    "term_end": "2062-06-29",
    "encumbrances": "无",
    "plan": "",
    "remark": "",
}
