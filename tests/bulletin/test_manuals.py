"""Manuals lie in the store like every file: looked into, kept as long as they are offered."""

import io

import pytest
from django.test import Client

from banshi.bulletin import actions, queries
from banshi.files.models import Reference
from banshi.files.refusals import NotTaken
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.bulletin.situations import KEEPER, OFFICER, PACK
from tests.cases.library import a_library
from tests.files.samples import a_pdf, a_picture
from tests.web.test_worklists import at_home

pytestmark = pytest.mark.django_db


def offered(file: tuple[bytes, str] | None, picture: tuple[bytes, str] | None = None, by=KEEPER) -> int:
    given = [(io.BytesIO(each[0]), each[1]) if each else None for each in (file, picture)]
    return actions.publish_manual(PACK, {"title": "用户手册"}, *given, by=by, token=new_token())


def test_anybody_saves_it_under_its_name_and_sees_its_cover() -> None:
    pdf, cover = a_pdf(), a_picture("PNG")
    number = offered((pdf, "用户手册.pdf"), (cover, "封面.png"))
    answer = Client().get(f"/help/{PACK}/manuals/{number}/")
    assert (answer.content, answer.headers["Content-Type"]) == (pdf, "application/pdf")
    assert "%E7%94%A8%E6%88%B7" in answer.headers["Content-Disposition"]
    assert "filename*=utf-8''" in Client().get(f"/help/{PACK}/", {"download": "1"}).headers["Content-Disposition"]
    picture = Client().get(f"/help/{PACK}/manuals/{number}/picture/")
    assert (picture.content, picture.headers["Content-Type"]) == (cover, "image/png")


def test_what_the_agency_publishes_is_the_manual_of_the_home() -> None:
    """Red when it stands as a small line above the printed guide, which goes on being called the manual."""
    filer = at_home(a_library(), "王经办")
    assert "下载用户手册（PDF）" in filer.get(f"/s/{PACK}/").content.decode()
    number = offered((a_pdf(), "用户手册.pdf"))
    home = filer.get(f"/s/{PACK}/").content.decode()
    assert f'<a class="btn btn-outline-primary" href="/help/{PACK}/manuals/{number}/"' in home
    assert "下载用户手册（PDF）" not in home
    assert "办事指南（PDF）" in home


def test_what_is_no_document_is_refused_with_the_limits() -> None:
    """Red when the upload is stored without being looked into."""
    for file, picture in (
        ((b"MZ...", "手册.exe"), None),
        ((b"no pdf", "手册.pdf"), None),
        ((a_pdf(), "a.pdf"), (b"x", "b.png")),
    ):
        with pytest.raises(NotTaken):
            offered(file, picture)
    with pytest.raises(Invalid) as refused:
        offered(None)
    assert [problem.cell for problem in refused.value.problems] == ["file"]
    assert queries.manuals(PACK) == []


def test_taken_down_its_file_is_nobodys_any_more_and_its_address_is_gone() -> None:
    """Red when the store keeps what nobody needs, or an old address still answers."""
    number = offered((a_pdf(), "a.pdf"), (a_picture("PNG"), "b.png"))
    assert Reference.objects.filter(owner=f"manual:{number}").count() == 2
    actions.take_down_manual(PACK, number, by=KEEPER)
    assert not Reference.objects.filter(owner=f"manual:{number}").exists()
    for look in (queries.manual_file, queries.manual_picture):
        with pytest.raises(NotFound):
            look(PACK, number)


def test_one_without_a_picture_has_none() -> None:
    number = offered((a_pdf(), "a.pdf"))
    assert not queries.manuals(PACK)[0].picture
    with pytest.raises(NotFound):
        queries.manual_picture(PACK, number)


def test_only_the_keeper_offers_one() -> None:
    with pytest.raises(Forbidden):
        offered((a_pdf(), "a.pdf"), by=OFFICER)
