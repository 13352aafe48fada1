"""Papers for tests: a unit, an officer of its agency, and papers about it."""

from datetime import date
from typing import Any

from django.db import transaction

from banshi.define import Layout
from banshi.define import Paper as PaperWord
from banshi.lib.actor import Actor
from banshi.papers import actions, queries, verdicts
from banshi.papers.models import Paper
from tests.people.situations import Group

PACK = "test_pack"
ISSUING = {"property_rights/agency_officer"}  # the roles that decide
PLAIN = '#import "parts.typ": *\n= #data.title\n#data.unit #data.number\n#check()\n#seal(data.agency)'
CERTIFICATE = PaperWord(
    key="certificate",
    title="登记证",
    number="渝登字〔{year}〕{serial:06}号",
    layouts=(Layout("original", "正本", "original.typ", PLAIN), Layout("duplicate", "副本", "duplicate.typ", PLAIN)),
    fields=("name",),
)


def said(name: str = "渝州江南桥隧检测有限公司") -> dict[str, Any]:
    """What a case hands over: answers and opinions as texts."""
    return {
        "agency": "渝州市国有资产监督管理委员会",
        "answers": {"name": name},
        "labels": {"name": "企业名称"},
        "tables": {},
        "opinions": [],
        "matter": "占有登记",
        "changes": [],
        "shown": [["企业名称", name]],
    }


@transaction.atomic
def a_paper(
    group: Group,
    *,
    case: int = 1,
    name: str = "渝州江南桥隧检测有限公司",
    unit: int | None = None,
    word: PaperWord = CERTIFICATE,
    called: str = "",
) -> Paper:
    """A 登记证 about the lowest unit of the group, issued by the agency's officer; nothing is drawn yet."""
    number = actions.issue(
        paper=word,
        pack=PACK,
        subject=unit or group.subject,
        subject_name=name,
        case=case,
        name=called,
        period=date(2012, 6, 30),
        data=said(name),
        by=group.officer,
    )
    return Paper.objects.get(number=number)


def drawn(paper: Paper, layout: str = "original") -> bytes:
    """The signed PDF, made now if the worker has not yet."""
    actions.render({"paper": paper.pk}, "message")
    made = queries.signed_pdf([paper.case], paper.pk, layout)
    assert made
    return made[1]


def checked(paper: Paper, by: Actor, code: str = "") -> verdicts.Verdict:
    """What a public check says; with the right code unless another is given."""
    return actions.look_up(paper.number, code or paper.check_code, by=by)
