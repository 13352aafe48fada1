"""`banshi administrator`: the only way an administrator comes to be, or comes in again."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from banshi.people.models import Account, Organisation
from tests.people.signing_in import knock
from tests.people.situations import a_unit

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("administrator", *arguments, stdout=out)
    return re.findall(r"初始密码 (\w+)", out.getvalue())[0]


def test_an_administrator_is_appointed_and_helped_in_again():
    """Red when the second call keeps the first password."""
    unit = Organisation.objects.get(pk=a_unit("平台运行管理中心", None))
    first = run("wang.an", "--role", "security_admin", "--unit", unit.code)
    second = run("wang.an")
    assert first != second
    assert knock(Client(), "wang.an", first).status_code == 422
    assert knock(Client(), "wang.an", second).status_code == 302
    assert [link.role for link in Account.objects.get(username="wang.an").links.all()] == ["security_admin"]


def test_what_cannot_be_done_is_said_in_words():
    for arguments in (("nobody",), ("wang.an", "--role", "auditor", "--unit", "123456789")):
        with pytest.raises(CommandError, match="没有"):
            run(*arguments)
