"""咨询群 (L05, L06): the administrator publishes a QR code, and everybody who is signed in finds it at the foot of the home."""

import io

import pytest
from django.test import Client

from banshi.bulletin import actions, queries
from banshi.files.models import Reference
from banshi.files.refusals import NotTaken
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.people.models import Account
from tests.bulletin.situations import KEEPER, OFFICER
from tests.files.samples import a_picture
from tests.people.signing_in import signed_in
from tests.people.situations import PACK, a_group

pytestmark = pytest.mark.django_db
TYPED = {"title": "在线咨询 QQ 群", "words": "扫码进群，在线咨询。"}


def shown(picture: bytes | None = b"", by=KEEPER, **changed: str) -> int:
    """One that is published."""
    picture = a_picture("PNG") if picture == b"" else picture
    given = (io.BytesIO(picture), "群.png") if picture is not None else None
    return actions.publish_chat(PACK, TYPED | changed, given, by=by, token=new_token())


def test_l06_it_stands_on_everybodys_home_until_it_is_taken_down() -> None:
    """Red when it stands at another pack's door, or stays after 撤下."""
    filer = signed_in(Account.objects.get(pk=a_group(levels=2).filer.own_account))
    assert "扫码进群" not in filer.get(f"/s/{PACK}/").content.decode()
    number = shown(cover := a_picture("PNG"))
    page = filer.get(f"/s/{PACK}/").content.decode()
    assert "扫码进群，在线咨询。" in page
    assert 'alt="在线咨询 QQ 群的二维码"' in page
    answer = filer.get(f"/s/{PACK}/chats/{number}/")
    assert (answer.content, answer.headers["Content-Type"]) == (cover, "image/png")
    assert filer.get(f"/s/library_card/chats/{number}/").status_code == 404
    actions.take_down_chat(PACK, number, by=KEEPER)
    assert "扫码进群" not in filer.get(f"/s/{PACK}/").content.decode()
    assert filer.get(f"/s/{PACK}/chats/{number}/").status_code == 404


def test_the_code_is_not_for_visitors() -> None:
    """Red when anybody may take it: the group would fill with strangers."""
    assert Client().get(f"/s/{PACK}/chats/{shown()}/").status_code == 302


def test_what_is_missing_is_named() -> None:
    """Red when a group without a code, or with something that is no picture, is published."""
    with pytest.raises(Invalid) as refused:
        shown(None)
    assert [problem.cell for problem in refused.value.problems] == ["picture"]
    with pytest.raises(Invalid):
        shown(words="")
    with pytest.raises(NotTaken):
        shown(b"no picture")
    assert queries.chats(PACK) == []


def test_its_file_is_kept_as_long_as_it_is_shown() -> None:
    """Red when the sweep may take the code away, or the store keeps what nobody needs."""
    number = shown()
    assert Reference.objects.filter(owner=f"chat:{number}").count() == 1
    actions.take_down_chat(PACK, number, by=KEEPER)
    assert not Reference.objects.filter(owner=f"chat:{number}").exists()
    with pytest.raises(NotFound):
        queries.chat_picture(PACK, number)


def test_only_the_keeper_publishes_one() -> None:
    with pytest.raises(Forbidden):
        shown(by=OFFICER)
