"""What is read at every request in SQL of its own is what Django reads."""

import pytest

from banshi.ledger import clock
from banshi.people import asking
from banshi.people.models import Account, Link
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
