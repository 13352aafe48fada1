"""常见问题 are found by any word in them, in the order the administrator gave."""

import pytest

from banshi.bulletin import actions, queries
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid
from tests.bulletin.situations import KEEPER, OFFICER, PACK, asked

pytestmark = pytest.mark.django_db


def found(text: str = "") -> list[tuple[str, list[str]]]:
    return [(category, [row.question for row in rows]) for category, rows in queries.faqs(PACK, text)]


def test_they_stand_under_their_category_in_their_order() -> None:
    """Red when the order is that of publishing."""
    asked(question="后", position="20")
    asked(question="先", position="3")
    asked(question="附件多大？", category="附件")
    assert found() == [("登录", ["先", "后"]), ("附件", ["附件多大？"])]


def test_every_word_that_is_looked_for_is_found_wherever_it_stands() -> None:
    """Red when only the question is searched, or one word is enough."""
    asked(question="密码忘了", answer="请**重新发放**")
    asked(question="密码太短", answer="至少 8 位")
    assert found("密码 重新发放") == [("登录", ["密码忘了"])]
    assert found("登录 8") == [("登录", ["密码太短"])]
    assert found("%") == found("没有这个词") == []


def test_a_change_is_seen_at_once_and_what_is_taken_down_is_not() -> None:
    number = asked()
    actions.publish_faq(
        PACK,
        {"question": "改过", "answer": "答", "category": "其他", "position": "1"},
        by=KEEPER,
        token=new_token(),
        number=number,
        version=1,
    )
    assert found() == [("其他", ["改过"])]
    actions.take_down_faq(PACK, number, by=KEEPER)
    assert found() == []


def test_only_the_keeper_may_and_an_order_is_a_number() -> None:
    number = asked()
    with pytest.raises(Forbidden):
        actions.take_down_faq(PACK, number, by=OFFICER)
    with pytest.raises(Invalid) as refused:
        asked(position="最前")
    assert [problem.cell for problem in refused.value.problems] == ["position"]
