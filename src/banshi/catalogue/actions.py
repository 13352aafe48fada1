"""Publishing what the packs say, loading code lists, and what the agency decides of matters without publishing anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from banshi.catalogue import rules, shelf
from banshi.catalogue.models import CodeEntry, LayoutChoice, MatterRevision, Opening
from banshi.catalogue.refusals import Unpublishable
from banshi.define import Matter
from banshi.define.snapshot import to_data
from banshi.ledger import actions as ledger
from banshi.lib.actor import Actor
from banshi.lib.canon import digest


@transaction.atomic
def publish(*, by: Actor) -> list[str]:
    """Writes a revision of every matter that differs from its last one and names them as "pack/matter 第 n 版".

    Raises Unpublishable while any pack has a fault: half a catalogue is never published.
    """
    if found := shelf.all_faults():
        raise Unpublishable(found)
    return [
        told for pack in shelf.packs().values() for matter in pack.matters if (told := _publish(pack.key, matter, by))
    ]


def _publish(pack: str, matter: Matter, by: Actor) -> str:
    key, snapshot = f"{pack}/{matter.key}", to_data(matter)
    last = MatterRevision.objects.filter(matter=key).order_by("-number").first()
    if last and last.digest == digest(snapshot):
        return ""
    number = last.number + 1 if last else 1
    MatterRevision.objects.create(matter=key, number=number, digest=digest(snapshot), snapshot=snapshot)
    ledger.append(
        f"catalogue:{key}", "published", by=by, data={"matter": key, "number": number, "digest": digest(snapshot)}
    )
    return f"{key} 第 {number} 版"


@transaction.atomic
def load_codes(name: str, entries: Iterable[tuple[str, str]], *, by: Actor) -> int:
    """Puts (code, full name) pairs into the code list `name`; a code already there takes the new name. Returns how many."""
    rows = [CodeEntry(list=name, code=code, name=full) for code, full in entries]
    CodeEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["list", "code"], update_fields=["name"], batch_size=2000
    )
    ledger.append(f"catalogue:{name}", "codes_loaded", by=by, data={"list": name, "entries": len(rows)})
    return len(rows)


@transaction.atomic
def set_opening(pack: str, matter: str, typed: Mapping[str, Any], *, by: Actor) -> None:
    """Sets when a matter may be filed; what was set before ends. Raises NotFound, and Invalid with every problem at its cell."""
    rules.must_arrange(by)
    key, values = f"{pack}/{shelf.matter(pack, matter).key}", rules.opening(typed)
    Opening.objects.update_or_create(matter=key, defaults=values)
    ledger.append(f"catalogue:{key}", "opening_set", by=by, data={"matter": key, **values})


@transaction.atomic
def choose_layouts(pack: str, paper: str, typed: Mapping[str, Any], *, by: Actor) -> None:
    """Chooses which layouts of a paper are offered for printing, and which is proposed. Papers issued earlier follow too. Raises
    NotFound, and Invalid with every problem at its cell."""
    rules.must_arrange(by)
    key, chosen = f"{pack}/{paper}", rules.layouts(shelf.paper(pack, paper), typed)
    LayoutChoice.objects.update_or_create(paper=key, defaults={"layouts": chosen})
    ledger.append(f"catalogue:{key}", "layouts_chosen", by=by, data={"paper": key, "layouts": chosen})
