"""Which passwords may be chosen."""

import pytest

from banshi.lib import home
from banshi.lib.refusals import Conflict, Invalid
from banshi.people import actions, queries
from banshi.people.accounts import handing_out
from banshi.people.models import Account
from banshi.people.signing_in import passwords
from tests.people.situations import PACK, PASSWORD, a_unit, an_account

ABOUT = ["100000008", "渝州江南桥梁工程有限公司", "13912345678", "王经办", "91500103MA5UXXXX08"]


@pytest.mark.parametrize(
    "password",
    [
        "1234567",
        "短口令",
        "x" * 129,
        "123456789",
        "password1",
        "11111111",
        "abababab",
        "100000008",
        "我的100000008",
        "13912345678",
        "手机13912345678",
        "渝州江南桥梁工程有限公司",
        "渝州江南桥梁工程有限公司2026",
        "12345678",
    ],
)
def test_what_others_would_guess_first_may_not_be_chosen(password):
    """Red when the length, the common list, the account's own words, or repetition is not looked at."""
    assert passwords.problem(password, about=ABOUT)


@pytest.mark.parametrize("password", ["江边慢跑的人穿蓝鞋", "correct horse battery", "tR4 v!x9", "🦆🐎🐄🐖🐓🐑🐈🐕"])
def test_a_long_or_strange_one_may_without_any_composition(password):
    """Red when digits or capitals are asked for."""
    assert passwords.problem(password, about=ABOUT) == ""


def test_two_installations_never_share_a_demo_password(monkeypatch):
    """Red when the demo's passwords are made from the user name alone."""
    made = set()
    for secret in (b"one", b"two"):
        monkeypatch.setattr(home, "secret", lambda name, secret=secret: secret)
        made.add(passwords.demo("100000008"))
    assert len(made) == 2


@pytest.mark.parametrize(
    "typed", ["65892141-4abc", "６５８９２１４１４ abc", "xx 6589 2141 4", "139-0000-1234!", "渝州 示例公司"]
)
def test_a_code_or_name_is_no_password_however_it_is_printed(typed: str) -> None:
    """Red when words are compared as they were typed."""
    assert passwords.problem(typed, about=["658921414", "渝州示例公司", "13900001234"])


@pytest.mark.django_db
def test_a_password_of_before_is_not_chosen_again() -> None:
    """Red when only the present one is asked: the issued one lies on a slip, the last one may have been given away."""
    unit = a_unit("渝州公司", None)
    slip = handing_out.issue_by_server(unit=unit, username="wuguan", name="吴管", roles=(f"{PACK}/enterprise",))
    by = queries.actor_for(Account.objects.get(username="wuguan"))
    first, second = "quiet lake 8023", "tall window 5190"
    actions.choose_password(old=slip.password, new=first, again=first, by=by)
    actions.choose_password(old=first, new=second, again=second, by=by)
    for before in (slip.password, first, second):
        with pytest.raises(Invalid):
            actions.choose_password(old=second, new=before, again=before, by=by)


@pytest.mark.django_db
def test_of_two_changes_at_once_the_second_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the password that was proven is not asked again under the lock."""
    account = an_account("王经办", a_unit("渝州公司", None))
    by = queries.actor_for(account)
    monkeypatch.setattr(actions, "require_password", lambda *_, **__: "another hash by now")
    with pytest.raises(Conflict):
        actions.choose_password(old=PASSWORD, new="quiet lake 8023", again="quiet lake 8023", by=by)
