"""审核公式 PR01–PR14: what must agree in a 占有登记. Every figure is in 万元."""

from collections.abc import Iterator
from decimal import Decimal

from banshi.define import Filing, Problem, RecordOf, Row, Rule, UnitOf, UnitsNamed
from banshi.packs.property_rights.forms import STATE_CLASSES, TREE

REGISTER = "property"
CENT = Decimal("0.01")
FINANCE_FORM = "金融类企业国有资产产权登记填报说明"
ORDER_29 = "国资委令第29号第4条"
COMPANY_LAW = "公司法（2023）第47条"


def plain(number: Decimal) -> str:
    """A figure as people write it."""
    return f"{number.normalize():,f}"


def state_investors(filing: Filing) -> list[Row]:
    """The investors of classes 1 to 4, who are the state's."""
    return [row for row in filing.rows("investors") if row["class"] in STATE_CLASSES]


def ratios_make_a_whole(filing: Filing) -> Iterator[Problem]:
    """PR01: the shares add up to 100 %, give or take 0.01."""
    total = filing.total("investors", "ratio")
    if filing.rows("investors") and abs(total - 100) > CENT:
        row = filing.rows("investors")[-1]
        yield Problem(row.at("ratio"), f"各出资人股权比例合计为 {plain(total)}%，应为 100%。")


def paid_adds_up(filing: Filing) -> Iterator[Problem]:
    """PR02: what the investors paid in is the paid-in capital."""
    total, capital = filing.total("investors", "paid"), filing.number("paid_in_capital")
    if capital is not None and filing.rows("investors") and total != capital:
        apart = plain(abs(total - capital))
        words = f"各出资人实缴出资额合计 {plain(total)} 万元，与实收资本 {plain(capital)} 万元不符，相差 {apart} 万元。"
        yield Problem("paid_in_capital", words)
        yield Problem(filing.rows("investors")[-1].at("paid"), words)


def ratio_follows_money(filing: Filing) -> Iterator[Problem]:
    """PR03: each share is what was paid over all that was paid; over what was subscribed while nothing is paid."""
    column = "paid" if filing.total("investors", "paid") else "subscribed"
    total = filing.total("investors", column)
    for row in filing.rows("investors"):
        given, money = row.number("ratio"), row.number(column)
        if total and given is not None and money is not None and abs(given - money / total * 100) > CENT:
            share = (money / total * 100).quantize(Decimal("0.0001"))
            yield Problem(row.at("ratio"), f"按出资额计算应为 {plain(share)}%，填写的是 {plain(given)}%。")


def paid_within_registered(filing: Filing) -> Iterator[Problem]:
    """PR04: no more is paid in than registered; an error for limited companies, a warning for others."""
    paid, registered = filing.number("paid_in_capital"), filing.number("registered_capital")
    if paid is not None and registered is not None and paid > registered:
        words = f"实收资本 {plain(paid)} 万元大于注册资本 {plain(registered)} 万元（股本溢价不计入实收资本）。"
        limited = filing["organisation_form"] in ("有限责任公司", "国有独资公司")
        yield Problem("paid_in_capital", words, "error" if limited else "warning")


def subscribed_adds_up(filing: Filing) -> Iterator[Problem]:
    """PR05: what the investors subscribed is the registered capital."""
    total, capital = filing.total("investors", "subscribed"), filing.number("registered_capital")
    if capital is not None and filing.rows("investors") and total != capital:
        words = f"各出资人认缴出资额合计 {plain(total)} 万元，与注册资本 {plain(capital)} 万元不符。"
        yield Problem("registered_capital", words)
        yield Problem(filing.rows("investors")[-1].at("subscribed"), words)


def equity_is_the_rest(filing: Filing) -> Iterator[Problem]:
    """PR06: equity is assets less liabilities."""
    assets, liabilities, equity = (filing.number(key) for key in ("assets", "liabilities", "equity"))
    if assets is not None and liabilities is not None and equity is not None and equity != assets - liabilities:
        yield Problem(
            "equity",
            f"资产总额减负债总额为 {plain(assets - liabilities)} 万元，填写的所有者权益是 {plain(equity)} 万元。",
        )


def state_capital_agrees(filing: Filing) -> Iterator[Problem]:
    """PR07: state capital is within the paid-in capital, and should be the state's part of what its investors paid."""
    state, paid = filing.number("state_capital"), filing.number("paid_in_capital")
    if state is None:
        return
    if paid is not None and state > paid:
        yield Problem("state_capital", f"国有资本 {plain(state)} 万元大于实收资本 {plain(paid)} 万元。", "error")
    least, most = paid_by(filing, ("1", "2")), paid_by(filing, STATE_CLASSES)
    if filing.rows("investors") and not least <= state <= most:
        due = plain(least) if least == most else f"{plain(least)} 至 {plain(most)}"
        words = f"按国有出资人的实缴出资，国有资本应为 {due} 万元，填写的是 {plain(state)} 万元，请核对。"
        yield Problem("state_capital", words, "warning")


def paid_by(filing: Filing, classes: tuple[str, ...]) -> Decimal:
    """What the investors of these classes paid in. Classes 1 and 2 are the state's alone; of 3 and 4 it owns a part."""
    return sum(
        (row.number("paid") or Decimal(0) for row in filing.rows("investors") if row["class"] in classes), Decimal(0)
    )


def class_agrees(filing: Filing) -> Iterator[Problem]:
    """PR08: the unit's class follows from what the state's investors hold together."""
    held = sum((row.number("ratio") or Decimal(0) for row in state_investors(filing)), Decimal(0))
    given = filing["ownership_class"]
    if not given or not filing.rows("investors"):
        return
    fitting = fitting_classes(held)
    if given not in fitting:
        yield Problem("ownership_class", f"国有出资人合计持股 {plain(held)}%，企业类别应为{'或'.join(fitting)}。")


def fitting_classes(held: Decimal) -> tuple[str, ...]:
    """The classes a unit may have when the state's investors hold so many per cent of it together."""
    if held >= 100 - CENT:
        return ("国有独资企业", "国有独资公司", "国有全资")
    return ("国有绝对控股",) if held > 50 else ("国有实际控制", "国有参股")


def sole_owner_is_alone(filing: Filing) -> Iterator[Problem]:
    """PR09: a wholly state-owned enterprise or company has exactly one investor."""
    rows = filing.rows("investors")
    if filing["ownership_class"] in ("国有独资企业", "国有独资公司") and len(rows) > 1:
        yield Problem(rows[1].at("name"), f"{filing['ownership_class']}只能有一个出资人，现在填了 {len(rows)} 个。")


def one_main_investor(filing: Filing) -> Iterator[Problem]:
    """PR10: exactly one main investor: the largest of the state's, unless it controls by other means."""
    rows = filing.rows("investors")
    main = [row for row in rows if row["is_main"] == "是"]
    if rows and len(main) != 1:
        cell = main[1] if main else rows[0]
        yield Problem(cell.at("is_main"), f"主要出资人应恰好一个，现在有 {len(main)} 个。")
    state = [row.number("ratio") or Decimal(0) for row in state_investors(filing)]
    if len(main) != 1 or not state or filing["ownership_class"] == "国有实际控制":
        return
    if main[0]["class"] not in STATE_CLASSES or (main[0].number("ratio") or Decimal(0)) < max(state):
        yield Problem(main[0].at("is_main"), "主要出资人应是国有出资人中持股最多的一家。")


def tier_follows_investor(filing: Filing) -> Iterator[Problem]:
    """PR11: a unit's tier is its main investor's plus one; the first-level enterprise's is 1."""
    tier, investor = filing.number("tier"), filing.lookups.get("main_investor")
    if tier is None:
        return
    first = filing.unit.get("top") and filing.unit["top"]["code"] == filing.unit.get("code")
    expected = 1 if first or investor is None else investor["tier"] + 1
    if (investor is not None or first) and tier != expected:
        yield Problem("tier", f"企业级次应为 {expected}（主要出资企业的级次加 1，一级企业为 1）。")


def codes_agree(filing: Filing) -> Iterator[Problem]:
    """PR12: characters 9 to 17 of the credit code are the organisation code (GB 32100-2015)."""
    long, short = filing["uscc"], filing["org_code"]
    if long and short and long[8:17] != short:
        yield Problem("uscc", f"统一社会信用代码第 9 至 17 位是 {long[8:17]}，与组织机构代码 {short} 不一致。")


def dates_are_past(filing: Filing) -> Iterator[Problem]:
    """PR13: the unit was established and approved, and the figures are, not later than today."""
    for key, label in (("established_on", "设立注册日期"), ("approval_on", "批准日期"), ("period", "数据截止日")):
        if filing[key] and filing[key] > filing.today.isoformat():
            yield Problem(key, f"{label}不能晚于今天。")


def figures_to_note(filing: Filing) -> Iterator[Problem]:
    """PR17: what an officer will ask about: debts above assets, and little paid in of what was subscribed."""
    assets, liabilities = filing.number("assets"), filing.number("liabilities")
    if assets is not None and liabilities is not None and liabilities > assets:
        yield Problem("liabilities", "负债总额大于资产总额（资不抵债），请核对并在情况说明中写明。")
    subscribed, paid = filing.total("investors", "subscribed"), filing.total("investors", "paid")
    if subscribed and paid / subscribed < Decimal("0.3"):
        yield Problem("paid_in_capital", "实缴出资不到认缴出资的 30%，请核对并在情况说明中写明。")


def name_is_free(filing: Filing) -> Iterator[Problem]:
    """PR19: no other live unit bears the name."""
    if filing.lookups.get("namesakes"):
        yield Problem("name", "已有另一家单位使用这个名称，请核对；确系同名的，请联系管理员。")


def not_registered_yet(filing: Filing) -> Iterator[Problem]:
    """PR14: a 占有登记 is for a unit that has no live registration."""
    if filing.lookups.get("registration") is not None:
        yield Problem("org_code", "这个单位已经有有效的产权登记，应办理变动登记。")


CONTENT_RULES = (
    Rule(
        code="PR01",
        title="股权比例合计为 100%",
        about=("investors/ratio",),
        check=ratios_make_a_whole,
        source=FINANCE_FORM,
    ),
    Rule(
        code="PR02",
        title="实缴出资额合计等于实收资本",
        about=("paid_in_capital", "investors/paid"),
        check=paid_adds_up,
        source=FINANCE_FORM,
    ),
    Rule(
        code="PR03",
        title="股权比例等于出资额占比",
        about=("investors/ratio",),
        check=ratio_follows_money,
        source=FINANCE_FORM,
    ),
    Rule(
        code="PR04",
        title="实收资本不大于注册资本（有限责任公司以外的只作提示）",
        about=("paid_in_capital",),
        check=paid_within_registered,
    ),
    Rule(
        code="PR05",
        title="认缴出资额合计等于注册资本",
        about=("registered_capital", "investors/subscribed"),
        check=subscribed_adds_up,
        source=COMPANY_LAW,
    ),
    Rule(code="PR06", title="所有者权益等于资产减负债", about=("equity",), check=equity_is_the_rest),
    Rule(
        code="PR07",
        title="国有资本不大于实收资本；与国有出资人实缴不符的作提示",
        about=("state_capital",),
        check=state_capital_agrees,
    ),
    Rule(code="PR08", title="企业类别与国有持股一致", about=("ownership_class",), check=class_agrees, source=ORDER_29),
    Rule(
        code="PR09",
        title="国有独资只有一个出资人",
        about=("investors/name",),
        check=sole_owner_is_alone,
        source=ORDER_29,
    ),
    Rule(
        code="PR10",
        title="主要出资人恰好一个，是国有出资人中持股最多的（国有实际控制除外）",
        about=("investors/is_main",),
        check=one_main_investor,
    ),
    Rule(
        code="PR11",
        title="企业级次为主要出资企业加 1",
        about=("tier",),
        check=tier_follows_investor,
        lookups=(UnitOf(name="main_investor", of="main_investor", tree=TREE),),
    ),
    Rule(code="PR12", title="两种代码一致", about=("uscc",), check=codes_agree, source="GB 32100-2015"),
    Rule(code="PR13", title="日期不晚于今天", about=("established_on", "approval_on", "period"), check=dates_are_past),
    Rule(
        code="PR17",
        title="资不抵债或实缴偏低，请留意",
        about=("liabilities", "paid_in_capital"),
        check=figures_to_note,
        weight="warning",
    ),
    Rule(
        code="PR19",
        title="名称没有被别的单位使用",
        about=("name",),
        check=name_is_free,
        lookups=(UnitsNamed(name="namesakes", of="name"),),
    ),
)

NOT_REGISTERED_YET = Rule(
    code="PR14",
    title="还没有有效的产权登记",
    about=("org_code",),
    check=not_registered_yet,
    lookups=(RecordOf(name="registration", register=REGISTER),),
)
RULES = (*CONTENT_RULES[:13], NOT_REGISTERED_YET, *CONTENT_RULES[13:])
