"""The people of the demo as `make run` prints them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core import checks
from django.core.management import call_command

from banshi.jobs.demo_sign_ins import keep, kept
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


def test_a_deployment_is_warned_of_a_demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Red when passwords in clear, the administrators' among them, pass unsaid."""
    monkeypatch.setenv("BANSHI_HOME", str(tmp_path))
    assert "banshi.demo" not in warned()
    keep("[]")
    assert "banshi.demo" in warned()
    assert kept().stat().st_mode & 0o777 == 0o600


def warned() -> set[str | None]:
    """What `check --deploy` says, by its names."""
    return {each.id for each in checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)}
