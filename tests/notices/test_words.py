"""The words of a pack's notices, filled from the case when it moves; the page shows them to their readers."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from banshi.catalogue import shelf
from banshi.define import Notice
from banshi.define.notices import NOTICE_WORDS
from banshi.ledger.models import Delivery
from banshi.notices.actions import tell
from banshi.people.queries import name_of
from banshi.people.signing_in import passwords
from tests.catalogue.situations import other_words
from tests.people.signing_in import signed_in
from tests.situations import Group, a_case, a_group, act

pytestmark = pytest.mark.django_db
EVERY_WORD = "|".join(f"{{{word}}}" for word in NOTICE_WORDS)


@pytest.fixture
def group() -> Iterator[Group]:
    """A group whose 占有登记 says every word it may on 【退回】, to its filer."""
    matter = shelf.pack("property_rights").matter("occupy")
    with other_words() as say:
        say(replace(matter, notices=(Notice(on="return", to="filer", text=EVERY_WORD),)))
        yield a_group()


def returned(group: Group, opinion: str) -> Delivery:
    """What was to be told when 李审核 returned a case."""
    ref = a_case(group, "under_review")
    act(group, "李审核", ref, "return", opinion)
    return Delivery.objects.filter(to="notices.tell").latest("id")


def test_every_placeholder_is_filled_from_the_case(group: Group) -> None:
    """Red when a word a pack may use has nothing behind it: the move itself would fail."""
    told = returned(group, "请补充章程。").payload
    by, desk = name_of(group.units["third"]), name_of(group.units["fourth"])
    assert told["text"] == "|".join(("占有登记", desk, told["ref"], by, "请补充章程。", desk))
    assert told["unit"] == group.units["fourth"]


def test_braces_in_an_opinion_are_braces(group: Group) -> None:
    """Red when a text is filled twice: an opinion could break the move, or fetch what it should not."""
    assert "见{matter.form}与{0}" in returned(group, "见{matter.form}与{0}").payload["text"]


def test_a_long_opinion_is_cut_in_the_notice_and_not_in_the_case(group: Group) -> None:
    """Red when a notice longer than its column stops the worker for good."""
    delivery = returned(group, "长" * 900)
    assert len(delivery.payload["text"]) == 500
    tell(delivery.payload, "9-0")


def test_the_page_shows_a_reader_their_own_and_writes_it_as_text(group: Group) -> None:
    """Red when an opinion is markup on the page, or a stranger reads it."""
    delivery = returned(group, "<b>补正</b>")
    tell(delivery.payload, "9-0")
    pages = {
        name: signed_in(group.account(name), passwords.demo(group.names[name])).get("/notices/").content.decode()
        for name in ("王经办", "张旁人")
    }
    assert "<b>补正</b>" not in pages["王经办"]
    assert "<b>补正</b>" in unescape(pages["王经办"])
    assert "补正" not in pages["张旁人"]
