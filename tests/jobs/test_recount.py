"""`banshi recount` sets figures right; `banshi verify` tells when they are not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from banshi.cases import counting
from banshi.ledger import actions as ledger
from banshi.ledger.outbox import Tally
from banshi.lib.actor import SYSTEM
from tests.situations import OCCUPY

pytestmark = pytest.mark.django_db


def said(*command: str) -> str:
    """What a command prints."""
    printed = StringIO()
    call_command(*command, stdout=printed)
    return printed.getvalue()


def test_figures_that_do_not_equal_the_cases_are_told_and_set_right() -> None:
    """Red when `verify` looks at the log alone, or `recount` leaves a figure as it was."""
    with transaction.atomic():
        wrong = [Tally(counting.of_unit(OCCUPY, 1), "registered", 7)]
        ledger.append("case:0", "tampered", by=SYSTEM, data={}, tallies=wrong)
    with pytest.raises(CommandError, match="banshi recount"):
        said("verify")
    assert f"{OCCUPY}：改正 1 项" in said("recount")
    assert "核验通过" in said("verify")


def test_what_is_counted_as_before_is_not_counted_again() -> None:
    """Red when every start of the site counts a million cases."""
    assert OCCUPY in said("recount", "--new")
    assert OCCUPY not in said("recount", "--new")
