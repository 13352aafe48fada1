"""The duties of every minute."""

import logging

import pytest

from banshi.jobs import tick
from banshi.ledger import actions
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM


def test_a_duty_that_fails_keeps_no_other_from_being_done(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    """Red when the first error ends the tick. The log names the duty and the fault, not what it was about: that may be a person."""
    done = []

    def bad() -> None:
        raise OSError("磁盘已满")

    monkeypatch.setattr(tick, "DUTIES", (bad, lambda: done.append(1)))
    with caplog.at_level(logging.ERROR):
        tick.tick()
    assert done
    assert "bad" in caplog.text
    assert "OSError" in caplog.text
    assert "磁盘已满" not in caplog.text


def test_a_delivery_nobody_takes_is_named(caplog: pytest.LogCaptureFixture, db: None) -> None:
    """Red when an address without a route waits in silence."""
    told = [Delivery("sms"), Delivery("papers.rendr")]
    actions.append("case:1", "reported", by=SYSTEM, data={}, deliveries=told)
    tick.name_the_undeliverable()
    assert "papers.rendr" in caplog.text
    assert "sms" not in caplog.text
