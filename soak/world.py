"""Who files in the soak: schools that ask for library cards with a photo, each signed in, and two reviewers of the library above."""

import random
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from banshi.catalogue import actions as catalogue
from banshi.ledger import clock
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.codes import org_code_check
from banshi.people import actions, demo, queries
from banshi.people.models import Account
from banshi.people.signing_in.sessions import SessionStore
from banshi.people.signing_in.sign_in import BEGAN

MATTER, TREE = "library_card/apply", "library_card"
APPLICANT, REVIEWER = "library_card/applicant", "library_card/reviewer"
SCHOOLS = 4
_dice = random.SystemRandom()


@dataclass(frozen=True)
class Person:
    """Somebody with a running session, and their unit."""

    account: int
    unit: int
    code: str
    session: str

    @property
    def actor(self) -> Actor:
        """The person as they are now."""
        return queries.actor_for(Account.objects.get(pk=self.account))


@dataclass(frozen=True)
class World:
    """The people of one house."""

    filers: list[Person]
    reviewers: list[Person]


def make_world() -> World:
    """Publishes the packs, makes units and people, and signs everybody in."""
    catalogue.publish(by=SYSTEM)
    library, code = _unit("渝州市图书馆", None)
    reviewers = [_person(library, code, REVIEWER, f"reviewer.{code.lower()}.{n}") for n in range(2)]
    schools = [_unit(f"渝州市第{number + 1}中学", library) for number in range(SCHOOLS)]
    return World([_person(unit, code, APPLICANT, code) for unit, code in schools], reviewers)


def _unit(name: str, parent: int | None) -> tuple[int, str]:
    first = f"{_dice.randrange(10**8):08}"
    code = first + org_code_check(first)
    return actions.add_unit(name=f"{name}（{code}）", code=code, tree=TREE, parent=parent, by=SYSTEM), code


def _person(unit: int, code: str, role: str, identifier: str) -> Person:
    made = demo.make_account(
        unit=unit,
        identifier=identifier,
        name=identifier,
        roles=(role,),
        settled=True,
        totp=False,
        number=_dice.randrange(10**8),
    )
    account = Account.objects.get(username=made.identifier)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY], session[BEGAN] = account.get_session_auth_hash(), clock.now().timestamp()
    session["pack"] = TREE
    session.save()
    return Person(account.pk, unit, code, str(session.session_key))
