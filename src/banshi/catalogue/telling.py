"""What units of a campaign are told, as deliveries for `notices`."""

from collections.abc import Iterable, Iterator, Mapping

from banshi.catalogue import shelf
from banshi.ledger.outbox import Delivery
from banshi.people.units import standings


def told(matter: str, units: Iterable[int], words: str, *, sms: bool) -> tuple[Delivery, ...]:
    """Says the same to those who file for these units; for an investee that is its investor."""
    return tuple(each_told(matter, dict.fromkeys(units, words), sms=sms))


def each_told(matter: str, words: Mapping[int, str], *, sms: bool) -> Iterator[Delivery]:
    """Says to those who file for each unit what is meant for it."""
    pack, _, key = matter.partition("/")
    roles = [f"{pack}/{role}" for role in shelf.matter(pack, key).may_file.roles]
    filers = standings.filers(words)
    for unit, text in words.items():
        payload = {"unit": filers.get(unit, unit), "roles": roles, "text": text[:500], "sms": sms, "ref": ""}
        yield Delivery("notices.tell", payload)
