"""指定填报单位: a first-level enterprise asks that another of its units may file for one of them, and the agency agrees."""

from collections.abc import Iterator

from banshi.define import (
    Choice,
    EndNaming,
    Filing,
    Form,
    Matter,
    MayFile,
    NameFiler,
    Notice,
    Organisation,
    Problem,
    Rule,
    Section,
    State,
    Text,
    UnitOf,
    When,
    options,
)
from banshi.packs.property_rights.flow import ENTERPRISE, level_by_level
from banshi.packs.property_rights.forms import APPLICANT, TREE
from banshi.packs.property_rights.guides import NAMING_GUIDE
from banshi.packs.property_rights.notices import of_an_application

NAME, END = "指定", "取消指定"

APPLICATION = Form(
    title="指定填报单位申请",
    sections=(
        Section(
            key="naming",
            title="申请内容",
            fields=(
                Choice(key="wish", label="申请事项", options=options(NAME, END)),
                Organisation(
                    key="unit", label="被填报单位", tree=TREE, among="group", hint="由别的单位代为填报的下级企业"
                ),
                Organisation(
                    key="files", label="填报单位", tree=TREE, among="group", hint="代为填报的单位，须为本集团成员"
                ),
                Text(key="reason", label="申请理由", longest=500, lines=4),
            ),
        ),
        APPLICANT,
    ),
)


def below_the_first_level(filing: Filing) -> Iterator[Problem]:
    """ZD01: only for an enterprise below the first level; the first level answers for itself."""
    unit = filing.lookups["unit"]
    if unit and int(unit["tier"]) < 2:
        yield Problem("unit", "只能为二级及以下企业指定填报单位，请选择下级企业。")


def by_another_of_the_group(filing: Filing) -> Iterator[Problem]:
    """ZD02: by another enterprise of the group, not by the agency and not by itself."""
    unit, files = filing["unit"], filing.lookups["files"]
    if files and int(files["tier"]) < 1:
        yield Problem("files", "填报单位须为本集团成员企业，不能选国资监管机构。")
    if unit and files and files["code"] == unit["code"]:
        yield Problem("files", "企业本来就可以为自己填报，请选择另一家填报单位。")


RULES = (
    Rule(
        code="ZD01",
        title="被填报单位是下级企业",
        about=("unit",),
        lookups=(UnitOf(name="unit", of="unit", tree=TREE),),
        check=below_the_first_level,
    ),
    Rule(
        code="ZD02",
        title="填报单位是集团内另一家企业",
        about=("files",),
        lookups=(UnitOf(name="files", of="files", tree=TREE),),
        check=by_another_of_the_group,
    ),
)

NAME_FILER = Matter(
    key="name_filer",
    title="指定填报单位",
    prefix="ZD",
    form=APPLICATION,
    flow=level_by_level(
        State(key="agreed", title="已同意"),
        agree=("同意。",),
        reject=("请补充说明不能由企业自行填报的原因。",),
        on_approval=(
            NameFiler("unit", "files", when=When("wish", is_in=(NAME,))),
            EndNaming("unit", "files", when=When("wish", is_in=(END,))),
        ),
    ),
    may_file=MayFile(rights=("self",), roles=(ENTERPRISE,), tree=TREE, tiers=(1,)),
    rules=RULES,
    notices=of_an_application(
        "指定填报单位",
        Notice(on="approve", to="filer", text="{unit}的指定填报单位申请已获同意。办件编号 {ref}。", sms=True),
    ),
    guide=NAMING_GUIDE,
)
