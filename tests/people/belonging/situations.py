"""A hall with an officer, an authority that grants permits, units, and people who ask to belong to them."""

from dataclasses import dataclass, field
from itertools import count

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.jobs.demo_files import sample
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM, Actor
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading
from banshi.people.belonging import queries as belongs
from banshi.people.models import Account
from tests.people.newcomers import PACK, the_hall
from tests.situations import a_code

JOINING, NEW_UNIT, UNIT_CHANGE = (f"{PACK}/{key}" for key in ("joining", "new_unit", "unit_change"))
PERMITS = "测绘"
CERTIFICATE = ("pdf", "jpg", "png")
_numbers = count(4_000_000)


@dataclass
class Place:
    """An office at the hall, 何审核 in it, and two units that stand below the authority."""

    hall: int
    units: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    usernames: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str, unit: str = "") -> Actor:
        """One of the people as they are now, for themselves or for the unit they have chosen."""
        account = Account.objects.get(username=self.usernames[name])
        return reading.actor_for(account, unit=self.units.get(unit))

    def account(self, name: str) -> int:
        """The number of somebody's account."""
        return Account.objects.get(username=self.usernames[name]).pk


def a_place(*names: str) -> Place:
    """With these people, who have signed up and belong nowhere."""
    catalogue.publish(by=SYSTEM)
    place = Place(the_hall())
    authority = people.add_unit(name=f"测绘局{a_code()}", code=a_code(), tree=PERMITS, by=SYSTEM)
    for key in ("press", "other"):
        place.codes[key] = a_code()
        place.units[key] = people.add_unit(
            name=f"地图社{place.codes[key]}",
            code=place.codes[key],
            tree=PERMITS,
            parent=authority,
            region="500103",
            by=SYSTEM,
        )
    number = next(_numbers)
    place.usernames["何审核"] = demo.make_account(
        unit=place.hall,
        identifier=f"officer{number}",
        name="何审核",
        roles=(f"{PACK}/officer",),
        settled=True,
        totp=True,
        number=number,
    ).identifier
    for name in names:
        a_person(place, name)
    return place


def a_person(place: Place, name: str, *, called: str = "") -> None:
    """Somebody who has signed up, with another name than they have here where one is `called` so."""
    number, said = next(_numbers), shelf.pack(PACK).sign_in.signs_up
    assert said
    made, place.units[name] = demo.sign_up(f"person{number}", called or name, PACK, said, number=number)
    place.usernames[name] = made.identifier


def asked(place: Place, name: str, unit: str = "press", seat: str = "signs") -> str:
    """Somebody has asked to belong to a unit whose code they typed; the case waits."""
    by = place.actor(name)
    code = belongs.proven(place.units[unit], place.codes[unit], by=by)
    known = belongs.is_administered(place.units[unit], shelf.seats())
    first = {"unit": code, "unit_code": code, "administered": "是" if known else "否", "seat": seat, "post": "资料室"}
    ref = cases.open_case(JOINING, by.own_unit, by=by, token=new_token(), first=first | {"phone": "13900001111"})
    attach(ref, by)
    act(place, name, ref, "report")
    return ref


def attach(ref: str, by: Actor) -> None:
    """The certificate."""
    shown, stream = sample("证照", CERTIFICATE)
    cases.attach(ref, "certificate", stream, shown, by=by)


def act(place: Place, name: str, ref: str, move: str, unit: str = "", opinion: str = "") -> cases.Receipt:
    """One of the people makes a move on the case as it is now."""
    by = place.actor(name, unit)
    return cases.move(ref, move, by=by, version=Case.objects.get(ref=ref).version, token=new_token(), opinion=opinion)


def joined(place: Place, name: str, unit: str = "press", seat: str = "signs", decides: str = "何审核") -> str:
    """Somebody belongs to the unit: let in by the agency, or by one who administers it."""
    ref = asked(place, name, unit, seat)
    act(place, decides, ref, "approve", unit if decides != "何审核" else "")
    return ref


def roles(place: Place, name: str, unit: str = "press") -> set[str]:
    """What somebody may do there now; nothing where they do not belong."""
    actor = place.actor(name, unit)
    return set(actor.roles) if actor.unit == place.units[unit] else set()


def desk(ref: str) -> int | None:
    """Whose turn it is."""
    return Case.objects.get(ref=ref).desk_id


def open_moves(place: Place, name: str, ref: str, unit: str = "") -> set[str]:
    """What one of the people may do with a case."""
    actor = place.actor(name, unit)
    return {each.key for each in queries.moves_open_to(actor, queries.case_for(actor, ref))}
