"""基本信息: what a 占有登记 asks."""

from dataclasses import replace

from banshi.define import (
    YES_NO,
    Choice,
    Choices,
    Code,
    Day,
    Form,
    Industry,
    Money,
    Not,
    Number,
    Option,
    Organisation,
    Percent,
    Phone,
    Region,
    Section,
    Table,
    Text,
    When,
    options,
)

TREE = "产权"
HISTORIC = "补录历史数据"
NEW = ("投资新设", "分立新设", "合并新设")
ACQUIRED = ("因收购首次出现国有控制出资人", "因投资入股首次出现国有控制出资人", "跨国资监管机构划转")

IS_HISTORIC = When("situations", is_in=(HISTORIC,))
IS_NEW = When("situations", is_in=NEW)
IS_ACQUIRED = When("situations", is_in=ACQUIRED)
IS_REGISTERED = When("business_registered", is_in=("是",))
IS_ABROAD = When("territory", is_in=("境外",))
IS_LISTED = When("listed", is_in=("是",))

STATE_CLASSES = ("1", "2", "3", "4")
INVESTOR_CLASSES = (
    Option("1", "1 履行出资人职责的机构"),
    Option("2", "2 国有全资出资人"),
    Option("3", "3 国有绝对控股出资人"),
    Option("4", "4 国有实际控制出资人"),
    Option("5", "5 其他出资人"),
)
OWNERSHIP_CLASSES = options("国有独资企业", "国有独资公司", "国有全资", "国有绝对控股", "国有实际控制", "国有参股")
ORGANISATION_FORMS = options(
    "全民所有制企业",
    "国有独资公司",
    "有限责任公司",
    "股份有限公司（上市）",
    "股份有限公司（非上市）",
    "集体企业",
    "股份合作企业",
    "联营企业",
    "合伙企业",
    "外商投资企业",
    "境外公司",
    "事业单位",
    "其他",
)

SITUATION = Section(
    key="situation",
    title="登记情形",
    fields=(
        Choice(
            key="business_registered", fresh=True, label="是否已办工商", options=YES_NO, hint="补录历史数据请选“是”"
        ),
        Choices(
            key="situations",
            fresh=True,
            label="产权登记情形",
            options=options(*NEW, *ACQUIRED, "其他", HISTORIC),
            hint="可以同时选择几项",
            source="29号令",
        ),
        Choice(
            key="form",
            fresh=True,
            label="产权登记形式",
            options=(
                Option("已办无变化", "已办无变化：以前办过登记，数据没有变化"),
                Option("已办有变化", "已办有变化：以前办过登记，数据有变化"),
                Option("未办", "未办：企业早已存在，从未办过登记"),
            ),
            when=IS_HISTORIC,
            facet=True,
        ),
        Day(key="period", fresh=True, label="数据截止日", hint="本次补录为 2012 年 6 月 30 日"),
    ),
)

IDENTITY = Section(
    key="identity",
    title="企业基本情况",
    fields=(
        Text(
            key="name", label="企业名称", fact="name", hint="与营业执照一致；拟设立的与名称核准通知书一致", facet=True
        ),
        Code(
            key="org_code",
            label="组织机构代码",
            accepts=("org_code",),
            fact="code",
            read_only=True,
            facet=True,
            source="GB 11714",
        ),
        Code(
            key="uscc",
            label="统一社会信用代码",
            accepts=("uscc",),
            fact="uscc",
            required=False,
            hint="已换发新执照的填写",
            source="GB 32100",
        ),
        Day(
            key="established_on",
            label="设立注册日期",
            when=IS_REGISTERED,
            hint="与营业执照一致；旧执照没有的填首次注册日期",
        ),
        Organisation(
            key="main_investor",
            label="主要出资企业",
            tree=TREE,
            among="group",
            fact="parent",
            hint="有实际控制权的国有出资人；没有的填最大的一家",
        ),
        Organisation(key="top_enterprise", label="国家出资企业", tree=TREE, fact="top", read_only=True),
        Organisation(key="regulator", label="国资监管机构", tree=TREE, among="roots", fact="regulator", read_only=True),
        Choice(
            key="registry_level",
            label="登记机关级别",
            options=(
                Option("1", "1 国务院国资委"),
                Option("2", "2 省级"),
                Option("3", "3 市级"),
                Option("4", "4 县级"),
            ),
        ),
        Number(
            key="tier",
            label="企业级次",
            fact="tier",
            least="1",
            most="20",
            hint="一级企业为 1，往下逐级加 1",
            facet=True,
        ),
        Choice(key="ownership_class", label="企业类别", options=OWNERSHIP_CLASSES, facet=True),
        Choice(key="organisation_form", label="组织形式", options=ORGANISATION_FORMS),
        Choice(key="territory", label="境内／境外", options=options("境内", "境外")),
        Text(key="country", label="国家或地区", when=IS_ABROAD, longest=40),
        Region(key="region", label="注册地", fact="region", when=Not(IS_ABROAD), facet=True, source="GB/T 2260"),
        Text(key="address", label="注册地址", longest=200),
        Text(key="legal_representative", label="法定代表人", longest=40),
        Industry(
            key="industries",
            label="所属行业（大类）",
            most=3,
            hint="最多 3 个，主要行业在前；大类是国民经济行业分类的两位代码",
            source="GB/T 4754",
        ),
        Text(key="main_business", label="主营业务", longest=200),
        Choice(key="is_core", label="是否主业", options=YES_NO),
        Choice(
            key="operating_state", label="经营状况", options=options("正常", "停业", "清算", "吊销未注销", "拟设立")
        ),
        Choice(key="size", label="经营规模", options=options("大型", "中型", "小型", "微型"), required=False),
        Choice(key="listed", label="是否上市", options=YES_NO),
        Text(key="ticker", label="股票代码", longest=20, when=IS_LISTED),
        Choices(
            key="flags", label="特殊情况", options=options("代管", "托管", "特殊目的公司", "壳公司"), required=False
        ),
    ),
)
# A registered company has its date, and keeps it while a change waits for the 工商; only one without a licence has none yet.
REGISTERED_IDENTITY = replace(
    IDENTITY,
    fields=tuple(
        replace(each, when=None, required=False) if each.key == "established_on" else each for each in IDENTITY.fields
    ),
)

CAPITAL = Section(
    key="capital",
    title="资本与财务",
    hint="金额单位为万元，最多 6 位小数",
    fields=(
        Choice(
            key="currency",
            label="币种",
            options=(
                Option("CNY", "人民币"),
                Option("USD", "美元"),
                Option("HKD", "港元"),
                Option("EUR", "欧元"),
                Option("OTH", "其他"),
            ),
        ),
        Money(key="registered_capital", label="注册资本", facet=True),
        Money(key="paid_in_capital", label="实收资本"),
        Money(key="state_capital", label="其中：国有资本"),
        Money(key="assets", label="资产总额"),
        Money(key="liabilities", label="负债总额"),
        Money(key="equity", label="所有者权益", least="", hint="资产总额减负债总额"),
    ),
)

INVESTORS = Table(
    key="investors",
    label="出资人及股权结构",
    least=1,
    most=100,
    row="个出资人",
    columns=(
        Text(key="name", label="出资人名称"),
        Code(
            key="code",
            label="出资人代码",
            accepts=("uscc", "org_code"),
            also=("GOV[0-9]{6}", "ZGR000000", "JWQ000000", "JWR000000"),
            hint="政府 GOV 加区划码；境内自然人 ZGR000000；境外企业 JWQ000000；境外自然人 JWR000000",
        ),
        Choice(key="class", label="出资人类别", options=INVESTOR_CLASSES),
        Choice(
            key="nature",
            label="出资人性质",
            options=options("政府、机构", "国有企业", "事业单位", "社团", "集体", "民营", "自然人", "外资", "其他"),
        ),
        Money(key="subscribed", label="认缴出资额"),
        Money(key="paid", label="实缴出资额"),
        Choice(
            key="contribution",
            label="出资形式",
            options=options("货币", "实物", "知识产权", "土地使用权", "股权", "债权", "其他"),
        ),
        Percent(key="ratio", label="股权比例"),
        Choice(key="is_main", label="主要出资人", options=YES_NO),
    ),
)

INVESTMENTS = Table(
    key="investments",
    label="对外投资情况",
    required=False,
    row="项投资",
    columns=(
        Text(key="name", label="被投资企业名称"),
        Code(key="code", label="代码", accepts=("uscc", "org_code"), required=False),
        Money(key="amount", label="投资额"),
        Percent(key="ratio", label="持股比例"),
    ),
)

OWNERSHIP = Section(key="ownership", title="出资人及股权结构", fields=(INVESTORS,))
OUTWARD = Section(key="outward", title="对外投资情况", hint="没有的不填", fields=(INVESTMENTS,))
FILLER = (
    Text(key="filler", fresh=True, label="填报人", fact="contact", longest=40),
    Phone(key="filler_phone", fresh=True, label="联系电话", fact="phone", hint="手机号或“区号-号码”"),
)
APPLICANT = Section(key="contact", title="联系方式", fields=FILLER)
CONTACT = Section(
    key="contact",
    title="批准与联系人",
    fields=(
        Text(key="approval_body", fresh=True, label="批准单位", required=False),
        Text(key="approval_number", fresh=True, label="批准文号", required=False, longest=60),
        Day(key="approval_on", fresh=True, label="批准日期", required=False),
        *FILLER,
    ),
)

BASIC_INFORMATION = Form(
    title="基本信息",
    sections=(SITUATION, IDENTITY, CAPITAL, OWNERSHIP, OUTWARD, CONTACT),
)
