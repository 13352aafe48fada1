"""保密: state secrets never go through a system on the internet (保守国家秘密法)."""

from collections.abc import Iterator

from banshi.define import YES_NO, Choice, Filing, Problem, Rule, Section

WARNING = (
    "本系统在互联网上运行，不得填写、上传任何涉及国家秘密的内容。这里只收不涉密的申请表和证明；"
    "涉密的清单、图件和说明，请在受理以后按保密规定当面递交。"
)
SECRECY_FIELD = "holds_secrets"
# A file whose name says it is secret is not taken at all.
MARKS = ("绝密", "机密", "秘密")

SECRECY_SECTION = Section(
    key="secrecy",
    title="保密声明",
    hint=WARNING,
    fields=(
        Choice(
            key=SECRECY_FIELD,
            label="填写的内容和附件是否含国家秘密",
            options=YES_NO,
            source="《保守国家秘密法》",
        ),
    ),
)


def nothing_secret(filing: Filing) -> Iterator[Problem]:
    """SH01: an application that holds a state secret is not taken here."""
    if filing[SECRECY_FIELD] == "是":
        yield Problem(SECRECY_FIELD, "含国家秘密的内容不得通过互联网提交。请删去涉密的内容和附件，改选“否”，再提交。")


SECRECY = Rule(
    code="SH01", title="不含国家秘密", about=(SECRECY_FIELD,), check=nothing_secret, source="《保守国家秘密法》"
)
