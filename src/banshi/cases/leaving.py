"""A person leaves: their account is closed once none of their own cases is open; and what they have filed, to take along."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from banshi.cases.models import Case
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.people.persons import closing


def filed(by: Actor) -> list[dict[str, Any]]:
    """A person's own cases, the oldest first: reference, title, state in words, since when, and the answers as they stand."""
    own = Case.objects.filter(filing_unit__in=closing.own_units(by)).order_by("pk")
    return [
        {
            "编号": case.ref,
            "事项": case.title,
            "状态": catalogue.revision(case.revision_id).matter.flow.state(case.state).title,
            "开始时间": case.opened_at.isoformat(timespec="seconds"),
            "填报内容": case.draft,
        }
        for case in own
    ]


def still_open(by: Actor) -> int:
    """How many of a person's own cases have not ended, drafts too."""
    return counted(closing.own_units(by))[1]


def counted(own: Collection[int]) -> tuple[int, int]:
    """How many cases these persons have filed, drafts too, and how many of them have not ended."""
    found = Case.objects.filter(filing_unit__in=own)
    return found.count(), found.filter(ended=False).count()


@transaction.atomic
def close_account(*, by: Actor) -> None:
    """【注销账户】. Raises Conflict while a case is open, and as `closing.close`."""
    if left := still_open(by):
        raise Conflict(f"您还有 {left} 件没有办结的办件。请先办结、撤回或删除，再注销账户。")
    closing.close(by=by, seats=shelf.seats())
