"""结果公示: published with the decision, names of people masked; what is corrected or withdrawn says so, at the same address."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from banshi.bulletin import results
from banshi.bulletin.models import CONSULTATION, INQUIRY, RESULT, Consultation, Inquiry, Result
from banshi.bulletin.refusals import TextOvertaken
from banshi.bulletin.rules import hidden
from banshi.cases import publishing, queries
from banshi.cases.models import Case
from banshi.catalogue import queries as catalogue
from banshi.catalogue.models import MatterRevision
from banshi.define import Matter, Publish
from banshi.define.snapshot import to_data
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.grams import holds
from banshi.lib.refusals import Forbidden, Invalid
from banshi.people import queries as people
from banshi.people.models import Organisation
from banshi.people.signing_in import second_factor
from tests.bulletin.situations import KEEPER, OFFICER
from tests.doors.world import Doors, others
from tests.people.situations import a_unit
from tests.situations import OCCUPY, Group, a_case, a_group, act
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
PUBLISH = Publish(result="准予登记", shown=("established_on",), masked=("legal_representative",))
PACKS = ["property_rights"]
CONSOLE = "/console/texts/property_rights/results/"


def published(matter: Matter) -> Matter:
    """The matter, whose approval is told to everybody."""
    approve = matter.flow.move("approve")
    moves = tuple(
        replace(each, effects=(*each.effects, PUBLISH)) if each is approve else each for each in matter.flow.moves
    )
    return replace(matter, flow=replace(matter.flow, moves=moves))


@pytest.fixture
def group() -> Group:
    """A group of companies; its registrations are published from now on."""
    made, last = a_group(), catalogue.current(OCCUPY)
    snapshot = to_data(published(last.matter))
    MatterRevision.objects.create(matter=OCCUPY, number=last.number + 1, digest="0" * 64, snapshot=snapshot)
    return made


def latest() -> results.ResultSight:
    return results.listed(PACKS)[0]


def test_what_is_decided_is_published_and_a_name_is_masked(group: Group) -> None:
    """Red when the answers are told as they were filed."""
    ref = a_case(group, "registered")
    case = queries.case_for(group.actor("王经办"), ref)
    assert case.submission
    name = case.submission.answers["legal_representative"]
    told = latest()
    assert (told.title, told.whom, told.outcome) == ("占有登记", case.unit_name, "准予登记")
    assert dict(told.lines)["法定代表人"] == hidden(name) != name
    page = Client().get(f"/results/{told.number}/").content.decode()
    assert hidden(name) in page
    assert name not in page
    assert ref not in page


def test_nothing_is_published_before_the_last_desk_has_spoken(group: Group) -> None:
    """S9. Red when each 通过 on the road publishes, or is said to."""
    ref = a_case(group, "at_second")
    assert results.listed(PACKS) == []
    case = queries.case_for(group.actor("赵主管"), ref)
    assert publishing.preview(case.matter.flow.move("approve"), case) == []


def test_the_officer_sees_before_the_press_what_everybody_will_read(group: Group) -> None:
    """Red when the preview and the published text are made in two places."""
    ref = a_case(group, "at_agency")
    officer = group.actor("陈处长")
    case = queries.case_for(officer, ref)
    (seen,) = publishing.preview(case.matter.flow.move("approve"), case)
    assert "办理后即向所有人公示：" in at_home(group, "陈处长").get(f"/cases/{ref}/review/").content.decode()
    act(group, "陈处长", ref, "approve", "同意。")
    told = latest()
    assert (seen["whom"], seen["outcome"], seen["lines"]) == (told.whom, told.outcome, told.lines)


def test_a_decision_taken_back_withdraws_its_result_at_the_same_address(group: Group) -> None:
    """Red when it disappears, or goes on as if nothing had happened."""
    ref = a_case(group, "registered")
    number = latest().number
    act(group, "陈处长", ref, "take_back", "内部程序有误。")
    told = results.one(number)
    assert told.withdrawn_at
    page = Client().get(f"/results/{number}/").content.decode()
    assert "公示的结果不再有效" in page
    assert "内部程序有误" not in page


def a_result(**more: Any) -> int:
    """A result, published."""
    said: dict[str, Any] = {
        "case": 0,
        "title": "地图审核",
        "whom": "甲公司",
        "outcome": "准予许可",
        "lines": [("图名", "渝州市地图")],
    }
    return results.publish(pack=PACKS[0], matter="occupy", by=SYSTEM, **said | more)


def test_a_correction_is_listed_with_the_digest_of_the_old_text() -> None:
    """Red when a published text changes without a trace."""
    number = a_result()
    before = results.fingerprint(results.one(number))
    typed = {"whom": "甲公司", "outcome": "准予许可", "line_0": "渝州市交通图", "reason": "图名有误", "personal": "否"}
    results.correct(number, typed, version=1, names=(), token=new_token(), by=KEEPER)
    told = results.one(number)
    (change,) = results.changes(told)
    assert (told.lines, change.reason, change.digest) == ((("图名", "渝州市交通图"),), "图名有误", before)
    page = Client().get(f"/results/{number}/").content.decode()
    assert before in page
    with pytest.raises(TextOvertaken):
        results.correct(number, typed, version=1, names=(), token=new_token(), by=KEEPER)


def test_who_decided_corrects_it_too_and_no_other_unit(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """S7. Red when an officer of another agency, or whom it was decided for, corrects it; or the officer finds no way to do so."""
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    ref = a_case(group, "registered")
    number = latest().number
    assert f'href="/results/{number}/"' in at_home(group, "陈处长").get(f"/cases/{ref}/").content.decode()
    address, door = f"/results/{number}/", f"/results-to-correct/{number}/"
    for stranger in ("王经办", "张旁人", "孙总管"):
        client = at_home(group, stranger)
        assert door not in client.get(address).content.decode()
        assert (client.get(door).status_code, client.post(door, sent(**TYPED)).status_code) == (404, 404)
    with pytest.raises(Forbidden):
        results.correct(number, TYPED, version=1, names=(), token=new_token(), by=a_group().actor("陈处长"))
    officer = at_home(group, "陈处长")
    assert f'href="{door}"' in officer.get(address).content.decode()
    typed = TYPED | {f"line_{at}": text for at, (_, text) in enumerate(latest().lines)} | {"whom": "乙公司"}
    assert officer.post(door, sent(**typed)).status_code == 302
    assert "更正：隐去住址。" in Client().get(address).content.decode()
    with pytest.raises(Forbidden):
        results.take_down(number, "误公示。", names=(), by=group.actor("陈处长"))


def corrected(group: Group, **typed: str) -> tuple[str, dict[str, Any]]:
    """A registration whose published result 陈处长 has corrected: its number, and what was told of that."""
    ref = a_case(group, "registered")
    told = latest()
    lines = {f"line_{at}": text for at, (_, text) in enumerate(told.lines)}
    said = {"whom": told.whom, "outcome": "准予登记", "personal": "否", "reason": "写错了。"} | lines | typed
    publishing.correct(told.number, said, version=1, token=new_token(), by=group.actor("陈处长"))
    return ref, Delivery.objects.filter(event__kind="result_corrected").latest("id").payload


def test_whom_it_was_decided_for_hears_what_was_corrected_and_why(group: Group) -> None:
    """Red when they find by chance that everybody reads something else of them."""
    ref, told = corrected(group, outcome="准予登记（更正）")
    assert (told["unit"], told["ref"], told["sms"]) == (group.units["fourth"], ref, True)
    assert told["text"] == "“占有登记”公示的结果已更正：结果从“准予登记”改为“准予登记（更正）”；更正原因：写错了。"
    assert [each.name for each in people.accounts_of(told["unit"], told["roles"])] == ["王经办"]


def test_s29_what_was_personal_is_not_told_once_more(group: Group) -> None:
    """Red when the notice says what was taken out of the page."""
    _, told = corrected(group, personal="是", whom="某公司")
    assert told["text"] == "“占有登记”公示的结果已更正：办理对象删去了个人信息；更正原因：写错了。"


def test_a_colleague_who_decides_nothing_corrects_nothing(group: Group) -> None:
    """行政许可法 69. Red when any role in the unit that decided will do."""
    a_case(group, "registered")
    officer, told = group.actor("陈处长"), latest()
    assert publishing.may_correct(officer, told)
    colleague = replace(officer, roles=frozenset({"property_rights/reader"}))
    assert not publishing.may_correct(colleague, told)
    with pytest.raises(Forbidden):
        publishing.correct(told.number, TYPED, version=1, token=new_token(), by=colleague)


def test_who_corrects_reads_what_becomes_of_the_paper(keeper: Client) -> None:
    """Red when somebody believes that the signed paper is corrected with the page."""
    signed = keeper.get(f"/results-to-correct/{a_result(numbers=['湘S(2026)001号'])}/").content.decode()
    assert "已签发的文书（湘S(2026)001号）不会跟着改" in signed
    assert "已签发的文书" not in keeper.get(f"/results-to-correct/{a_result()}/").content.decode()


def test_a_result_is_called_by_its_matter_whom_and_what() -> None:
    """Red when two maps of one company have pages of the same name."""
    page = Client().get(f"/results/{a_result()}/").content.decode()
    assert "地图审核：甲公司（渝州市地图）" in page[page.index("<title>") : page.index("</title>")]


def test_s24_a_correction_brings_no_name_back_that_was_hidden(group: Group, keeper: Client) -> None:
    """Red when a correction, its preview or a reason may hold the name that the published text hides."""
    case = queries.case_for(group.actor("王经办"), a_case(group, "registered"))
    assert case.submission
    name, told = case.submission.answers["legal_representative"], latest()
    kept = TYPED | {f"line_{at}": text for at, (_, text) in enumerate(told.lines)}
    door = f"/results-to-correct/{told.number}/"
    spaced = " ".join(name)
    for cell in ("whom", "outcome", "line_0", "line_1", "reason"):
        typed = sent(**kept | {cell: f"法人{spaced}"})
        assert [keeper.post(door, typed | more).status_code for more in ({"preview": "1"}, {})] == [422, 422]
    assert keeper.post(door, sent(**kept)).status_code == 302
    assert keeper.post(f"{CONSOLE}{told.number}/take-down/", {"reason": f"{name}要求的"}).status_code == 422


def test_s24_what_the_name_of_its_unit_tells_by_itself_is_no_name_that_was_hidden(group: Group) -> None:
    """Red when 李四商店 of 李四 is never corrected; or when of a person the own name is not hidden."""
    ref = a_case(group, "registered")
    row = Case.objects.get(ref=ref)
    (name,) = publishing.hidden_names(row.pk)
    Case.objects.filter(pk=row.pk).update(unit_name=f"{name}商店")
    assert publishing.hidden_names(row.pk) == set()
    Organisation.objects.filter(pk=row.subject_id).update(kind="person")
    assert publishing.hidden_names(row.pk) == {name, f"{name}商店"}


def test_only_the_administrator_and_who_decided_correct_and_say_why() -> None:
    """Red when a dot is taken for a reason."""
    number = a_result()
    typed = {"whom": "甲公司", "outcome": "准予许可", "line_0": "图", "personal": "否"}
    with pytest.raises(Forbidden):
        results.correct(number, typed | {"reason": "改"}, version=1, names=(), token=new_token(), by=OFFICER)
    for nothing in ({}, {"reason": "."}):
        with pytest.raises(Invalid):
            results.correct(number, typed | nothing, version=1, names=(), token=new_token(), by=KEEPER)
    with pytest.raises(Invalid):
        results.take_down(number, "……", names=(), by=KEEPER)


TYPED = {"whom": "甲公司", "outcome": "准予许可", "line_0": "渝州市地图", "reason": "隐去住址。", "personal": "是"}


def sent(**typed: str) -> dict[str, str]:
    """A correction as the page sends it, of the first version."""
    return typed | {f"{key}/sent": "1" for key in typed} | {"token": new_token(), "version": "1"}


@pytest.fixture
def keeper() -> Client:
    """周系统's browser, signed in."""
    return Doors({}, others(a_unit("平台", None), "library_card/applicant")).client("system")


def test_the_administrator_corrects_it_seen_first_and_everybody_reads_when_and_why(keeper: Client) -> None:
    """Red when it is published unseen, or the page kept from before is read on."""
    number = a_result(lines=[("图名", "渝州市地图，青山路 3 号")])
    address = f"/results/{number}/"
    door = f"/results-to-correct/{number}/"
    assert "青山路" in Client().get(address).content.decode()
    assert f'href="{door}"' in keeper.get(CONSOLE).content.decode()
    assert "青山路" in keeper.get(door).content.decode()
    assert "预览" in keeper.post(door, sent(**TYPED) | {"preview": "1"}).content.decode()
    assert "青山路" in Client().get(address).content.decode()
    assert keeper.post(door, sent(**TYPED)).status_code == 302
    page = Client().get(address).content.decode()
    assert "更正：隐去住址。" in page
    assert keeper.post(door, sent(**TYPED)).status_code == 409


def test_the_same_press_again_is_answered_as_the_first_was(keeper: Client) -> None:
    """Rule 2. Red when the second of two presses of one page is told that somebody else has changed the text."""
    number = a_result()
    pressed = sent(**TYPED)
    answers = [keeper.post(f"/results-to-correct/{number}/", pressed) for _ in range(4)]
    assert {(each.status_code, each.headers.get("Location")) for each in answers} == {(302, f"/results/{number}/")}
    assert len(results.changes(results.one(number))) == 1


def test_s29_what_was_personal_is_told_by_nothing_any_more(keeper: Client) -> None:
    """Red when the old text or its digest, from which a short text can be guessed, stays on the page; or when a phone may be published."""
    number = a_result(lines=[("图名", "渝州市地图，青山路 3 号")])
    before = results.fingerprint(results.one(number))
    results.correct(number, TYPED, version=1, names=(), token=new_token(), by=KEEPER)
    page = Client().get(f"/results/{number}/").content.decode()
    assert not [each for each in ("青山路", before) if each in page]
    for cell in ("whom", "outcome", "line_0", "reason"):
        answer = keeper.post(
            f"/results-to-correct/{number}/", sent(**TYPED | {cell: "电话 13700001234"}) | {"version": "2"}
        )
        assert answer.status_code == 422


def test_the_preview_shows_what_the_page_will_show(keeper: Client) -> None:
    """Red when the preview reads as Markdown what is published as it stands."""
    number = a_result(numbers=["湘S(2026)001号"])
    typed = TYPED | {"line_0": "**渝州市** [地图](https://example.cn)\n- 一幅 <2026>", "whom": "甲*乙*公司"}
    seen = keeper.post(f"/results-to-correct/{number}/", sent(**typed) | {"preview": "1"}).content.decode()
    results.correct(number, typed, version=1, names=(), token=new_token(), by=KEEPER)
    page = Client().get(f"/results/{number}/").content.decode()
    told = page[page.index("<dl") : page.index("</dl>")]
    assert "湘S(2026)001号" in told
    assert f"{told}<dt>更正</dt><dd>隐去住址。</dd></dl>" in seen


def test_s24_what_was_taken_out_is_guessed_from_no_digest_of_an_earlier_text() -> None:
    """Red when only the digest of the text it was taken out of is kept back: the texts before held it, too."""
    number = a_result(lines=[("图名", "渝州市地图，青山路 3 号")])
    earlier = []
    for version, (whom, personal) in enumerate([("乙公司", "否"), ("丙公司", "是"), ("丁公司", "否")], start=1):
        earlier.append(results.fingerprint(results.one(number)))
        results.correct(
            number,
            TYPED | {"whom": whom, "personal": personal},
            version=version,
            names=(),
            token=new_token(),
            by=KEEPER,
        )
    told = results.changes(results.one(number))
    assert [each.digest for each in told] == [earlier[2], "", ""]
    page = Client().get(f"/results/{number}/").content.decode()
    assert page.count("更正：隐去住址。") == 3
    assert not [each for each in earlier[:2] if each in page]


def test_what_is_taken_down_says_why_and_nothing_else(keeper: Client) -> None:
    """S29. Red when it stays in a list, in the feed, in the API or at its address."""
    number = a_result(whom="乙公司")
    door = f"{CONSOLE}{number}/take-down/"
    assert keeper.get(door).status_code == 200
    assert keeper.post(door, {"reason": " "}).status_code == 422
    assert keeper.post(door, {"reason": "误公示。"}).status_code == 302
    answer = Client().get(f"/results/{number}/")
    assert (answer.status_code, "误公示。" in answer.content.decode()) == (410, True)
    assert Client().get(f"/api/results/{number}").status_code == 404
    for address in (f"/results/{number}/", "/results/", "/feed.atom", "/api/results"):
        assert "乙公司" not in Client().get(address).content.decode()
    assert keeper.post(door, {"reason": "再撤"}).status_code == 404
    with pytest.raises(Forbidden):
        results.take_down(a_result(), "撤", names=(), by=OFFICER)


def test_results_are_looked_for_and_read_page_by_page() -> None:
    """Red when the second page begins with the first again."""
    numbers = [a_result(whom=f"第{each}公司") for each in range(results.PAGE + 2)]
    first = results.listed(PACKS)
    rest = results.listed(PACKS, before=first[-1].number)
    assert [each.number for each in (*first, *rest)] == numbers[::-1]
    assert [each.whom for each in results.listed(PACKS, text="第7公司 地图")] == ["第7公司"]
    named = a_result(lines=[("图名", "渝州市交通图")], numbers=["湘S(2026)001号", "测许准字〔2026〕00001号"])
    for text in ("交通图", "州市交通 渝", "S(2026)001", "00001号 湘"):
        assert [each.number for each in results.listed(PACKS, text=text)] == [named], text
    assert results.listed(PACKS, text="图名") == []
    assert "测许准字〔2026〕00001号" in Client().get(f"/results/{named}/").content.decode()
    assert results.listed(PACKS, matter="property_rights/change") == []


def test_what_is_read_is_looked_through_and_not_how_it_is_stored() -> None:
    """Red when the marks of JSON are found, or what stands between quotation marks is not."""
    a_result(lines=[("图名", "渝州市地图"), ("幅面", "对开")])
    quoted = a_result(lines=[("图名", '渝州"老城"图\n第\\一版'), ("幅面", "全开")])
    for text in ('"', "\\", '渝州"老城"图', "第\\一版", "一版 全开"):
        assert [each.number for each in results.listed(PACKS, text=text)] == [quoted], text
    for text in ('",', "[", '["', "\\n"):
        assert results.listed(PACKS, text=text) == [], text


@pytest.mark.parametrize(
    ("texts", "index"),
    [
        (Result.objects.filter(holds(RESULT, "地图")), "results_by_part_of_a_text"),
        (Inquiry.objects.filter(holds(INQUIRY, "地图")), "inquiries_by_part_of_a_text"),
        (Consultation.objects.filter(holds(CONSULTATION, "地图")), "consultations_by_part_of_text"),
    ],
)
def test_a_part_of_what_is_published_is_found_by_an_index(texts: QuerySet[Any], index: str) -> None:
    """Red when the index is over another expression than what is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert index in texts.all().explain()


@pytest.mark.parametrize(("name", "masked"), [("张三", "张*"), ("欧阳修远", "欧***"), ("王", "王*")])
def test_a_name_keeps_its_first_character(name: str, masked: str) -> None:
    """S24, 政府信息公开条例 art. 15."""
    assert hidden(name) == masked


def test_the_feed_tells_announcements_and_results_and_what_was_withdrawn() -> None:
    """RFC 4287. Red when a withdrawn result is fed as good."""
    number = a_result(case=77)
    results.withdraw_of_case(77, "错了", by=SYSTEM)
    for path in ("/feed.atom", "/help/property_rights/feed.atom"):
        answer = Client().get(path)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        assert "甲公司（已撤回）" in answer.content.decode()
        assert f"/results/{number}/</id>" in answer.content.decode()
    assert "甲公司" not in Client().get("/help/land_assets/feed.atom").content.decode()
