"""The pages around the texts: what visitors find, and that nothing an administrator typed is lost."""

import pytest
from django.test import Client

from banshi.bulletin import queries
from banshi.ledger.tokens import new_token
from tests.bulletin.situations import PACK, announced, asked, day
from tests.doors.world import a_world

pytestmark = pytest.mark.django_db
NEW = f"/console/texts/{PACK}/announcements/new/"


@pytest.fixture
def keeper() -> Client:
    """The system administrator's browser."""
    return a_world().client("system")


def test_texts_begin_at_the_door_one_came_in_by(keeper: Client) -> None:
    """Red when the first pack of all is opened, whatever the frame says."""
    for pack in ("land_assets", PACK):
        session = keeper.session
        session["pack"] = pack
        session.save()
        assert keeper.get("/console/texts/").headers["Location"] == f"/console/texts/{pack}/announcements/"


def typed(**changed: str) -> dict[str, str]:
    """What the page of an announcement sends."""
    values = {"title": "停机维护", "body": "周六**停机**。", "since": day(), "until": "", "pinned": "是"} | changed
    return {f"{key}/sent": "1" for key in values} | values | {"token": new_token(), "version": "0"}


def read(page: str) -> str:
    """A page as a visitor gets it."""
    answer = Client().get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_visitors_find_announcements_at_the_home_at_the_door_and_in_help() -> None:
    """Red when one of the pages forgets them."""
    number = announced(title="年度检验开始")
    for page in ("/", f"/s/{PACK}/sign-in/", f"/help/{PACK}/", f"/help/{PACK}/announcements/"):
        assert f"/help/{PACK}/announcements/{number}/" in read(page)
    assert "<strong>月底前</strong>" in read(f"/help/{PACK}/announcements/{number}/")


def test_visitors_search_the_questions() -> None:
    asked(question="密码忘了怎么办？")
    asked(question="附件多大？", category="附件")
    assert "密码忘了" in read(f"/help/{PACK}/faqs/?text=密码")
    assert "附件多大" not in read(f"/help/{PACK}/faqs/?text=密码")
    assert "没有找到“借书”" in read(f"/help/{PACK}/faqs/?text=借书")


def test_a_preview_publishes_nothing_and_keeps_what_was_typed(keeper: Client) -> None:
    """Red when 【预览】 publishes."""
    page = keeper.post(NEW, typed() | {"preview": "1"}).content.decode()
    assert "周六<strong>停机</strong>。" in page
    assert 'value="停机维护"' in page
    assert queries.announcements([PACK]) == []
    assert keeper.post(NEW, typed()).status_code == 302
    assert [row.title for row in queries.announcements([PACK])] == ["停机维护"]


def test_a_mistake_keeps_what_was_typed_and_says_where(keeper: Client) -> None:
    answer = keeper.post(NEW, typed(until="2020-01-01"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“结束日期”不能早于“开始日期”。" in page
    assert "周六**停机**。" in page


def test_who_was_overtaken_sees_their_own_words_and_publishes_on_the_newer_version(keeper: Client) -> None:
    """Red when the page comes back with the version that was overtaken."""
    number = announced()
    page = f"/console/texts/{PACK}/announcements/{number}/"
    assert keeper.post(page, typed(title="先改的") | {"version": "1"}).status_code == 302
    answer = keeper.post(page, typed(title="后改的") | {"version": "1"})
    assert answer.status_code == 409
    for kept in ('value="后改的"', 'name="version" value="2"'):
        assert kept in answer.content.decode()


def test_the_guide_is_read_by_everybody_as_soon_as_it_is_published(keeper: Client) -> None:
    page = f"/console/texts/{PACK}/guide/"
    sent = {"text": "## 借书三步", "after": "0", "token": new_token()}
    assert "预览：还没有发布" in keeper.post(page, sent | {"preview": "1"}).content.decode()
    assert "借书三步" not in read(f"/help/{PACK}/")
    assert keeper.post(page, sent).status_code == 302
    assert "<h2>借书三步</h2>" in read(f"/help/{PACK}/")
    assert "第 1 稿" in keeper.get(page).content.decode()
    late = keeper.post(page, {"text": "晚了一步", "after": "0", "token": new_token()})
    assert late.status_code == 409
    assert "晚了一步" in late.content.decode()
    assert keeper.post(f"{page}0/restore/").status_code == 302
    assert "借书三步" not in read(f"/help/{PACK}/")
