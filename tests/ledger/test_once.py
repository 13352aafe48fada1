"""The same token gives the same receipt, and does its work once (R8)."""

from typing import Any

import pytest
from django.db import transaction

from banshi.ledger import actions, queries
from banshi.ledger.models import SubmitToken
from banshi.ledger.refusals import NoToken, TokenSpent
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor, visitor

WANG, LI = Actor(kind="person", account=7, name="王经办"), Actor(kind="person", account=8, name="李审核")
pytestmark = pytest.mark.django_db


@transaction.atomic
def file_once(token: str, by: Actor = WANG, purpose: str = "report 1") -> dict[str, Any]:
    """What every action with a token does."""
    once = actions.once(token, by, purpose)
    if once.receipt is not None:
        return once.receipt
    event = actions.append("case:1", "reported", by=by, data={})
    receipt = {"event": event}
    once.keep(receipt)
    return receipt


def test_after_a_failure_the_same_token_may_try_again() -> None:
    """Red when the token is kept by a transaction of its own."""
    token = new_token()
    with transaction.atomic():
        actions.once(token, WANG, "report 1")
        transaction.set_rollback(True)
    assert file_once(token) == {"event": queries.history("case:1")[0].id}


def test_a_token_is_good_for_what_it_was_used_for() -> None:
    """Red when any action answers with any receipt: whoever goes back and presses another button would read that it was done."""
    token = new_token()
    mine = file_once(token)
    with pytest.raises(TokenSpent):
        file_once(token, purpose="return 1")
    assert file_once(token) == mine


def test_somebody_elses_token_gives_nothing_away() -> None:
    """Red when tokens are not kept by account."""
    token = new_token()
    mine = file_once(token)
    assert file_once(token, LI) != mine
    assert file_once(token, visitor()) != mine


@pytest.mark.parametrize("token", ["", "1", "a" * 23, f"{'a' * 21}/", "a" * 100_000])
def test_a_form_without_a_token_of_ours_is_refused(token: str) -> None:
    """Red when any text will do: everybody who posts none would get the receipt of the first."""
    with pytest.raises(NoToken):
        file_once(token)


def test_a_token_taken_without_a_receipt_does_not_work_twice() -> None:
    """Whoever forgets `keep` finds out. Red when the second goes on as if it were the first."""
    token = new_token()
    actions.once(token, WANG, "report 1")
    with pytest.raises(RuntimeError, match="no receipt"):
        actions.once(token, WANG, "report 1")


def test_tokens_are_forgotten_when_nobody_has_the_page_open() -> None:
    file_once(new_token())
    file_once(new_token())
    SubmitToken.objects.filter(pk=SubmitToken.objects.earliest("pk").pk).update(at="2020-01-01T00:00Z")
    actions.forget_old_tokens()
    assert SubmitToken.objects.count() == 1
