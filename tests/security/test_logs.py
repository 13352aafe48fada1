"""S24: the server's log tells where a fault was, and nothing of whom it was about."""

import logging
import sys
from logging.config import dictConfig

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from banshi.config.logs import WithoutValues
from banshi.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_fault_of_the_database_is_told_without_the_row() -> None:
    """Red with Python's own formatter: PostgreSQL's DETAIL holds the whole row."""
    Account.objects.create(username="wang.jingban", name="王经办")
    try:
        with transaction.atomic():
            Account.objects.create(username="wang.jingban", name="王经办")
    except IntegrityError:
        told = WithoutValues().formatException(sys.exc_info())
    assert "UniqueViolation (23505)" in told
    assert "test_logs.py" in told
    assert "wang.jingban" not in told


def test_the_server_logs_that_way(capsys: pytest.CaptureFixture[str]) -> None:
    """Red when the settings name another formatter."""
    dictConfig(settings.LOGGING)
    try:
        raise ValueError("王经办 13900000000")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/notices/")
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "王经办" not in told
