"""`docs/packs/<key>.md`: a pack in the words of its users, for those who check it against their procedure."""

from collections.abc import Iterator

from banshi.define import Matter, Pack
from banshi.jobs.docs.asking import form, materials, rules
from banshi.jobs.docs.deciding import flow, notices, papers
from banshi.jobs.docs.markdown import table

RIGHTS = {
    "self": "单位自己",
    "investees": "参股企业的出资企业",
    "named": "经批准指定的填报单位",
    "below": "它的各级上级单位",
}
FACTORS = {"none": "密码", "totp": "密码和动态口令"}


def page_of_pack(pack: Pack) -> str:
    """The page."""
    roles = ([role.title, FACTORS[role.second_factor]] for role in pack.roles)
    lines = [
        f"# {pack.title}",
        "",
        "本页由 `make docs` 根据服务包的声明生成。",
        "",
        f"主管机关：{pack.agency}。{pack.summary}",
        "",
        f"登录时的“{pack.sign_in.label}”：{pack.sign_in.hint}。",
        "",
        *table(["角色", "登录凭据"], roles),
        *(line for matter in pack.matters for line in _matter(matter, pack)),
    ]
    return "\n".join(lines)


def _matter(matter: Matter, pack: Pack) -> Iterator[str]:
    filers = "，".join(RIGHTS[right] for right in matter.may_file.rights)
    tiers = f"（只限 {'、'.join(map(str, matter.may_file.tiers))} 级单位）" if matter.may_file.tiers else ""
    yield from (f"## {matter.title}", "", f"谁来填报：{filers}{tiers}。{pack.ref_title}以 {matter.prefix} 开头。", "")
    for part in (form, materials, rules):
        yield from part(matter)
    yield from flow(matter, pack)
    yield from notices(matter)
    yield from papers(matter)
