"""S29, S24: whoever follows every public link from the home finds what was meant for everybody, and nothing of anybody else."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from banshi.bulletin import results
from banshi.cases import queries
from banshi.ledger.models import Event
from banshi.people.models import Account
from tests.bulletin.situations import announced, asked
from tests.bulletin.test_results import group
from tests.situations import Group, a_case, a_group

__all__ = ["group"]
pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
ELSEWHERE = re.compile(r"/(static|elder|captcha|sign-in|s)/")
FILES = (".pdf", ".xlsx", ".png", ".svg", ".css", ".js")
MOST = 400


def every_public_page() -> dict[str, str]:
    """What a visitor reads who follows each link once, files and doors to sign in at aside."""
    found: dict[str, str] = {}
    ahead = ["/"]
    while ahead and len(found) < MOST:
        address = ahead.pop().replace("&amp;", "&")
        if address in found or urlsplit(address).path.endswith(FILES) or ELSEWHERE.match(address):
            continue
        page = Client().get(address)
        found[address] = page.content.decode() if page.status_code == 200 else ""
        ahead += LINK.findall(found[address])
    assert len(found) < MOST
    return found


def private(group: Group, ref: str) -> set[str]:
    """What is known of a case, and who works on it."""
    case = queries.case_for(group.actor("王经办"), ref)
    assert case.submission
    people = Account.objects.filter(username__in=group.names.values())
    told = {
        str(case.submission.answers[key])
        for key in ("legal_representative", "contact", "contact_phone")
        if key in case.submission.answers
    }
    return {ref, *(each.name for each in people), *(each.phone for each in people if each.phone), *told}


def test_s29_every_public_page_tells_only_what_was_published(group: Group) -> None:
    """Red when a name is not masked in a result, a case's number stands beside it, or a page for everybody lists what waits."""
    decided, other = a_case(group, "registered"), a_group()
    waiting = a_case(other, "under_review")
    announced()
    asked()
    pages = every_public_page()
    (result,) = results.listed(["property_rights"])
    assert result.whom in pages[f"/results/{result.number}/"]
    hidden = private(group, decided) | private(other, waiting) | {*other.names.values()}
    case = queries.case_for(other.actor("王经办"), waiting)
    told = [(path, each) for path, page in pages.items() for each in {*hidden, case.unit_name} if each in page]
    assert not told


def test_s29_what_a_visitor_reads_is_written_into_no_history_but_that_of_look_ups(group: Group) -> None:
    """Red when looking at public pages leaves events."""
    a_case(group, "registered")
    before = Event.objects.count()
    every_public_page()
    assert Event.objects.count() == before
