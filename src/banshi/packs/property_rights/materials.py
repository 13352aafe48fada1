"""合规性资料目录: which documents stand behind a registration."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from banshi.define import ALWAYS, AnyOf, Condition, Material, MaterialList, Not
from banshi.packs.property_rights.forms import IS_ACQUIRED, IS_HISTORIC, IS_NEW

IS_ANY_NEW = AnyOf((IS_NEW, IS_ACQUIRED))
NOT_ONLY_NEW = AnyOf((IS_ACQUIRED, IS_HISTORIC, Not(IS_NEW)))

COMPLIANCE = MaterialList(
    title="合规性资料目录",
    code="PR20",
    kinds=("rar", "zip", "pdf", "doc", "docx", "jpg"),
    largest=2 * 1024 * 1024,
    described=True,
    excusable=True,
    materials=(
        Material(key="application", title="业务办理申请文件"),
        Material(key="resolution", title="决策文件（董事会、股东会、党委会决议）", required=IS_ANY_NEW),
        Material(key="approval", title="批复文件（国资监管机构、国家出资企业、主管部门）", required=IS_ANY_NEW),
        Material(key="agreement", title="投资、增资、转让、划转协议", when=IS_ANY_NEW),
        Material(key="articles", title="公司章程"),
        Material(key="name_notice", title="名称核准通知书", when=IS_NEW, required=None),
        Material(key="licence", title="营业执照（本企业）", required=NOT_ONLY_NEW),
        Material(key="investor_ids", title="各出资人营业执照、法人证书、身份证明"),
        Material(key="investor_cert", title="国有出资人产权登记证（表）", required=IS_ANY_NEW),
        Material(key="capital_verification", title="验资报告、货币出资进账单", required=IS_NEW),
        Material(key="valuation", title="资产评估核准或备案表", when=IS_ANY_NEW, required=IS_ACQUIRED),
        Material(key="exchange_voucher", title="产权交易凭证（进场交易）", when=IS_ACQUIRED, required=None),
        Material(key="audit", title="审计报告或上年度财务报告", required=NOT_ONLY_NEW),
        Material(key="staff_vote", title="职工代表大会决议", when=IS_ACQUIRED, required=None),
        Material(key="encumbrance", title="抵押、质押、留置、保证、冻结情况说明", when=NOT_ONLY_NEW, required=ALWAYS),
        Material(key="old_cert", title="原产权登记证（登记表）", when=IS_HISTORIC, required=None),
        Material(key="other", title="其他情况说明", required=None),
    ),
)


def under_the_same_terms(title: str, *materials: Material) -> MaterialList:
    """Another list of materials, with the kinds, sizes and excuses of a 占有登记."""
    return replace(COMPLIANCE, title=title, materials=materials)


@dataclass(frozen=True)
class Matrix:
    """A list of materials written as the agency writes it: a row a material, a mark for each group of situations, in the order of
    `groups`: R must be there, C as applicable, - not asked."""

    groups: Mapping[str, Condition]

    def listed(self, *rows: tuple[str, str, str]) -> MaterialList:
        """The list of those rows, each (key, title, marks), under the same terms as for a 占有登记."""
        return under_the_same_terms(COMPLIANCE.title, *(self._material(*row) for row in rows))

    def _material(self, key: str, title: str, marks: str) -> Material:
        marked = dict(zip(self.groups.values(), marks.split(), strict=True))
        asked = tuple(group for group, mark in marked.items() if mark != "-")
        musts = tuple(group for group, mark in marked.items() if mark == "R")
        return Material(key=key, title=title, when=AnyOf(asked), required=AnyOf(musts) if musts else None)
