"""A form that asks everything once, and a list to pick from."""

from banshi.define import (
    YES_NO,
    Choice,
    Choices,
    Code,
    Day,
    Field,
    Form,
    Industry,
    Money,
    Number,
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

NAME = Text(key="name", label="名称", longest=10, hint="全称")
ABOUT = Text(key="about", label="说明", lines=3, required=False)
CODE = Code(key="code", label="代码", accepts=("uscc", "org_code"), also=("无",))
SHAPED = Code(key="shaped", label="单元号", accepts=(), also=("[0-9A-Z]{4}",), required=False, hint="4 位")
PERSON = Code(key="person", label="身份证号", accepts=("citizen_id",))
PHONE = Phone(key="phone", label="电话")
HEADS = Number(key="heads", label="人数", least="1", most="1000", unit="人")
MONEY = Money(key="money", label="注册资本")
SHARE = Percent(key="share", label="比例")
DAY = Day(key="day", label="日期")
POST = Choice(key="post", label="邮寄", options=YES_NO)
ADDRESS = Text(key="address", label="地址", when=When("post", is_in=("是",)))
KINDS = Choices(key="kinds", label="类型", options=options("国有", "集体", "私营"))
UNIT = Organisation(key="unit", label="单位", tree="树")
REGION = Region(key="region", label="地区")
TRADES = Industry(key="trades", label="行业", most=2)
PART = Percent(key="part", label="出资比例")
ABROAD = Choice(key="abroad", label="境外", options=YES_NO, required=False)
COUNTRY = Text(key="country", label="国家", when=When("abroad", is_in=("是",)))
HOLDERS = Table(key="holders", label="出资人", columns=(NAME, PART, ABROAD, COUNTRY), least=1, most=3, row="人")
GIVEN = Text(key="given", label="登记机关", fact="regulator", read_only=True, required=False)
SCALARS = (
    NAME,
    ABOUT,
    CODE,
    SHAPED,
    PERSON,
    PHONE,
    HEADS,
    MONEY,
    SHARE,
    DAY,
    POST,
    ADDRESS,
    KINDS,
    UNIT,
    REGION,
    TRADES,
)
POSTED = Section(key="posted", title="邮寄", fields=(Text(key="receiver", label="收件人"),), when=ADDRESS.when)
FORM = Form(
    title="登记",
    sections=(
        Section(key="main", title="登记", fields=(*SCALARS, GIVEN)),
        POSTED,
        Section(key="holders", title="出资人", fields=(HOLDERS,)),
    ),
)
LISTED = {"500103": "渝中区", "E48": "建筑业", "E50": "装饰业", "123456789": "渝州公司"}


def resolve(field: Field, code: str) -> dict[str, str] | None:
    """What may be picked."""
    return {"code": code, "name": LISTED[code]} if code in LISTED else None


def a_form(*fields: Field) -> Form:
    """A form of one section that asks these."""
    return Form(title="表", sections=(Section(key="only", title="组", fields=fields),))
