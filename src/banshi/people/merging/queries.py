"""What a person reads before they merge: what passes, what ends, and what stands against it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from banshi.define import ADMINISTERS, SEATS, Seats
from banshi.ledger import clock
from banshi.lib import documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.people.accounts.confirmations import GOOD_FOR
from banshi.people.merging import proving, rules
from banshi.people.merging.proving import OVER, Proven
from banshi.people.models import Account, Confirmation, Consent, Dispute, Link, OutsideIdentity, Person, Subscription
from banshi.people.persons import persons

DISPUTED = "其中一个账户的证件号正在申诉，处理完才能合并。"
BEHIND_AUTHENTICATOR = "另一个账户登录时要填动态口令，不能凭短信验证码合并。请联系安全管理员。"
CONFIRMED = "管理员正在办理其中一个账户，办完才能合并。"


@dataclass(frozen=True)
class Seated:
    """A unit the person sits in after merging: what they do there, in words, and whether they administer it."""

    unit_name: str
    seats: tuple[str, ...]
    administers: bool


@dataclass(frozen=True)
class Merger:
    """What passes from the account `username` to `into`: units, the person's own cases (filed as the `selves`), subscriptions, an outside
    identity; and what ends with it. `against` says why it cannot be, in words, "" where it can."""

    username: str
    name: str
    into: str
    units: tuple[Seated, ...]
    selves: tuple[int, ...]
    subscriptions: int
    identity: bool
    consents: int
    document: str
    phone: str
    against: str


def merger(proven: Proven, seats: Seats, *, by: Actor) -> Merger:
    """What merging the proven account would do. Raises NotFound for no person, Conflict for a proof that is worth nothing any more."""
    into = persons.own(by).account
    gone = Account.objects.filter(username=proven.username).first()
    if gone is None:
        raise Conflict(OVER)
    proving.require(proven, gone)
    person = Person.objects.filter(account=gone).first()
    return Merger(
        username=gone.username,
        name=gone.name,
        into=into.username,
        units=tuple(_seated(into, gone, seats)),
        selves=tuple(persons.selves(gone)),
        subscriptions=new_subscriptions(into, gone).count(),
        identity=new_identities(into, gone).exists(),
        consents=Consent.objects.filter(account=gone, until=None).count(),
        document=documents.masked(person.number) if person else "",
        phone=sealed.masked_phone(gone.phone),
        against=against(into, gone, seats),
    )


def held(*accounts: Account) -> dict[int, set[str]]:
    """All roles these accounts hold, by unit, in closed ones too: they may be opened again."""
    found: dict[int, set[str]] = defaultdict(set)
    for unit, role in _links(*accounts).values_list("organisation", "role"):
        found[unit].add(role)
    return found


def _links(*accounts: Account) -> QuerySet[Link]:
    return Link.objects.filter(account__in=accounts, until=None).select_related("organisation").order_by("pk")


def _seated(into: Account, gone: Account, seats: Seats) -> Iterable[Seated]:
    links = _links(gone).exclude(organisation__kind="person")
    both = held(into, gone)
    for unit, name in dict(links.values_list("organisation", "organisation__name")).items():
        yield seated(name, rules.kept(both[unit], seats), seats)


def seated(unit_name: str, roles: set[str], seats: Seats) -> Seated:
    """What these roles in a unit are, in words."""
    words = tuple(words for seat, words in SEATS.items() if roles & {*seats[seat]})
    return Seated(unit_name, words, bool(roles & {*seats[ADMINISTERS]}))


def new_subscriptions(into: Account, gone: Account) -> QuerySet[Subscription]:
    """What the other has at hand and the person has not."""
    own = Subscription.objects.filter(account=into, until=None).values("matter")
    return Subscription.objects.filter(account=gone, until=None).exclude(matter__in=own)


def new_identities(into: Account, gone: Account) -> QuerySet[OutsideIdentity]:
    """The other's identities at providers where the person has none."""
    own = OutsideIdentity.objects.filter(account=into, until=None).values("issuer")
    return OutsideIdentity.objects.filter(account=gone, until=None).exclude(issuer__in=own)


def is_of_two_people(into: Account, gone: Account) -> bool:
    """True where what is known of both shows that they are not one person's."""
    both = (into, gone)
    now = Person.objects.filter(account__in=both).values_list("document", flat=True)
    before = Account.objects.filter(merged_into__in=both).values_list("merged_document", flat=True)
    return not rules.is_one_name(into.name, gone.name) or rules.are_two_people([*now, *before])


def against(into: Account, gone: Account, seats: Seats) -> str:
    """Why two accounts of one person cannot be merged now, or ""."""
    for account in (gone, into):
        if words := rules.problem(account, _links(account), seats):
            return words
    if is_of_two_people(into, gone):
        return rules.OF_TWO_PEOPLE
    if Authenticator.objects.filter(user=gone).exists():
        return BEHIND_AUTHENTICATOR
    if Dispute.objects.filter(holder__in=(into, gone), closed_at=None).exists():
        return DISPUTED
    asked = Confirmation.objects.filter(username__in=(into.username, gone.username), closed_at=None)
    return CONFIRMED if asked.filter(asked_at__gt=clock.now() - GOOD_FOR).exists() else ""
