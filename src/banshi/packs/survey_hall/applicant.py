"""What every application tells of who applies, and how the decision is to reach them."""

from banshi.define import Choice, Code, Phone, Region, Section, Text, When, options

LEVELS = options("甲级", "乙级", "丙级", "丁级", "无资质")
WAYS = options("电子送达", "窗口领取", "邮寄")

APPLICANT_SECTION = Section(
    key="applicant",
    title="申请单位",
    fields=(
        Text(key="unit_name", label="单位名称", fact="name", read_only=True, facet=True),
        Code(key="unit_code", label="统一社会信用代码或组织机构代码", accepts=("uscc", "org_code"), fact="code"),
        Region(key="region", label="所在地区", fact="region"),
        Text(key="address", label="住所"),
        Text(key="legal_representative", label="法定代表人", longest=40),
        Choice(key="level", label="测绘资质级别", options=LEVELS, facet=True),
        Text(
            key="certificate",
            label="测绘资质证书编号",
            longest=40,
            when=When("level", is_in=("甲级", "乙级", "丙级", "丁级")),
        ),
        Text(key="contact", label="联系人", longest=40, fact="contact"),
        Phone(key="contact_phone", label="联系电话", fact="phone", hint="手机号，或者区号-号码"),
    ),
)
DELIVERY_SECTION = Section(
    key="delivery",
    title="决定书送达",
    fields=(
        Choice(key="way", label="送达方式", options=WAYS),
        Text(key="post_address", label="邮寄地址", when=When("way", is_in=("邮寄",))),
    ),
)
