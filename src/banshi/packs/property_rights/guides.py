"""服务指南: what everybody is told of each matter; the manual's chapters are in guide.md."""

from dataclasses import replace

from banshi.define import Guide

BASIS = (
    "企业国有资产产权登记管理办法（国务院令第192号）",
    "国家出资企业产权登记管理暂行办法（国资委令第29号）",
)

OCCUPY_GUIDE = Guide(
    kind="其他行政权力",
    serves=("企业法人", "事业法人"),
    basis=BASIS,
    conditions=(
        "国家出资企业，或者它有实际控制权的境内外各级企业；参股企业由出资企业填报",
        "新设、分立、合并、收购或投资入股后第一次登记，或者补录以前的登记",
        "还没有办过占有登记",
    ),
    limit="资料齐全的，10 个工作日内作出决定（国资委令第29号）",
    result="一级企业得到登记证，其他企业得到登记表，都带签章，可以在网上核验",
    steps=("企业填报、上报", "上级企业逐级审核", "国资监管机构审批", "打印登记证或登记表"),
    complaints="向办理机关的监督机构反映；也可以在系统里用【留言咨询】提出",
    words=("产权登记", "占有", "国有资产", "登记证", "登记表"),
)
CHANGE_GUIDE = replace(
    OCCUPY_GUIDE,
    conditions=(
        "已经办过占有登记",
        "名称、注册地、出资人、资本、组织形式、主营业务等登记的内容有了变化",
    ),
    words=("产权登记", "变动", "变更", "增资", "减资", "改名"),
)
CANCEL_GUIDE = replace(
    OCCUPY_GUIDE,
    conditions=("企业解散、破产，或者国有产权全部转出", "没有仍在登记的下级企业"),
    result="注销登记表；企业以后不再填报",
    steps=("企业填报、上报", "上级企业逐级审核", "国资监管机构审批"),
    words=("产权登记", "注销", "清算", "破产"),
)
CORRECT_GUIDE = replace(
    OCCUPY_GUIDE,
    conditions=("已经登记", "登记的内容当初填错了，要改正；企业自身没有变化"),
    words=("产权登记", "更正", "改错"),
)
REPLACE_GUIDE = replace(
    OCCUPY_GUIDE,
    conditions=("登记证或登记表遗失、损坏",),
    result="同样内容的登记证或登记表，编号是新的，原来的不再有效",
    words=("产权登记", "补领", "遗失", "挂失"),
)
NAMING_GUIDE = replace(
    OCCUPY_GUIDE,
    serves=("企业法人",),
    conditions=("一级企业要由本集团另一家单位代某一企业填报，或者要结束代填",),
    result="同意后，被指定的单位可以代为填报",
    steps=("一级企业填报、上报", "国资监管机构审批"),
    words=("指定", "代填", "代办"),
)
INVESTEE_GUIDE = replace(
    OCCUPY_GUIDE,
    serves=("企业法人",),
    conditions=("出资企业有没有控制权的参股企业，还不在单位名单里",),
    result="参股企业进入名单，由出资企业填报",
    steps=("出资企业填报、上报", "上级企业逐级审核", "国资监管机构审批"),
    words=("参股", "增列"),
)
OVERSEAS_GUIDE = replace(
    OCCUPY_GUIDE,
    serves=("企业法人",),
    conditions=("境外企业没有组织机构代码，由一级企业申请编码",),
    result="系统编制的代码，永久使用",
    steps=("一级企业填报、上报", "国资监管机构审批"),
    words=("境外", "编码", "代码"),
)
