"""What units of a campaign are told, as deliveries for `notices`."""

from collections.abc import Iterable, Iterator, Mapping

from banshi.catalogue import shelf
from banshi.catalogue.models import Campaign
from banshi.ledger.outbox import Delivery
from banshi.people.units import standings


def told(campaign: Campaign, units: Iterable[int], words: str) -> tuple[Delivery, ...]:
    """Says the same in the site to those who file for these units; for an investee that is its investor."""
    said = {unit: (words, about(campaign.pk, unit)) for unit in units}
    return tuple(each_told(campaign.matter, said, sms=False))


def about(campaign: int, duty: int | None = None) -> str:
    """What a notice of a campaign is about: what one unit owes (`duty`), or all of it."""
    return f"campaign:{campaign}" + (f":{duty}" if duty else "")


def each_told(matter: str, said: Mapping[int, tuple[str, str]], *, sms: bool) -> Iterator[Delivery]:
    """Says to those who file for each unit what is meant for it: the words, and what they are about."""
    pack, _, key = matter.partition("/")
    roles = [f"{pack}/{role}" for role in shelf.matter(pack, key).may_file.roles]
    filers = standings.filers(said)
    for unit, (text, ref) in said.items():
        payload = {"unit": filers.get(unit, unit), "roles": roles, "text": text[:500], "sms": sms, "ref": ref}
        yield Delivery("notices.tell", payload)
