"""S8: only what a page offers can be set; what is read-only, hidden or made up changes nothing, however it is posted."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from banshi.cases.models import Case, Submission
from banshi.ledger.tokens import new_token
from banshi.people.signing_in import passwords
from tests.people.signing_in import signed_in
from tests.situations import Group, a_case, a_group, act, attach_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    """Made for this test."""
    return a_group()


def browser_of(group: Group, name: str) -> Client:
    """One of the people's browser, signed in."""
    return signed_in(group.account(name), passwords.demo(group.names[name]))


def post_form(client: Client, ref: str, typed: Mapping[str, object]) -> None:
    """Sends fields as the page of the form would."""
    sent: dict[str, Any] = {f"{key}/sent": "1" for key in typed} | dict(typed) | {"changed": list(typed)}
    answer = client.post(f"/cases/{ref}/form/save/", {"draft_version": Case.objects.get(ref=ref).draft_version} | sent)
    assert answer.status_code == 200


def test_read_only_fields_stay_what_the_house_knows(group: Group) -> None:
    """Red when `from_post` forgets `read_only`."""
    ref = a_case(group)
    post_form(
        browser_of(group, "王经办"), ref, {"top_enterprise": group.codes["other"], "org_code": group.codes["other"]}
    )
    attach_all(ref, group.actor("王经办"))
    act(group, "王经办", ref, "report")
    answers = Submission.objects.get(case__ref=ref).answers
    assert answers["top_enterprise"]["code"] == group.codes["first"]
    assert answers["org_code"] == group.codes["fourth"]


def test_what_the_form_does_not_ask_is_not_kept(group: Group) -> None:
    ref = a_case(group)
    before = Case.objects.get(ref=ref)
    made_up = {
        "state": "registered",
        "desk": "1",
        "subject": "1",
        "version": "9",
        "__class__": "x",
        "investors/x/id": "1",
    }
    post_form(browser_of(group, "王经办"), ref, made_up)
    after = Case.objects.get(ref=ref)
    assert after.draft == before.draft
    assert (after.state, after.desk_id, after.subject_id, after.version) == (
        before.state,
        before.desk_id,
        before.subject_id,
        before.version,
    )


def test_columns_a_table_does_not_have_are_not_kept(group: Group) -> None:
    ref = a_case(group)
    row = Case.objects.get(ref=ref).draft["investors"][0]["id"]
    cells: dict[str, Any] = {
        f"investors/{row}/name": "渝州投资公司",
        f"investors/{row}/secret": "1",
        "investors/rows": [row],
    }
    post_form(browser_of(group, "王经办"), ref, {"investors": ""} | cells)
    kept = Case.objects.get(ref=ref).draft["investors"][0]
    assert kept["name"] == "渝州投资公司"
    assert "secret" not in kept


def test_an_answer_to_a_question_that_is_not_asked_is_not_submitted(group: Group) -> None:
    """Red when cleaning forgets conditions: only a listed company is asked for its ticker."""
    ref = a_case(group)
    form = Case.objects.get(ref=ref)
    hidden = "ticker"
    form.draft |= {hidden: "600999"}
    form.save(update_fields=["draft"])
    attach_all(ref, group.actor("王经办"))
    act(group, "王经办", ref, "report")
    assert "600999" not in str(Submission.objects.get(case__ref=ref).answers)


def test_a_move_says_nothing_but_its_opinion(group: Group) -> None:
    """Red when a move takes its target, its desk or its actor from what is posted."""
    ref = a_case(group, "under_review")
    case = Case.objects.get(ref=ref)
    sent = {
        "version": case.version,
        "token": new_token(),
        "to": "registered",
        "state": "registered",
        "desk": "1",
        "by": "1",
    }
    browser_of(group, "李审核").post(f"/cases/{ref}/moves/approve/", sent)
    case.refresh_from_db()
    assert case.state == "under_review"
    assert case.desk_id == group.units["second"]
