"""S20: whatever people type is kept without what nobody sees: no mark turns words round, no opinion is only seemingly there."""

import pytest
from django.test import Client

from banshi.cases.models import Case
from banshi.ledger import queries as past
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Invalid
from banshi.papers import actions as papers
from banshi.papers import queries as reading
from banshi.people.accounts import handing_out
from banshi.people.models import Account
from banshi.people.signing_in import passwords
from tests.papers.situations import ISSUING, a_paper
from tests.people import situations
from tests.people.signing_in import signed_in
from tests.situations import Group, a_case, a_group, act

pytestmark = pytest.mark.django_db
TURNED = "同\u202e意\u200b。\x07"  # reads otherwise than it is kept


@pytest.fixture
def group() -> Group:
    """Made for this test."""
    return a_group()


def browser_of(group: Group, name: str) -> Client:
    """One of the people's browser, signed in."""
    return signed_in(group.account(name), passwords.demo(group.names[name]))


def test_an_opinion_is_what_one_reads(group: Group) -> None:
    """Red when an opinion is kept as typed."""
    ref = a_case(group, at="under_review")
    act(group, "李审核", ref, "return", f"{TURNED}\r\n请补充。")
    assert past.history(f"case:{Case.objects.get(ref=ref).pk}")[-1].data["opinion"] == "同意。\n请补充。"


@pytest.mark.parametrize("typed", ["\u200b\u2060", "\u3164", ".", "……"])
def test_an_opinion_nobody_sees_is_none(group: Group, typed: str) -> None:
    """Red when only spaces are taken for nothing, or a dot for a reason."""
    ref = a_case(group, at="under_review")
    with pytest.raises(Invalid, match="请填写意见"):
        act(group, "李审核", ref, "return", typed)


def test_what_is_noted_about_a_material(group: Group) -> None:
    """Red when notes are kept as typed."""
    ref = a_case(group)
    sent = {"articles/sent": "1", "articles/number": TURNED, "changed": "articles/number"}
    sent["draft_version"] = str(Case.objects.get(ref=ref).draft_version)
    assert browser_of(group, "王经办").post(f"/cases/{ref}/materials/save/", sent).status_code == 200
    assert Case.objects.get(ref=ref).notes["articles"]["number"] == "同意。"


def test_why_a_paper_was_revoked() -> None:
    """Red when the reason is kept as typed; whoever checks the paper reads it."""
    group = situations.a_group()
    paper = a_paper(group)
    papers.revoke([paper.case], paper.pk, TURNED, deciding=ISSUING, by=group.officer)
    assert reading.paper_for([paper.case], paper.pk).reason == "同意。"


def test_what_a_person_is_called(group: Group) -> None:
    """Red when a name is kept as typed, by whoever types it."""
    typed = {"name": f"王{TURNED}", "department": TURNED, "phone": group.account("王经办").phone, "email": ""}
    assert browser_of(group, "王经办").post("/me/phone/", typed).status_code == 302
    account = group.account("王经办")
    assert (account.name, account.department) == ("王同意。", "同意。")
    handing_out.issue_account(
        unit=group.units["fourth"], username="seen", name=TURNED, roles=("x/y",), deciding=(), by=SYSTEM
    )
    assert Account.objects.get(username="seen").name == "同意。"
