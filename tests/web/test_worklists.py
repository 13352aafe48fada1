"""The pages of a worklist: moves on its rows, many rows at once, and the way back to what was looked for."""

import re

import pytest
from django.test import Client

from banshi.cases import worklists
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from tests.cases.library import PACK, Library, a_library, an_application, the_list

pytestmark = pytest.mark.django_db
MINE, WAITING = (f"/s/{PACK}/cases/{key}/" for key in ("mine", "waiting"))


@pytest.fixture
def library() -> Library:
    return a_library()


def at_home(library: Library, name: str) -> Client:
    """One of the people at their computer, signed in."""
    client = Client()
    client.force_login(library.account(name))
    session = client.session
    session["began"], session["pack"] = 32_503_680_000, PACK
    session.save()
    return client


def sent(client: Client, path: str, ref: str, **more: str) -> tuple[int, str]:
    """A press on a row; where it leads."""
    version = str(Case.objects.get(ref=ref).version)
    answer = client.post(path, {"version": version, "token": new_token()} | more)
    return answer.status_code, answer.headers.get("Location", "")


def state(ref: str) -> str:
    return Case.objects.get(ref=ref).state


def test_a_row_offers_what_is_open_to_whoever_looks(library: Library) -> None:
    """Red when a row offers what its case does not, or a reviewer the filer's moves."""
    draft, waiting = an_application(library, "甲乙"), an_application(library, "丙丁", "waiting")
    page = at_home(library, "王经办").get(MINE).content.decode()
    offered = re.findall(rf'action="{MINE}([^/]+)/([a-z]+)/"', page)
    assert offered == [(waiting, "recall"), (draft, "report"), (draft, "discard")]
    assert f'href="/cases/{draft}/form/"' in page
    assert f'href="/cases/{waiting}/form/"' not in page
    assert "move_of_row" not in at_home(library, "李审核").get(WAITING).content.decode()


def test_a_move_of_a_row_comes_back_to_the_list_as_it_was(library: Library) -> None:
    """Red when what was looked for is lost on the way."""
    ref = an_application(library, "甲乙", "waiting")
    client = at_home(library, "王经办")
    back = "?answer%2Freader_name=%E7%94%B2%E4%B9%99"
    assert sent(client, f"{MINE}{ref}/recall/{back}", ref) == (302, MINE + back)
    assert state(ref) == "draft"
    assert f"{ref} 已撤回：填写中" in client.get(MINE).content.decode()


def test_a_report_that_is_refused_leads_to_the_form_with_its_mistakes(library: Library) -> None:
    """Red when the list only says that it did not work."""
    ref = an_application(library, "甲乙", born_on="")
    client = at_home(library, "王经办")
    version = Case.objects.get(ref=ref).version
    answer = client.post(f"{MINE}{ref}/report/", {"version": version, "token": new_token()})
    assert answer.status_code == 422
    assert 'href="#cell-born_on"' in answer.content.decode()
    assert state(ref) == "draft"


def test_a_list_makes_no_move_it_does_not_offer_and_none_for_strangers(library: Library) -> None:
    """Red when any move of the flow, or anybody's case, is taken at the list's address."""
    ref = an_application(library, "甲乙", "waiting")
    assert sent(at_home(library, "李审核"), f"{WAITING}{ref}/approve/", ref)[0] == 404
    assert sent(at_home(library, "张旁人"), f"{MINE}{ref}/recall/", ref)[0] == 404
    assert sent(at_home(library, "王经办"), f"{WAITING}{ref}/recall/", ref)[0] == 404
    assert state(ref) == "waiting"


def test_what_asks_first_asks_on_a_page_of_its_own_without_script(library: Library) -> None:
    """Red when a case can be deleted without a question, or 【关闭】 leads elsewhere than back."""
    ref = an_application(library, "甲乙")
    page = at_home(library, "王经办").get(f"{MINE}{ref}/discard/?reported=no").content.decode()
    assert "删除后不能恢复" in page
    assert f'href="{MINE}?reported=no"' in page
    assert state(ref) == "draft"


def test_ticked_drafts_are_reported_each_by_itself(library: Library) -> None:
    """Red when one with mistakes stops the others, or leaves half a submission behind."""
    refs = [an_application(library, "甲乙", photo=True), an_application(library, "丙丁", born_on="", photo=True)]
    client = at_home(library, "王经办")
    ticked = {"case": [f"{ref}@{Case.objects.get(ref=ref).version}" for ref in refs]}
    preview = client.post(f"{MINE}batch/", ticked).content.decode()
    assert "办理 2 件" in preview
    assert 'name="opinion"' not in preview
    assert ">申请借书证 · 甲乙</td>" in preview
    assert "系统核对" not in preview  # nothing is checked before the press
    answer = client.post(f"{MINE}batch/", ticked | {"move": "report", "token": new_token()}).content.decode()
    assert [state(ref) for ref in refs] == ["waiting", "draft"]
    assert "有 1 处需要改正：请填写“出生日期”。" in answer
    assert f'href="/cases/{refs[1]}/moves/report/"' in answer
    assert ">申请借书证 · 丙丁</td>" in answer


def test_all_that_was_looked_for_is_taken_not_only_the_page(library: Library) -> None:
    """Red when the page's rows, or those of another search, are taken."""
    for number in range(22):
        an_application(library, f"甲乙{number}")
    other = an_application(library, "丙丁")
    client = at_home(library, "王经办")
    asked = {"answer/reader_name": "甲乙"}
    assert "全部 22 件" in client.get(MINE, asked).content.decode()
    assert (
        "全选符合条件"
        not in client.get(MINE, {"answer/reader_name": "丙丁"}).content.decode().partition('id="found"')[2]
    )
    preview = client.post(f"{MINE}batch/", {"all": "1", "asked": "answer%2Freader_name=甲乙"}).content.decode()
    assert "办理 22 件" in preview
    assert other not in preview


def test_one_press_opens_a_case_where_nothing_is_left_to_ask(library: Library) -> None:
    """Red when the only unit one files for has to be chosen first."""
    client = at_home(library, "王经办")
    page = client.get(MINE).content.decode()
    assert ">新申请</button>" in page
    fields = dict(re.findall(r'name="(unit|confirmed|token)" value="([^"]+)"', page))
    answer = client.post(f"/s/{PACK}/start/apply/", fields)
    assert re.fullmatch(r"/cases/JSZ[\d-]+/form/", answer.headers["Location"])


def test_a_word_too_short_to_be_looked_for_is_said(library: Library) -> None:
    """Red when one letter is dropped without a word."""
    an_application(library, "甲乙")
    assert "“甲”没有用上" in at_home(library, "王经办").get(MINE, {"answer/reader_name": "甲"}).content.decode()


def test_columns_are_chosen_for_oneself_and_none_means_the_usual(library: Library) -> None:
    """Red when the choice is everybody's, or what the list does not offer is kept."""
    an_application(library, "甲乙", "waiting")
    client = at_home(library, "王经办")
    client.post(f"{MINE}arrange/", {"column": ["books", ":since", "born_on"]})
    heads = re.findall(r'<th scope="col">([^<]+)</th>', client.get(MINE).content.decode())
    assert heads == ["一次想借几本", "到达时间", "操作"]
    an_application(library, "丙丁", by="张旁人")
    assert ">读者姓名</th>" in at_home(library, "张旁人").get(MINE).content.decode()
    client.post(f"{MINE}arrange/", {})
    assert ">读者姓名</th>" in client.get(MINE).content.decode()


def test_a_search_is_kept_under_a_name_brought_back_and_dropped(library: Library) -> None:
    """Red when a search is kept without what was looked for, or for everybody."""
    an_application(library, "甲乙")
    client, kept = at_home(library, "王经办"), "reported=no&amp;answer%2Freader_name=%E7%94%B2%E4%B9%99"
    asked = {"asked": "answer%2Freader_name=甲乙&reported=no&colour=red"}
    answer = client.post(f"{MINE}arrange/", asked | {"name": " 没报的 "})
    assert answer.headers["Location"] == f"{MINE}?{kept.replace('&amp;', '&')}"
    assert f'<a href="?{kept}">没报的</a>' in client.get(MINE).content.decode()
    assert "没报的" not in at_home(library, "张旁人").get(MINE).content.decode()
    client.post(f"{MINE}arrange/", {"drop": "没报的"})
    assert "没报的" not in client.get(MINE).content.decode()


@pytest.mark.parametrize("name", ["", "字" * 21])
def test_a_search_without_a_name_is_not_kept(library: Library, name: str) -> None:
    """Red when a name nobody can press is kept."""
    client = at_home(library, "王经办")
    client.post(f"{MINE}arrange/", {"asked": "reported=no", "name": name})
    page = client.get(MINE).content.decode()
    assert "请给这次查询起个名字" in page
    assert "常用查询" not in page


def test_pages_turn_both_ways_by_key_and_the_first_line_says_how_many_there_are(library: Library) -> None:
    """Red when going back shows another page than the one one came from, or the first page offers to go back."""
    for number in range(2 * worklists.PAGE + 3):
        an_application(library, f"读者{number:02}")
    actor, listed = library.actor("王经办"), the_list("mine")
    first = worklists.page(actor, PACK, listed)
    second = worklists.page(actor, PACK, listed, after=first.next)
    third = worklists.page(actor, PACK, listed, after=second.next)
    assert (first.previous, third.next, len(third.rows)) == ("", "", 3)
    assert worklists.page(actor, PACK, listed, before=third.previous).rows == second.rows
    back = worklists.page(actor, PACK, listed, before=second.previous)
    assert (back.rows, back.previous, back.next) == (first.rows, "", first.next)
    client = at_home(library, "王经办")
    assert "共 43 件，本页 20 件" in client.get(MINE).content.decode()
    assert ">上一页</a>" in client.get(f"{MINE}?after={first.next}").content.decode()


def test_a_list_of_several_pages_says_how_many_there_are_until_something_is_looked_for(library: Library) -> None:
    """Red when 全部 says only how many stand on the page, or what a word finds is counted among millions."""
    for number in range(worklists.PAGE + 3):
        an_application(library, f"读者{number:02}", "waiting")
    client, received = at_home(library, "李审核"), f"/s/{PACK}/cases/received/"
    assert "共 23 件，本页 20 件" in client.get(received).content.decode()
    narrowed = client.get(f"{received}?answer/reader_name=读者").content.decode()
    assert re.search(r'role="status">本页 20 件', narrowed)


def test_after_a_decision_the_next_of_the_list_as_it_was_narrowed_is_one_press_away(library: Library) -> None:
    """Red when the next one is that of the whole desk, or the list forgets what was looked for."""
    refs = [an_application(library, reader, "waiting") for reader in ("甲乙一", "丙丁", "甲乙二", "甲乙三")]
    client, narrowed = at_home(library, "李审核"), "answer%2Freader_name=%E7%94%B2%E4%B9%99"
    assert (
        f"/cases/{refs[2]}/review/?list=waiting&amp;{narrowed}" in client.get(f"{WAITING}?{narrowed}").content.decode()
    )
    way = f"?list=waiting&{narrowed}"
    page = client.get(f"/cases/{refs[0]}/review/{way}").content.decode()
    assert f'href="/cases/{refs[2]}/review/?list=waiting&amp;{narrowed}" rel="next"' in page
    for ref, following in ((refs[0], refs[2]), (refs[3], refs[2]), (refs[2], "")):
        form = {"version": Case.objects.get(ref=ref).version, "token": new_token(), "opinion": "请核对。"}
        decided = client.post(f"/cases/{ref}/moves/return/{way}", form, follow=True).content.decode()
        assert f'href="{WAITING}?{narrowed.replace("&", "&amp;")}">返回待审核</a>' in decided
        assert (">办理下一件</a>" in decided) == bool(following)
        assert not following or f'href="/cases/{following}/review/?list=waiting&amp;{narrowed}">办理下一件' in decided


def test_a_way_that_is_nobodys_list_is_no_way(library: Library) -> None:
    """Red when the address of a case opens a list the actor has not, or fails at a key that is none."""
    ref = an_application(library, "甲乙", "waiting")
    client = at_home(library, "李审核")
    for way in ("?list=gone", "?list=mine", "?list=received", "?list=waiting&after=x|y"):
        page = client.get(f"/cases/{ref}/{way}")
        assert page.status_code == 200
        assert client.get(f"/cases/{ref}/review/{way}").status_code == 200


def test_a_desk_offers_the_states_in_which_it_decides(library: Library) -> None:
    """Red when a list of what waits offers what has ended."""
    an_application(library, "甲乙", "waiting")
    assert 'id="state"' not in at_home(library, "李审核").get(WAITING).content.decode()
    assert 'id="state"' in at_home(library, "李审核").get(f"/s/{PACK}/cases/received/").content.decode()


def test_a_page_holds_as_many_as_one_asks_for(library: Library) -> None:
    """Red when the size is not heard, is lost on the way, or any number is taken."""
    for number in range(22):
        an_application(library, f"甲乙{number}")
    client = at_home(library, "王经办")
    assert "本页 20 件" in client.get(MINE).content.decode()
    page = client.get(MINE, {"size": "50"}).content.decode()
    assert "共 22 件" in page
    assert 'name="size" value="50"' in page
    assert "本页 20 件" in client.get(MINE, {"size": "5000"}).content.decode()


def test_the_preview_of_many_has_a_box_for_each_that_can_be_done_and_counts_only_those(library: Library) -> None:
    """Red when what stays is counted, or cannot be told from what goes."""
    refs = [an_application(library, name, photo=True) for name in ("甲乙", "丙丁")]
    reported = an_application(library, "戊己", photo=True)
    ticked = [f"{ref}@{Case.objects.get(ref=ref).version}" for ref in refs]
    ticked.append(f"{reported}@{Case.objects.get(ref=reported).version + 1}")
    preview = at_home(library, "王经办").post(f"{MINE}batch/", {"case": ticked}).content.decode()
    assert "确定办理 2 件" in preview
    assert re.findall(r'name="case" value="([^@"]+)@', preview) == refs
    assert "刚刚有了变化，请单独看过再办理" in preview
