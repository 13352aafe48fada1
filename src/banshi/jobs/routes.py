"""Where deliveries go: every address an event may name, and who takes it."""

from collections.abc import Callable, Mapping
from typing import Any

from banshi.carriers import mail, sms
from banshi.cases.imports import working
from banshi.cases.imports.actions import TO as IMPORTS
from banshi.cases.terms import recounting
from banshi.clock.actions import TO as CALENDAR
from banshi.figures import working as exports
from banshi.figures.actions import TO as EXPORTS
from banshi.ledger import proofs
from banshi.lib import sealed
from banshi.notices import actions as notices
from banshi.papers import actions as papers
from banshi.people.accounts import handouts
from banshi.people.accounts.first_accounts import TO as FIRST_ACCOUNTS
from banshi.people.sso import signing_out

# Takes a payload and a message id. Called again with the same id after a failure, it must do no harm. True says that only a part was
# done: that part is kept, and the delivery comes again at once.
Handler = Callable[[dict[str, Any], str], bool | None]


def _sealed(send: Callable[[dict[str, Any], str], None]) -> Handler:
    """Codes and links that open something lie sealed in the outbox."""

    def opened(payload: dict[str, Any], message_id: str) -> None:
        send({key: sealed.opened(text) for key, text in payload.items()}, message_id)

    return opened


ROUTES: Mapping[str, Handler] = {
    IMPORTS: working.go_on,
    EXPORTS: exports.go_on,
    FIRST_ACCOUNTS: handouts.issue,
    CALENDAR: recounting.recount,
    "sms": sms.send,
    "sms.sealed": _sealed(sms.send),
    "mail": mail.send,
    "mail.sealed": _sealed(mail.send),
    signing_out.TO: signing_out.tell,
    "papers.render": papers.render,
    "notices.tell": notices.tell,
    proofs.TO: proofs.carry_out,
}
# How many deliveries are handed over in one transaction, where more than one: their takers do little but write.
TOGETHER: Mapping[str, int] = {"notices.tell": 50}
