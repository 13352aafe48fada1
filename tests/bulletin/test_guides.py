"""The guide a pack brings is the beginning; every edition over it is kept and can be put back."""

import pytest
from django.db import DatabaseError, transaction

from banshi.bulletin import actions, queries
from banshi.bulletin.models import Edition
from banshi.bulletin.refusals import TextOvertaken
from banshi.catalogue import shelf
from banshi.ledger import queries as past
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.bulletin.situations import KEEPER, OFFICER, PACK

pytestmark = pytest.mark.django_db


def publish(text: str, after: int) -> int:
    return actions.publish_guide(PACK, text, by=KEEPER, after=after, token=new_token())


def test_the_packs_own_is_read_until_an_edition_is_published() -> None:
    """Red when `guide` prefers the pack's text."""
    assert queries.guide(PACK) == shelf.pack(PACK).guide
    publish("## 新的指南", 0)
    assert queries.guide(PACK) == "## 新的指南"


def test_each_edition_is_kept_with_who_and_when_and_an_earlier_one_comes_back_as_a_new_one() -> None:
    """Red when restoring takes later editions away."""
    publish("第一稿", 0)
    publish("第二稿", 1)
    actions.restore_guide(PACK, 1, by=KEEPER)
    assert queries.guide(PACK) == "第一稿"
    kept = [(row.number, row.text, row.author) for row in queries.editions(KEEPER, PACK)]
    assert kept == [(3, "第一稿", "周系统"), (2, "第二稿", "周系统"), (1, "第一稿", "周系统")]
    told = past.history(f"bulletin:{PACK}")[-1]
    assert (told.kind, told.data) == ("guide_published", {"number": 3, "said": "第一稿", "restored": 1})


def test_restoring_the_packs_own_follows_the_pack() -> None:
    """Red when its text of today is copied: a newer pack's guide would stay unread."""
    publish("改写", 0)
    actions.restore_guide(PACK, 0, by=KEEPER)
    assert queries.edition(KEEPER, PACK, 2).text == ""
    assert queries.guide(PACK) == shelf.pack(PACK).guide


def test_of_two_who_write_the_second_is_told() -> None:
    """Red when the number is not the one after the edition on the page."""
    publish("先来", 0)
    with pytest.raises(TextOvertaken):
        publish("后到", 0)
    assert queries.guide(PACK) == "先来"


def test_no_edition_can_be_changed_afterwards() -> None:
    """Red without `append_only` in the migration."""
    publish("原样", 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(text="篡改")


def test_it_is_neither_empty_nor_endless_and_only_the_keepers() -> None:
    for text in (" \n ", "长" * 100_001):
        with pytest.raises(Invalid):
            publish(text, 0)
    with pytest.raises(Forbidden):
        actions.publish_guide(PACK, "x", by=OFFICER, after=0, token=new_token())
    with pytest.raises(Forbidden):
        actions.restore_guide(PACK, 0, by=OFFICER)
    with pytest.raises(NotFound):
        actions.restore_guide(PACK, 9, by=KEEPER)
