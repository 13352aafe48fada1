"""What is read at every request in SQL of its own is what Django reads."""

from itertools import chain, combinations, product
from typing import get_args

import pytest

from banshi.define import MayFile
from banshi.define.filers import Right
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.people import asking, queries
from banshi.people.models import Account, Link, Naming, Organisation
from tests.situations import a_group

pytestmark = pytest.mark.django_db


def test_who_asks_is_the_account_django_finds() -> None:
    """Red when a column is left out, or a link that ended counts."""
    group = a_group()
    account = group.account("李审核")
    Link.objects.create(account=account, organisation_id=group.units["third"], role="auditor", until=clock.now())
    asked = asking.account(account.pk)
    assert asked is not None
    fields = [field.attname for field in Account._meta.concrete_fields]
    assert {key: getattr(asked, key) for key in fields} == {key: getattr(account, key) for key in fields}
    assert [(each.pk, each.role, each.organisation.name) for each in asked.links_now] == [
        (each.pk, each.role, each.organisation.name) for each in account.links_now
    ]


def test_who_may_file_for_whom_is_what_django_finds() -> None:
    """Red when a right, a tier, a closed unit, an ended naming or a unit's own place is taken for another."""
    group = a_group()
    agency, first, second, third, fourth, other = group.units.values()
    Organisation.objects.filter(pk=third).update(investor=first)
    Organisation.objects.filter(pk=other).update(closed_at=clock.now())
    Naming.objects.create(unit_id=fourth, files_id=second)
    Naming.objects.create(unit_id=second, files_id=third, until=clock.now())
    kinds = get_args(Right)
    allowed = chain.from_iterable(combinations(kinds, number) for number in range(len(kinds) + 1))
    for rights, tiers in product(allowed, ((), (1,), (2, 4))):
        said = MayFile(rights=rights, roles=(), tree="产权", tiers=tiers)
        for own in (agency, first, second, third, fourth, other):
            actor = Actor(kind="person", unit=own)
            found = queries.units_filed_for(actor, said, list(group.codes.values()))
            answered = {unit for unit in group.units.values() if queries.may_file_for(actor, unit, said)}
            assert answered == set(found.values()), (rights, tiers, own)
