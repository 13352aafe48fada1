"""One flow for eight permits: every branch of the law, and who may go it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse

from banshi.bulletin import results
from banshi.bulletin.models import Result
from banshi.cases import publishing, queries
from banshi.cases.corrections import actions as pinning
from banshi.cases.corrections import queries as corrections
from banshi.cases.refusals import NotYourTurn
from banshi.cases.terms import lapsing
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid, NotFound
from banshi.packs.survey_hall.map_review import ORDINARY, REGULATION, TOPICAL, URGENT
from banshi.packs.survey_hall.tests.situations import (
    Office,
    accepted,
    act,
    an_application,
    an_office,
    at_work,
    it_is,
    open_moves,
    running,
    state,
    to_sign,
)
from banshi.packs.survey_hall.tests.test_letters import legible
from banshi.papers import drawing
from banshi.papers.models import Paper
from tests.harness.clock import Shift
from tests.papers.test_drawing import text_of

pytestmark = pytest.mark.django_db
On = Callable[[str], None]
PUBLISHED = ("grant_decision", "map_approval")


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def on(shift: Shift) -> On:
    """`on("2026-03-02")`: that is the day now."""
    return lambda day: it_is(day, shift)


def letters(office: Office) -> list[str]:
    """The kinds of the letters the applicant was sent, in their order."""
    return list(Paper.objects.filter(subject=office.units["press"]).order_by("pk").values_list("kind", flat=True))


def test_what_is_granted_is_delivered_in_ten_days_and_published(office: Office, on: On) -> None:
    """行政许可法 44. Red when a decision ends the case before it is delivered."""
    on("2026-03-02")
    ref = to_sign(office)
    act(office, "周签发", ref, "grant")
    (delivery,) = running(ref)
    assert (delivery.key, str(delivery.last_day)) == ("delivery", "2026-03-16")
    act(office, "李审核", ref, "deliver", "电子送达：申请人可以在网上下载。")
    assert (state(ref), running(ref)) == ("closed", [])
    assert letters(office) == ["acceptance_notice", "grant_decision", "map_approval"]
    assert re.fullmatch(
        r"湘S\(2026\)\d{3,}号", Paper.objects.get(kind="map_approval", subject=office.units["press"]).number
    )
    told, issued = Result.objects.get(whom=office.names["press"]), Paper.objects.filter(kind__in=PUBLISHED)
    assert told.lines == [["地图名称", "湘北省地图"]]
    assert told.numbers == "、".join(issued.order_by("pk").values_list("number", flat=True))


def test_who_signs_corrects_what_was_published_and_who_only_received_or_examined_it_does_not(office: Office) -> None:
    """行政许可法 69. Red when every role of the authority may change what one of them has decided."""
    act(office, "周签发", to_sign(office), "grant")
    told = results.one(Result.objects.get(whom=office.names["press"]).pk)
    may = [publishing.may_correct(office.actor(name), told) for name in ("周签发", "李审核", "陈承办", "王经办")]
    assert may == [True, False, False, False]


def test_the_signer_sees_before_the_press_what_will_be_published(office: Office) -> None:
    """Red when a decision that is still to be delivered is taken for one of a lower desk."""
    signer = office.actor("周签发")
    case = queries.case_for(signer, to_sign(office))
    (seen,) = publishing.preview(case.matter.flow.move("grant"), case)
    assert seen["lines"] == (("地图名称", "湘北省地图"),)


def test_who_can_act_next_is_told(office: Office) -> None:
    """Red when those who decide at the end are told of what others must do first."""
    ref = to_sign(office)
    told = Delivery.objects.filter(to="notices.tell", payload__ref=ref, payload__unit=office.units["authority"])
    assert told.latest("pk").payload["roles"] == ["survey_hall/signer"]
    act(office, "周签发", ref, "send_back", "请核对县界。")
    assert told.latest("pk").payload["roles"] == ["survey_hall/handler", "survey_hall/signer"]


def test_who_had_it_hears_that_it_was_withdrawn(office: Office) -> None:
    """Red when the notice looks for a desk that an ended case has no more, or tells who does not work on it."""
    for made, roles in ((accepted, ["handler", "signer"]), (filed, ["clerk"])):
        ref = made(office)
        act(office, "王经办", ref, "withdraw")
        (told,) = [
            row.payload
            for row in Delivery.objects.filter(to="notices.tell", payload__ref=ref)
            if "撤回" in row.payload["text"]
        ]
        assert (told["unit"], told["roles"]) == (office.units["authority"], [f"survey_hall/{role}" for role in roles])


def filed(office: Office) -> str:
    """An application nobody has received yet."""
    ref = an_application(office)
    act(office, "王经办", ref, "report")
    return ref


def test_what_the_desks_say_among_themselves_is_not_the_applicant_s_to_read(office: Office) -> None:
    """Red when an applicant reads 拟准予许可 and is refused afterwards."""
    ref = to_sign(office)
    proposed = [
        line for line in queries.history(queries.case_for(office.actor("王经办"), ref)) if line.title == "报请签发"
    ]
    assert [line.opinion for line in proposed] == [""]
    read = [line.opinion for line in queries.history(queries.case_for(office.actor("周签发"), ref))]
    assert any("许可" in opinion for opinion in read)


def test_what_is_denied_says_why_and_is_not_published(office: Office) -> None:
    """行政许可法 38. Red when a permit can be denied without a reason."""
    ref = to_sign(office)
    with pytest.raises(Invalid):
        act(office, "周签发", ref, "deny")
    act(office, "周签发", ref, "deny", "样图表示的县界与标准画法不符。")
    act(office, "李审核", ref, "deliver_denial", "邮寄：已经寄出。")
    assert state(ref) == "closed_denied"
    assert (
        "县界"
        in Paper.objects.get(kind="denial_decision", subject=office.units["press"]).data["opinions"][-1]["opinion"]
    )


def test_what_is_not_accepted_ends_with_a_letter(office: Office) -> None:
    ref = an_application(office)
    act(office, "王经办", ref, "report")
    act(office, "李审核", ref, "refuse", "申请事项不属于本机关职权范围。")
    assert (state(ref), letters(office)) == ("refused", ["refusal_notice"])


def test_more_is_asked_for_once_and_all_at_once(office: Office) -> None:
    """行政许可法 32. Red when a clerk can ask a second time."""
    ref = an_application(office)
    act(office, "王经办", ref, "report")
    act(office, "李审核", ref, "ask", "样图没有图例和比例尺。")
    act(office, "王经办", ref, "report")
    assert open_moves(office, "李审核", ref) == {"accept", "refuse"}
    assert letters(office) == ["correction_notice"]


def test_the_letter_lists_everything_that_is_asked_for(office: Office) -> None:
    """一次性告知. Red when what was pinned beside the cells does not stand in the letter."""
    ref = an_application(office)
    act(office, "王经办", ref, "report")
    for cell, words in (("map_name", "与样图不一致。"), ("material:draft_map", "没有图例。")):
        pinning.pin(ref, cell, "wrong", words, by=office.actor("李审核"), token=new_token())
    act(office, "李审核", ref, "ask", "请一次补齐。")
    (letter,) = Paper.objects.filter(subject=office.units["press"], kind="correction_notice")
    assert letter.data["corrections"] == [
        ["地图名称", "错误", "与样图不一致。"],
        ["需要审核的地图样图或者样品", "错误", "没有图例。"],
    ]


@pytest.mark.parametrize(("verdict", "words"), [("corrected", "已改正"), ("remaining", "仍有问题")])
def test_what_was_answered_is_ticked_off_though_nothing_more_can_be_asked(
    office: Office, verdict: str, words: str
) -> None:
    """Red when who may ask only once finds no way to settle what came back: the case could never be accepted."""
    ref = an_application(office)
    act(office, "王经办", ref, "report")
    pinning.pin(ref, "map_name", "wrong", "请写全称。", by=office.actor("李审核"), token=new_token())
    act(office, "李审核", ref, "ask", "请一次补齐。")
    filer = office.actor("王经办")
    (item,) = corrections.asked(queries.case_for(filer, ref))
    pinning.reply(ref, item.id, "explained", "这就是全称。", by=filer)
    act(office, "王经办", ref, "report")
    with pytest.raises(Invalid, match="还有 1 条没有核对"):
        act(office, "李审核", ref, "accept")

    client = at_work(office, "李审核")
    page = client.get(f"/cases/{ref}/review/").content.decode()
    assert words in page
    assert "按小旗记在这里" not in page
    client.post(f"/cases/{ref}/corrections/{item.id}/tick/", {"verdict": verdict})
    act(office, "李审核", ref, "accept")
    assert state(ref) == "accepted"


def test_silence_accepts(office: Office, on: On) -> None:
    """行政许可法 32. Red when nothing happens after the five days."""
    on("2026-03-02")
    ref = an_application(office)
    act(office, "王经办", ref, "report")
    on("2026-03-10")
    lapsing.settle()
    assert state(ref) == "accepted"
    assert str(running(ref)[0].begun) == "2026-03-02"


def test_an_expert_s_review_is_told_of_in_writing_and_not_counted(office: Office, on: On) -> None:
    """行政许可法 45. Red when the limit runs on, or no letter says how long it takes."""
    on("2026-03-02")
    ref = accepted(office)
    on("2026-03-04")
    act(office, "陈承办", ref, "special", "专家评审，预计需要 15 个工作日。")
    (standing,) = running(ref)
    assert (standing.still_since is not None, standing.last_day) == (True, None)
    on("2026-03-25")
    act(office, "陈承办", ref, "go_on")
    assert str(running(ref)[0].legal_last_day) == "2026-04-20"
    assert letters(office)[-1] == "special_notice"


def test_the_head_of_the_office_extends_once(office: Office, on: On) -> None:
    """行政许可法 42. Red when who examines extends, or twice."""
    on("2026-03-02")
    ref = accepted(office)
    with pytest.raises(NotYourTurn):
        act(office, "陈承办", ref, "extend", "需要补充调查。")
    act(office, "周签发", ref, "extend", "需要补充调查。")
    assert running(ref)[0].days == 30
    assert "extend" not in open_moves(office, "周签发", ref)
    assert letters(office)[-1] == "extension_notice"


@pytest.mark.parametrize(
    ("sort", "days", "last", "extends"),
    [(ORDINARY, 20, "2026-03-30", True), (TOPICAL, 7, "2026-03-11", False), (URGENT, 1, "2026-03-03", False)],
)
def test_地图管理条例_19_gives_a_map_one_of_three_limits(
    office: Office, on: On, sort: str, days: int, last: str, extends: bool
) -> None:
    """Red when all three run, or a limit is extended that the regulation does not let be."""
    on("2026-03-02")
    ref = accepted(office, sort)
    (term,) = running(ref)
    assert (term.days, str(term.legal_last_day)) == (days, last)
    assert ("extend" in open_moves(office, "周签发", ref)) is extends


def test_who_prepared_a_decision_does_not_revoke_it(office: Office) -> None:
    """行政许可法 69. Red when a colleague of who signed may."""
    act(office, "周签发", to_sign(office), "grant")
    paper = Paper.objects.get(kind="grant_decision", subject=office.units["press"])
    door = reverse("filing:paper_revoke", args=[paper.pk, paper.layouts[0]["key"]])
    assert at_work(office, "陈承办").post(door, {"reason": "不符合条件"}).status_code == 403
    assert at_work(office, "周签发").post(door, {"reason": "不符合条件"}).status_code == 302


def test_the_applicant_withdraws_until_the_decision(office: Office) -> None:
    """Red when what was decided can be withdrawn."""
    ref, decided = accepted(office), to_sign(office)
    act(office, "王经办", ref, "withdraw")
    act(office, "周签发", decided, "grant")
    assert (state(ref), open_moves(office, "王经办", decided)) == ("withdrawn", set())


def test_who_examines_does_not_sign_and_neighbours_see_nothing(office: Office) -> None:
    """Red when one officer can carry a permit through alone."""
    ref = to_sign(office)
    assert open_moves(office, "陈承办", ref) == open_moves(office, "李审核", ref) == set()
    assert open_moves(office, "周签发", ref) == {"grant", "deny", "send_back"}
    with pytest.raises(NotFound):
        act(office, "张旁人", ref, "withdraw")


def test_a_letter_tells_the_last_day_as_the_clock_stood_when_it_was_issued(office: Office, on: On) -> None:
    """行政许可法 32, 42, 44. Red when a letter tells the limit before its move, or follows a calendar that changed since."""
    on("2026-03-02")
    ref = accepted(office)
    on("2026-03-03")
    act(office, "周签发", ref, "extend", "需要补充调查。")
    act(office, "陈承办", ref, "propose", "经审查，符合法定条件，拟准予许可。")
    act(office, "周签发", ref, "grant")
    told = {paper.kind: paper.data["limits"][0] for paper in Paper.objects.order_by("pk")}
    days = {kind: (said["days"], said["unit"], said["promised"], said["last"]) for kind, said in told.items()}
    assert days["acceptance_notice"] == (20, "个工作日", "2026-03-23", "2026-03-30")
    assert days["extension_notice"] == (30, "个工作日", "2026-04-07", "2026-04-14")
    assert days["grant_decision"] == days["map_approval"] == (10, "个工作日", "2026-03-17", "2026-03-17")
    assert (told["acceptance_notice"]["law"], told["acceptance_notice"]["arranged"]) == (REGULATION, True)


def test_only_what_refuses_is_red(office: Office) -> None:
    """Red when 退回, 告知补正 or 送达 looks as grave as 不予, or 不予 as harmless as they."""
    ref = to_sign(office)
    assert looks(office, "周签发", ref) == {
        "不予许可": "outline-danger",
        "退回承办": "outline-primary",
        "准予许可": "primary",
    }
    act(office, "周签发", ref, "grant")
    assert looks(office, "李审核", ref) == {"送达": "outline-primary"}
    received = looks(office, "李审核", filed(office))
    assert {received[title] for title in ("告知补正", "不予受理")} == {"outline-primary", "outline-danger"}
    assert looks(office, "王经办", an_application(office))["删除"] == "outline-danger"


def looks(office: Office, name: str, ref: str) -> dict[str, str]:
    """How the moves that ask something look to one of the people."""
    page = at_work(office, name).get(f"/cases/{ref}/").content.decode()
    return {
        title: look for look, title in re.findall(r'needs-script btn-([a-z-]+)" data-open="move-\w+">([^<]+)<', page)
    }


def test_the_form_to_be_stamped_is_printed_beside_its_material(office: Office, tmp_path: Path) -> None:
    """Red when nobody says where 申请表（盖章） comes from, or its print says that it is only for looking over."""
    ref = an_application(office)
    page = at_work(office, "王经办").get(f"/cases/{ref}/materials/").content.decode()
    (address,) = re.findall(r'href="([^"]+)" target="_blank" rel="noopener">.*打印填报表', page)
    printed = at_work(office, "王经办").get(address)
    drawn = legible(text_of(printed.content, tmp_path))
    assert not [words for words in ("申请单位（盖章）", "盖章后作为申请材料上传") if legible(words) not in drawn]
    assert legible(drawing.MARK) not in drawn


def test_an_application_is_never_called_上报(office: Office) -> None:
    """Red when a page, a list, a notice or a mistake takes the word of another system."""
    draft, ref = an_application(office, map_name=""), accepted(office)
    act(office, "陈承办", ref, "propose", "拟准予许可。")
    pages = [
        at_work(office, "周签发").get(f"/cases/{ref}/review/"),
        at_work(office, "王经办").get(f"/cases/{ref}/"),
        at_work(office, "王经办").get(f"/cases/{draft}/form/"),
        at_work(office, "王经办").get(f"/cases/{draft}/moves/report/"),
        at_work(office, "王经办").get("/s/survey_hall/"),
        at_work(office, "李审核").get("/s/survey_hall/cases/received/"),
    ]
    assert [each.status_code for each in pages] == [200, 200, 200, 422, 200, 200]
    assert not [each.request["PATH_INFO"] for each in pages if "上报" in each.content.decode()]
