"""What is due every minute. More than one worker may do it: each duty is safe to do twice."""

import logging
from collections.abc import Callable

from django.db import connection

from banshi.bulletin import promises
from banshi.cases.terms import lapsing
from banshi.clock import actions as working_days
from banshi.clock import queries as calendars
from banshi.figures import actions as figures
from banshi.figures import roster
from banshi.files import actions as files
from banshi.jobs.routes import ROUTES
from banshi.ledger import actions as ledger
from banshi.ledger import checkpoint, clock, outbox
from banshi.people import actions as people
from banshi.people.accounts import handouts
from banshi.people.disputes import reminding
from banshi.people.units import placing

log = logging.getLogger(__name__)


def tick() -> None:
    """Does every duty; one that fails is told and does not keep the others from being done."""
    for duty in DUTIES:
        try:
            duty()
        except Exception:
            log.exception("%s", duty.__name__)
            connection.close_if_unusable_or_obsolete()


def name_the_undeliverable() -> None:
    """A delivery to an address nobody takes would otherwise wait in silence."""
    for address in outbox.addresses() - ROUTES.keys():
        log.error("没有人接收发往 %s 的消息", address)


def remind_of_disputes() -> None:
    """The next working day is the calendar's to know, who is told the disputes'."""
    reminding.remind(calendars.last_day(clock.today(), 1))


DUTIES: tuple[Callable[[], object], ...] = (
    checkpoint.seal,
    name_the_undeliverable,
    ledger.forget_old_tokens,
    figures.forget_old,
    files.sweep,
    people.sweep,
    handouts.forget_void,
    placing.do_what_is_due,
    roster.keep_up,
    working_days.keep_up,
    lapsing.settle,
    lapsing.warn,
    promises.remind,
    remind_of_disputes,
)
