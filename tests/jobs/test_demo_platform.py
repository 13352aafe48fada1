"""`banshi demo-platform`: only beside a demo world, and for as long as it runs; the walk of H16 opens it."""

import pytest
from django.core.management import CommandError, call_command

from banshi.jobs.demo_platform import served
from banshi.lib.actor import SYSTEM
from banshi.people.sso import platforms
from tests.harness.site import free_port

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_people_work() -> None:
    """Red when a real house gets a platform that nobody has registered."""
    with pytest.raises(CommandError, match="没有演示数据"):
        call_command("demo_platform")
    assert platforms.listed(SYSTEM) == []


def test_it_is_registered_once_for_as_long_as_it_runs(settings) -> None:
    """Red when one that was killed stays in everybody's list beside the next."""
    settings.SSO_ISSUER = settings.SSO_CLIENT = settings.SSO_SECRET_FILE = ""  # what it sets is put back after the test
    left = served(free_port())
    left.__enter__().server_close()
    with served(free_port()):
        assert [row.ended_at is None for row in platforms.listed(SYSTEM)] == [True, False]
    assert all(row.ended_at for row in platforms.listed(SYSTEM))
