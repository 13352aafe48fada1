"""What the auditor's log asks of papers: their numbers, and nothing of what they say."""

from collections.abc import Collection

from banshi.lib.actor import Actor
from banshi.papers.models import Paper
from banshi.people import rules


def papers_called(by: Actor, number: str) -> tuple[int, ...]:
    """The paper of that number, as it is printed."""
    rules.require(by, "auditor")
    return tuple(Paper.objects.filter(number=number).values_list("pk", flat=True))


def numbers(by: Actor, papers: Collection[int]) -> dict[int, str]:
    """The numbers of papers."""
    rules.require(by, "auditor")
    return dict(Paper.objects.filter(pk__in=papers).values_list("pk", "number"))
