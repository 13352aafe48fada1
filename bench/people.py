"""Who carries the cases of the bench: eight lines of a filer, the superior and an officer of the agency, all signed in."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from banshi.ledger import clock
from banshi.lib.actor import SYSTEM
from banshi.lib.codes import org_code_check
from banshi.people import actions, demo
from banshi.people.models import Account
from banshi.people.signing_in.sign_in import BEGAN

LINES = 8
TREE = "life"
FILER, REVIEWER = "life/filer", "life/reviewer"


@dataclass(frozen=True)
class Person:
    """Somebody with a running session."""

    account: int
    unit: int
    session: str

    @property
    def cookies(self) -> dict[str, str]:
        """What their browser sends."""
        return {settings.SESSION_COOKIE_NAME: self.session}


@dataclass(frozen=True)
class Line:
    """Those who carry one case after another from the draft to the end; `code` names the filer's unit."""

    code: str
    filer: Person
    superior: Person
    officer: Person


def code(number: int) -> str:
    """The organisation code of that number, with its check digit (GB 11714)."""
    first = f"{number:08}"
    return first + org_code_check(first)


def sign_in_all() -> list[Line]:
    """Makes units, people and sessions."""
    agency = _unit("测速中心", 1, None)
    return [_line(agency, 10 * number) for number in range(1, LINES + 1)]


def _line(agency: int, number: int) -> Line:
    superior = _unit(f"测速集团{number}", number, agency)
    filer = _unit(f"测速公司{number}", number + 1, superior)
    return Line(
        code(number + 1),
        _person(filer, code(number + 1), FILER, number + 1),
        _person(superior, code(number), REVIEWER, number),
        _person(agency, f"officer.{number}", REVIEWER, number + 2),
    )


def _unit(name: str, number: int, parent: int | None) -> int:
    return actions.add_unit(name=name, code=code(number), tree=TREE, parent=parent, by=SYSTEM)


def _person(unit: int, identifier: str, role: str, number: int) -> Person:
    demo.make_account(
        unit=unit, identifier=identifier, name=identifier, roles=(role,), settled=True, totp=False, number=number
    )
    account = Account.objects.get(username=identifier)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY], session[BEGAN] = account.get_session_auth_hash(), clock.now().timestamp()
    session["pack"] = "life"
    session.save()
    return Person(account.pk, unit, str(session.session_key))
