"""The people of the demo as `make run` prints them."""

from io import StringIO

import pytest
from django.core.management import call_command

from banshi.jobs.management.commands.demo import Command

PERSON = {"name": "王经办", "unit": "某单位", "identifier": "100000018", "password": "初始", "totp_secret": ""}


def test_two_people_of_one_name_are_told_apart_by_their_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the list says who somebody is and not where."""
    listed = [PERSON | {"pack": pack} for pack in ("property_rights", "library_card")]
    monkeypatch.setattr(Command, "_world", lambda *_: listed)
    said = StringIO()
    call_command("demo", stdout=said)
    first, second = said.getvalue().splitlines()
    assert "产权登记管理信息系统" in first
    assert "借书证" in second
