"""Publishing: a revision for every change of what a matter says, none without one, and a case keeps its own."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.catalogue import actions, shelf
from banshi.catalogue import queries as catalogue
from banshi.catalogue.models import MatterRevision
from banshi.define import Matter
from banshi.ledger.models import Event
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import NotFound
from banshi.people.signing_in import passwords
from tests.catalogue.situations import Say, other_words
from tests.people.signing_in import signed_in
from tests.situations import OCCUPY, Group, a_case, a_group

pytestmark = pytest.mark.django_db
APPLY = "library_card/apply"


@pytest.fixture
def say() -> Iterator[Say]:
    """`say(matter)` changes what the packs on the shelf say of that matter."""
    with other_words() as say:
        yield say


def occupation(label: str) -> Matter:
    """占有登记 as it is, but its first field has another label."""
    matter = shelf.pack("property_rights").matter("occupy")
    first, *rest = matter.form.sections
    field = replace(first.fields[0], label=label)
    section = replace(first, fields=(field, *first.fields[1:]))
    return replace(matter, form=replace(matter.form, sections=(section, *rest)))


def numbers(key: str) -> list[int]:
    """The revisions of a matter."""
    return list(MatterRevision.objects.filter(matter=key).order_by("number").values_list("number", flat=True))


def test_every_matter_is_published_once() -> None:
    """Red when publishing the same writes another revision: every start of the site would."""
    assert f"{APPLY} 第 1 版" in actions.publish(by=SYSTEM)
    assert actions.publish(by=SYSTEM) == []
    assert numbers(APPLY) == [1]


def test_a_change_makes_the_next_revision_and_leaves_the_last_as_it_was(say: Say) -> None:
    """Red when a revision is written over, or every matter gets a new one with it."""
    actions.publish(by=SYSTEM)
    before = catalogue.current(OCCUPY)
    say(occupation("新的名称"))
    assert actions.publish(by=SYSTEM) == [f"{OCCUPY} 第 2 版"]
    assert catalogue.current(OCCUPY).matter.form.sections[0].fields[0].label == "新的名称"
    catalogue.revision.cache_clear()
    assert catalogue.revision(before.id) == before


def test_going_back_to_what_was_said_before_is_a_revision_too(say: Say) -> None:
    """Red when digests of all revisions are compared and not of the last: the site would go on with what nobody says."""
    actions.publish(by=SYSTEM)
    said = shelf.pack("property_rights").matter("occupy")
    for matter in (occupation("新的名称"), said):
        say(matter)
        actions.publish(by=SYSTEM)
    assert numbers(OCCUPY) == [1, 2, 3]
    assert catalogue.current(OCCUPY).matter == said


def test_a_publication_is_an_event() -> None:
    """Red when nobody can tell later what was in force."""
    actions.publish(by=SYSTEM)
    event = Event.objects.get(stream=f"catalogue:{APPLY}")
    assert (event.kind, event.data["number"]) == ("published", 1)
    assert event.data["digest"] == MatterRevision.objects.get(matter=APPLY).digest


def test_a_matter_nobody_published_is_not_found() -> None:
    """Red when the shelf answers instead of what was published."""
    with pytest.raises(NotFound):
        catalogue.current("property_rights/occupy")


# A case keeps its own ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def group() -> Group:
    """The packs are published, the people are there."""
    return a_group()


def test_a_case_keeps_the_revision_it_was_opened_with(group: Group, say: Say) -> None:
    """Red when a case reads the current revision: what was filed would change under the reviewers' eyes."""
    ref = a_case(group, "under_review")
    say(occupation("新的名称"))
    actions.publish(by=SYSTEM)
    later = cases.open_case(OCCUPY, group.units["fourth"], by=group.actor("王经办"), token=new_token())
    labels = [
        queries.case_for(group.actor("王经办"), each).matter.form.sections[0].fields[0].label for each in (ref, later)
    ]
    assert labels[0] != labels[1] == "新的名称"


def test_the_page_is_drawn_from_the_cases_own_revision(group: Group, say: Say) -> None:
    """Red when a page asks the shelf for the form."""
    ref = a_case(group, "draft")
    say(occupation("新的名称"))
    actions.publish(by=SYSTEM)
    later = cases.open_case(OCCUPY, group.units["fourth"], by=group.actor("王经办"), token=new_token())
    account = group.account("王经办")
    browser = signed_in(account, passwords.demo(account.username))
    pages = [unescape(browser.get(f"/cases/{each}/form/").content.decode()) for each in (ref, later)]
    assert ["新的名称" in page for page in pages] == [False, True]


def test_a_revision_runs_the_rules_of_today(group: Group) -> None:
    """Red when the code is not put behind the words that were published."""
    matter = catalogue.current(OCCUPY).matter
    today = {rule.code: rule.check for rule in shelf.pack("property_rights").matter("occupy").rules}
    assert {rule.code: rule.check for rule in matter.rules} == today
