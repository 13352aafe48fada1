"""The first administrators of a house without a demo are appointed on the server, with the unit that runs it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from banshi.people import queries
from banshi.people.models import Account
from tests.people.situations import a_code

pytestmark = pytest.mark.django_db


def appoint(username: str, **more: str) -> str:
    said = StringIO()
    call_command("administrator", username, stdout=said, **more)
    return said.getvalue()


def test_the_first_administrators_come_with_their_unit() -> None:
    """Red when a unit has to be there before anybody can add one."""
    code = a_code()
    said = appoint("xitong", role="system_admin", unit=code, unit_name="某市政务平台", name="周系统")
    assert "某市政务平台　用户名 xitong　初始密码" in said
    assert "用户名 shenji" in appoint("shenji", role="auditor", unit=code, name="吴审计")
    assert not queries.is_empty()
    assert Account.objects.get(username="shenji").links.get().role == "auditor"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"unit": "12345678-0", "unit_name": "某单位"}, "校验位不对"),
        ({"unit": "12345678-0"}, "没有这个单位"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(more: dict[str, str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        appoint("xitong", role="system_admin", **more)
    assert not Account.objects.filter(username="xitong").exists()


def test_a_unit_that_is_there_is_not_added_again() -> None:
    code = a_code()
    appoint("xitong", role="system_admin", unit=code, unit_name="某市政务平台")
    with pytest.raises(CommandError, match="已"):
        appoint("anquan", role="security_admin", unit=code, unit_name="某市政务平台")
