"""That another account is one's own: its password, and the code sent to its phone. Every try counts as one of signing in, and nobody learns
which of the two was wrong, or whether there is such an account."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, TooMany
from banshi.people import rules
from banshi.people.merging.rules import SAME
from banshi.people.models import Account
from banshi.people.persons import persons
from banshi.people.refusals import wrong
from banshi.people.signing_in import phone_codes, waits
from banshi.people.signing_in.sign_in import may_sign_in, prove_password

PURPOSE = "merge"
GOOD_FOR = timedelta(minutes=10)  # from the right password to the last button
TRIES = 5  # passwords, of one person with whatever account
OVER = "核对已经失效，账户没有合并。请从头再办理一次。"


@dataclass(frozen=True)
class Proven:
    """The other account, and what has shown that it is one's own: `proof` stands for its password, right at `since` (seconds); `reached`
    once its phone has shown the code."""

    username: str
    proof: str
    since: float
    reached: bool = False

    def as_kept(self) -> dict[str, Any]:
        """As the session holds it."""
        return asdict(self)


def begin(request: HttpRequest, typed: str, password: str, *, by: Actor) -> Proven:
    """The other account by its user name or phone, and its password. Raises Invalid at `password` or `login`, TooMany."""
    persons.own(by)
    bucket = waits.bucket(PURPOSE, f"account {by.own_account}")
    if minutes := waits.take(bucket, TRIES):
        raise TooMany(f"密码输错次数过多，请 {minutes} 分钟后再试。", wait=minutes * 60)
    identifier = rules.identifier(typed[: rules.LONGEST])
    prove_password(request, identifier, password)
    waits.give_back(bucket)
    account = _reachable(persons.username(identifier))
    if account and account.pk == by.account:
        raise wrong("login", SAME)
    proof = _proof(account) if account else ""
    return Proven(persons.username(identifier), proof, clock.now().timestamp())


def send_code(proven: Proven, *, session: str, by: Actor) -> None:
    """A code to the other account's phone, if it has one and may sign in. Raises TooMany for who asks too often."""
    account = _reachable(proven.username)
    phone = account.phone if account else ""
    nowhere = _nowhere(proven.username)
    phone_codes.send_untold(phone, instead=nowhere, purpose=PURPOSE, session=session, by=by, own=False)


def prove(proven: Proven, code: str, *, session: str) -> Proven:
    """The code has come. Raises Invalid at `code`."""
    account = _reachable(proven.username)
    phone = account.phone if account else _nowhere(proven.username)
    phone_codes.use(phone=phone, code=code, purpose=PURPOSE, session=session)
    return replace(proven, reached=True)


def require(proven: Proven, account: Account) -> None:
    """Raises Conflict unless both have shown it, not long ago, and the account is as it was then."""
    late = clock.now().timestamp() - proven.since > GOOD_FOR.total_seconds()
    if late or not proven.reached or not account.is_active or proven.proof != _proof(account):
        raise Conflict(OVER)


def _reachable(username: str) -> Account | None:
    """An account that may come in, and has finished its first sign-in."""
    settled = Account.objects.filter(username=username).exclude(settled_at=None).exclude(phone_sealed="")
    account = settled.first()
    return account if account and may_sign_in(account, "password") is None else None


def _proof(account: Account) -> str:
    return f"{account.pk} {account.get_session_auth_hash()}"


def _nowhere(username: str) -> str:
    """What stands for the phone of an account there is not."""
    return f"NOBODY {username}"
