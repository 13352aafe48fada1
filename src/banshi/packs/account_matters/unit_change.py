"""企业关键信息项修改: what the house knows of a unit stays as it is until the agency has seen the certificate of what is new."""

from collections.abc import Iterator

from banshi.define import (
    Claim,
    Code,
    Filing,
    Form,
    Guide,
    Matter,
    MayFile,
    Problem,
    Region,
    RenewUnit,
    Rule,
    Section,
    State,
    Superiors,
    Text,
)
from banshi.packs.account_matters.certificates import certificate
from banshi.packs.account_matters.codes import GB, NOBODYS_NAME, ONE_CODE
from banshi.packs.account_matters.deciding import NOTICES, flow
from banshi.packs.account_matters.roles import OFFICER, TREE

FILERS = ("fills", "signs", "administrator")
NOW = Section(
    key="now",
    title="现在登记的",
    fields=(
        Text(key="name_now", label="现单位名称", fact="name", read_only=True),
        Code(key="org_code", label="组织机构代码", accepts=("org_code",), fact="code", read_only=True),
        Code(
            key="uscc_now",
            label="现统一社会信用代码",
            accepts=("uscc",),
            fact="uscc",
            read_only=True,
            required=False,
        ),
        Region(key="region_now", label="现所在地区", fact="region", read_only=True, required=False),
    ),
)
THEN = Section(
    key="then",
    title="修改为",
    hint="不修改的，保留原来的内容",
    fields=(
        Text(key="name", label="单位名称", fact="name", hint="与新的证照一致", facet=True),
        Code(key="uscc", label="统一社会信用代码", accepts=("uscc",), fact="uscc", required=False, source=GB),
        Region(key="region", label="所在地区", fact="region", required=False),
        Text(key="reason", label="修改原因", lines=2, longest=200),
    ),
)


def something_new(filing: Filing) -> Iterator[Problem]:
    """AM04: something is to be changed."""
    before = [filing[f"{key}_now"] for key in ("name", "uscc", "region")]
    if before == [filing[key] for key in ("name", "uscc", "region")]:
        yield Problem("name", "没有修改任何内容，请填写修改后的信息。")


UNIT_CHANGE = Matter(
    key="unit_change",
    title="企业关键信息项修改",
    prefix="XG",
    form=Form(title="企业关键信息项修改申请", sections=(NOW, THEN)),
    flow=flow(
        Superiors(TREE, tiers=(0,)),
        State(key="renewed", title="已修改"),
        asks=FILERS,
        decides=(OFFICER,),
        on_report=(Claim("unit_change", "org_code"),),
        on_approval=(RenewUnit(),),
    ),
    may_file=MayFile(rights=("self",), roles=FILERS, tree=TREE),
    materials=certificate(),
    rules=(ONE_CODE, NOBODYS_NAME, Rule(code="AM04", title="有修改的内容", about=("name",), check=something_new)),
    notices=NOTICES,
    guide=Guide(
        kind="公共服务",
        serves=("企业法人", "事业法人", "其他组织"),
        conditions=("已经关联单位", "单位的名称、统一社会信用代码或者所在地区有变化"),
        promise="5 个工作日",
        result="系统里的单位信息更新，原来的信息留有记录",
        steps=("以单位的名义填写、上传新的证照", "管理机构对照新旧信息审核"),
        words=("单位", "企业", "变更", "更名"),
    ),
)
