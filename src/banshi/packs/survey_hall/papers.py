"""文书: every step of the law that the applicant is told of in writing. Each tells of its own case and replaces none."""

from banshi.define import Layout, Paper

LETTER = (Layout("letter", "文书（A4）", "letter.typ"),)
GRANT, DENIAL = "grant_decision", "denial_decision"
# Key, title, and the character in its number, such as 测许受字〔2026〕00001号.
LETTERS = (
    ("acceptance_notice", "行政许可申请受理通知书", "受"),
    ("correction_notice", "行政许可申请材料补正告知书", "补"),
    ("refusal_notice", "行政许可申请不予受理通知书", "拒"),
    ("special_notice", "行政许可特别程序告知书", "特"),
    ("extension_notice", "行政许可延期告知书", "延"),
    (GRANT, "准予行政许可决定书", "准"),
    (DENIAL, "不予行政许可决定书", "否"),
)


def papers(names: tuple[str, ...]) -> tuple[Paper, ...]:
    """The letters of a matter whose applications the answers to `names` tell apart."""
    used = ("unit_name", *names)
    return tuple(
        Paper(
            key=key,
            title=title,
            number=f"测许{mark}字〔{{year}}〕{{serial:05}}号",
            layouts=LETTER,
            fields=used,
            shown=used,
            alone=True,
        )
        for key, title, mark in LETTERS
    )
