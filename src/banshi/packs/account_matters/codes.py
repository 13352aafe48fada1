"""What must agree in the codes and names of units."""

from collections.abc import Iterator

from banshi.define import Filing, Problem, Rule, UnitCoded, UnitsNamed

GB = "GB 11714、GB 32100"


def one_code(filing: Filing) -> Iterator[Problem]:
    """AM01: the organisation code stands inside the unified social credit code."""
    inner, whole = filing["org_code"], filing["uscc"]
    if inner and whole and whole[8:17] != inner:
        yield Problem("uscc", "统一社会信用代码的第 9 至 17 位应与组织机构代码相同，请对照证照核对。")


def nobodys_code(filing: Filing) -> Iterator[Problem]:
    """AM02: no unit of the house has that code."""
    if name := filing.lookups["bearer"]:
        yield Problem("org_code", f"这个代码的单位“{name}”已经在系统里，请直接办理关联单位。")


def nobodys_name(filing: Filing) -> Iterator[Problem]:
    """AM03: no other unit bears that name, however it is spelled."""
    if filing.lookups["namesakes"]:
        yield Problem("name", "已有同名的单位，请核对单位名称；就是这个单位的，请直接办理关联单位。")


ONE_CODE = Rule(code="AM01", title="两个代码相符", about=("uscc",), check=one_code, source=GB)
NOBODYS_CODE = Rule(
    code="AM02",
    title="代码没有用过",
    about=("org_code",),
    check=nobodys_code,
    lookups=(UnitCoded(name="bearer", of="org_code"),),
)
NOBODYS_NAME = Rule(
    code="AM03",
    title="单位名称没有重复",
    about=("name",),
    check=nobodys_name,
    lookups=(UnitsNamed(name="namesakes", of="name"),),
)
