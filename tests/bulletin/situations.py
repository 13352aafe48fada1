"""Who keeps the texts, and texts to begin with."""

from datetime import timedelta
from typing import Any

from banshi.bulletin import actions
from banshi.catalogue import shelf
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.people import demo
from banshi.people import queries as people
from tests.people.newcomers import the_hall

PACK = "library_card"
KEEPER = Actor(kind="person", account=7, name="周系统", unit=1, roles=frozenset({"system_admin"}))
OFFICER = Actor(kind="person", account=8, name="陈处长", unit=1, roles=frozenset({f"{PACK}/librarian"}))


def day(offset: int = 0) -> str:
    """A day from today on, as a page sends it."""
    return (clock.today() + timedelta(days=offset)).isoformat()


def words(**changed: str) -> dict[str, Any]:
    """What was typed for an announcement."""
    typed = {"title": "年度检验开始", "body": "请在**月底前**办理。", "since": day(), "until": "", "pinned": "否"}
    return typed | changed


def announced(pack: str = PACK, **changed: str) -> int:
    """An announcement, published."""
    return actions.publish_announcement(pack, words(**changed), by=KEEPER, token=new_token())


def asked(**changed: str) -> int:
    """A 常见问题, published."""
    typed = {
        "question": "初始密码过期了怎么办？",
        "answer": "请管理机构重新发放。",
        "category": "登录",
        "position": "10",
    }
    return actions.publish_faq(PACK, typed | changed, by=KEEPER, token=new_token())


def a_person() -> Actor:
    """Somebody who has signed up by themselves."""
    the_hall()
    pack = next(each for each in shelf.packs().values() if each.sign_in.signs_up)
    said = pack.sign_in.signs_up
    assert said
    made, _ = demo.sign_up("zhangpangren", "张旁人", pack.key, said, number=10_203_040)
    return people.actor_of_demo(made.identifier)
