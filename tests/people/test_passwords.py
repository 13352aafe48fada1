"""Which passwords may be chosen."""

import pytest

from banshi.lib import home
from banshi.people import passwords

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
