"""保密: state secrets never go through a system on the internet (保守国家秘密法)."""

from collections.abc import Iterator

from banshi.define import YES_NO, Choice, Filing, Problem, Rule, Section, Text

WARNING = (
    "本系统在互联网上运行，不得填写、上传任何涉及国家秘密的内容。这里只收不涉密的申请表和证明；"
    "涉密的清单、图件和说明，请在受理以后按保密规定当面递交。"
)
SECRECY_FIELD = "holds_secrets"
# A file whose name says it is secret is not taken at all, nor a text that bears such a mark where the matter is about secrets.
MARKS = ("绝密", "絕密", "机密", "機密", "秘密", "祕密")

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


def nothing_marked(filing: Filing) -> Iterator[Problem]:
    """SH08: what bears the mark of a secret is not written here, however it is spelled."""
    for cell, word in filing.holding(MARKS):
        yield Problem(cell, f"这里写有“{word}”。本系统不得填写涉密的内容和密级，请删去；说的不是密级的，请换一个说法。")


SECRECY = Rule(
    code="SH01", title="不含国家秘密", about=(SECRECY_FIELD,), check=nothing_secret, source="《保守国家秘密法》"
)


def unmarked(sections: tuple[Section, ...]) -> Rule:
    """The rule that no text of these sections bears a mark."""
    texts = tuple(field.key for section in sections for field in section.fields if isinstance(field, Text))
    return Rule(code="SH08", title="填写的文字没有密级", about=texts, check=nothing_marked, source="《保守国家秘密法》")
