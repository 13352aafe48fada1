"""Data that stays as it was, seen with its case alone, one good paper of a kind for a unit."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from banshi.ledger import queries as past
from banshi.ledger.models import Delivery, Event
from banshi.lib.grams import holds
from banshi.lib.refusals import Invalid, NotFound
from banshi.papers import actions, queries
from banshi.papers.models import CALLED, Paper
from banshi.papers.refusals import EndedAlready, NotTheIssuer
from tests.papers.situations import CERTIFICATE, ISSUING, a_paper
from tests.people.situations import Group, a_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def test_a_paper_waits_for_its_pdf_in_the_transaction_of_the_decision(group: Group) -> None:
    paper = a_paper(group)
    event = past.history(f"paper:{paper.pk}")[-1]
    assert (event.kind, event.data["number"]) == ("issued", paper.number)
    assert paper.check_code not in str(event.data)
    assert Delivery.objects.get(event=event.id).payload == {"paper": paper.pk}


def test_a_paper_is_drawn_with_the_layout_it_was_issued_with(group: Group) -> None:
    """Red when the paper keeps the layout's name instead of its text."""
    paper = a_paper(group)
    changed = replace(CERTIFICATE, layouts=(replace(CERTIFICATE.layouts[0], text="别的"),))
    assert changed.layouts[0].text not in queries.sources(paper.layouts[0]).values()
    assert queries.sources(paper.layouts[0])["layout.typ"] == CERTIFICATE.layouts[0].text


def test_nothing_of_an_issued_paper_can_be_changed(group: Group) -> None:
    """Red when the migration forgets to make the table append-only."""
    paper = a_paper(group)
    changes: tuple[dict[str, Any], ...] = ({"data": {}}, {"number": "x"}, {"check_code": "x"})
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**change)


def test_a_later_paper_replaces_the_unit_s_earlier_one_and_nobody_else_s(group: Group) -> None:
    first, beside = a_paper(group), a_paper(group, unit=group.units[0])
    second = a_paper(group, case=2)
    states = {
        each.number: each.state
        for unit in group.units
        for each in queries.of_unit([1, 2], "test_pack", "certificate", unit)
    }
    assert states == {first.number: "replaced", second.number: "genuine", beside.number: "genuine"}


def test_a_paper_is_seen_with_its_case_and_not_without(group: Group) -> None:
    """Red when a query forgets the grant."""
    paper = a_paper(group, case=7)
    assert queries.paper_for([7], paper.pk).number == paper.number
    for look in (
        lambda: queries.paper_for([8], paper.pk),
        lambda: queries.pictures([8], paper.pk, "original"),
        lambda: queries.signed_pdf([8], paper.pk, "original"),
        lambda: actions.revoke([8], paper.pk, "原因", deciding=ISSUING, by=group.officer),
    ):
        with pytest.raises(NotFound):
            look()
    assert queries.units([8], "test_pack", "certificate").rows == []
    assert queries.of_unit([8], "test_pack", "certificate", group.subject) == []
    assert queries.of_case([8], 7) == []


def test_units_are_found_by_part_of_their_name_page_by_page(group: Group) -> None:
    units = [a_paper(group, name=f"渝州第{i:02}检测公司", unit=unit).subject_id for i, unit in enumerate(group.units)]
    assert [row.subject for row in queries.units([1], "test_pack", "certificate", text="02检").rows] == [units[2]]
    assert [row.subject for row in queries.units([1], "test_pack", "certificate", after=str(units[1])).rows] == units[
        2:
    ]


def test_what_stands_alone_is_found_by_its_case_its_unit_and_its_number_page_by_page(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when a unit's decisions are listed as one, the latest last, or a later page begins with the first again."""
    notice = replace(CERTIFICATE, alone=True)
    made = [a_paper(group, case=at, word=notice, called=f"江南第{at}号地图") for at in range(5)]
    numbers = [each.number for each in made]

    def found(text: str = "", after: str = "", grant: tuple[int, ...] = tuple(range(5))) -> queries.Page:
        return queries.each_alone(grant, "test_pack", "certificate", text=text, after=after)

    def listed(page: queries.Page) -> list[str]:
        return [row.number for row in page.rows]

    assert listed(found("第2号")) == listed(found(numbers[2])) == [numbers[2]]
    assert listed(found("桥隧检测")) == numbers[::-1]
    assert found("没有的").rows == found(grant=(9,)).rows == []
    monkeypatch.setattr(queries, "PAGE", 2)
    first = found()
    assert listed(first) + listed(found(after=first.next)) == numbers[:0:-1]
    assert (first.rows[0].name, found(after=str(made[1].pk)).next) == ("江南第4号地图", "")


def test_a_part_of_a_text_is_found_by_an_index(group: Group) -> None:
    """Red when the index is over another expression than what is asked."""
    a_paper(group)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "papers_by_part_of_a_text" in Paper.objects.filter(holds(CALLED, "检测")).explain()


def test_a_notice_of_a_case_stays_good_when_another_is_issued(group: Group) -> None:
    """Red when a later 受理通知书 makes an earlier one, of another case, a paper that was replaced."""
    notice = replace(CERTIFICATE, alone=True)
    a_paper(group, word=notice), a_paper(group, case=2, word=notice)
    found = queries.of_unit([1, 2], "test_pack", "certificate", group.subject)
    assert [each.state for each in found] == ["genuine", "genuine"]


def test_only_who_decides_at_the_issuer_revokes_once_and_says_why(group: Group) -> None:
    """Red when a colleague of another role may, or somebody of that role elsewhere."""
    paper = a_paper(group)
    clerk = replace(group.officer, roles=frozenset({"test_pack/clerk"}))
    elsewhere = replace(group.filer, roles=group.officer.roles)
    for other in (group.filer, clerk, elsewhere):
        with pytest.raises(NotTheIssuer):
            actions.revoke([1], paper.pk, "原因", deciding=ISSUING, by=other)
    with pytest.raises(Invalid):
        actions.revoke([1], paper.pk, "  ", deciding=ISSUING, by=group.officer)
    actions.revoke([1], paper.pk, "登记资料不实", deciding=ISSUING, by=group.officer)
    assert (queries.paper_for([1], paper.pk).state, queries.paper_for([1], paper.pk).reason) == (
        "revoked",
        "登记资料不实",
    )
    with pytest.raises(EndedAlready):
        actions.revoke([1], paper.pk, "再次", deciding=ISSUING, by=group.officer)
    assert Event.objects.filter(stream=f"paper:{paper.pk}", kind="revoked").count() == 1
