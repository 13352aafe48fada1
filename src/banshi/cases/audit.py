"""What the auditor's log asks of cases: their numbers, and nothing of what was filed."""

from collections.abc import Collection

from banshi.cases.models import Case
from banshi.lib.actor import Actor
from banshi.people import rules


def cases_called(by: Actor, ref: str) -> tuple[int, ...]:
    """The case of that number, in whatever case it is typed."""
    rules.require(by, "auditor")
    return tuple(Case.objects.filter(ref=ref.upper()).values_list("pk", flat=True))


def refs(by: Actor, cases: Collection[int]) -> dict[int, str]:
    """The numbers of cases."""
    rules.require(by, "auditor")
    return dict(Case.objects.filter(pk__in=cases).values_list("pk", "ref"))
