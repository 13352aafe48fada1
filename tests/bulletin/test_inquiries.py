"""留言咨询: a unit asks, its agency answers, both see the thread and nobody else does; what many would ask goes into 常见问题."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from banshi.bulletin import inquiries, promises, queries
from banshi.bulletin.models import Faq, Message
from banshi.catalogue import shelf
from banshi.define import Ask, Menu
from banshi.ledger.models import Delivery, Event
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid, NotFound, TooMany
from banshi.notices import actions as notices
from banshi.people import queries as people
from banshi.people.models import Account
from banshi.people.signing_in import passwords, second_factor
from tests.bulletin.situations import a_person
from tests.cases.permits import it_is
from tests.harness.clock import Shift
from tests.people.signing_in import signed_in
from tests.people.situations import PACK, PASSWORD, TREE, Group, a_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asking")]
ASK = Ask(title="留言咨询", roles=("enterprise",), tree=TREE, answers=("agency_officer",), alerts=("enterprise",))
TYPED = {"subject": "注册资本怎么填", "text": "注册资本是外币的，按哪天的汇率折算？", "ref": "", "public": "否"}
DOOR = f"/s/{PACK}/inquiries/"
PAGE = f"https://example.cn{DOOR}1/"


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """产权登记 with that page and no other of its kind; authenticators have tests of their own."""
    pack = shelf.pack(PACK)
    menus = [
        replace(menu, pages=tuple(page for page in menu.pages if not isinstance(page, Ask))) for menu in pack.menus
    ]
    said = shelf.packs() | {PACK: replace(pack, menus=(*menus, Menu(title="咨询", pages=(ASK,))))}
    monkeypatch.setattr(shelf, "packs", lambda: said)
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)


@pytest.fixture
def group() -> Group:
    return a_group(levels=2)


def asked(group: Group, by: Actor | None = None, **changed: str) -> int:
    """An inquiry of the lowest unit."""
    return inquiries.ask(PACK, ASK, TYPED | changed, token=new_token(), by=by or group.filer)


def answered(group: Group, number: int, text: str = "按登记当日的中间价。") -> None:
    inquiries.reply(PACK, ASK, number, text, token=new_token(), by=group.officer, page=PAGE)


def client(who: Actor) -> Client:
    account = Account.objects.get(pk=who.own_account)
    return signed_in(account, passwords.demo(account.username) if account.personal else PASSWORD)


def sent(**typed: str) -> dict[str, str]:
    """A form as a page sends it, each cell with the mark that it was there; and a token."""
    return typed | {f"{key}/sent": "1" for key in typed} | {"token": new_token()}


def told(stream: str = "inquiry:") -> list[tuple[Any, ...]]:
    """Who was told what, in order: unit, roles, words."""
    sent = Delivery.objects.filter(to="notices.tell", event__stream__startswith=stream).order_by("id")
    return [(each.payload["unit"], each.payload["roles"], each.payload["text"]) for each in sent]


def test_both_see_the_thread_and_each_is_told_of_the_others_words(group: Group) -> None:
    """Red when a word is lost, the wrong side is told, or an answered one still waits."""
    number = asked(group)
    assert inquiries.waiting(group.officer, PACK, ASK) == 1
    answered(group, number)
    assert inquiries.waiting(group.officer, PACK, ASK) == 0
    inquiries.reply(PACK, ASK, number, "节假日没有中间价怎么办？", token=new_token(), by=group.filer)
    for who in (group.filer, group.officer):
        found = inquiries.thread(who, PACK, ASK, number)
        assert [each.answers for each in found.messages] == [False, True, False]
        assert (found.sight.waits, found.mine) == (True, who is group.filer)
    first, second, third = told()
    assert first[:2] == third[:2] == (group.agency, [f"{PACK}/agency_officer"])
    assert second[0] == group.subject
    assert f"{PACK}/enterprise" in second[1]
    assert [event.kind for event in Event.objects.filter(stream=f"inquiry:{number}").order_by("id")] == [
        "asked",
        "answered",
        "asked_on",
    ]


def test_s07_it_is_nobody_elses(group: Group) -> None:
    """Red when a stranger, a superior, or another agency's officer reads or lists it."""
    number = asked(group)
    for who in (group.stranger, group.reviewer, a_group(levels=1).officer):
        assert inquiries.listed(who, PACK, ASK) == []
        with pytest.raises(NotFound):
            inquiries.thread(who, PACK, ASK, number)
        with pytest.raises(NotFound):
            inquiries.reply(PACK, ASK, number, "您好", token=new_token(), by=who)
        assert client(who).get(f"{DOOR}{number}/").status_code == 404


def test_pressed_twice_it_is_asked_once(group: Group) -> None:
    """Red without the token."""
    token = new_token()
    once = inquiries.ask(PACK, ASK, TYPED, token=token, by=group.filer)
    assert inquiries.ask(PACK, ASK, TYPED, token=token, by=group.filer) == once
    again = new_token()
    for _ in range(2):
        inquiries.reply(PACK, ASK, once, "补充一句", token=again, by=group.filer)
    assert Message.objects.count() == 2


def test_what_was_said_stays_as_it_was_said(group: Group) -> None:
    """Red without `append_only`."""
    asked(group)
    for change in (lambda: Message.objects.update(text="别的"), lambda: Message.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_answers_does_not_ask_and_a_unit_asks_in_measure(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when an officer asks themselves, or one unit floods the desk."""
    with pytest.raises(Forbidden):
        asked(group, group.officer)
    monkeypatch.setattr(inquiries, "A_DAY", 2)
    number = asked(group)
    asked(group)
    with pytest.raises(TooMany):
        asked(group)
    answered(group, number)
    assert asked(group, group.stranger) > number


@pytest.mark.parametrize(
    ("words", "typed"),
    [("请填写“主题”", {"subject": " "}), ("请填写“内容”", {"text": ""}), ("没有这个办件", {"ref": "CQ1"})],
)
def test_what_is_missing_is_named_and_the_rest_kept(group: Group, words: str, typed: dict[str, str]) -> None:
    """Red when half a question is sent, somebody asks about a case of others, or what was typed is gone."""
    answer = client(group.filer).post(f"{DOOR}new/", sent(**TYPED | typed))
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert Message.objects.count() == 0
    assert all(kept in page for kept in (TYPED | typed).values())


def test_the_pages_ask_answer_and_list(group: Group) -> None:
    """Red when a page leads nowhere, or the officer does not find what waits first."""
    filer, officer = client(group.filer), client(group.officer)
    answer = filer.post(f"{DOOR}new/", sent(**TYPED))
    assert answer.status_code == 302
    page = officer.get(f"/s/{PACK}/").content.decode()
    assert "留言咨询" in page
    assert TYPED["subject"] in officer.get(DOOR).content.decode()
    assert officer.get(f"{DOOR}new/").status_code == 404
    thread = answer.headers["Location"]
    assert officer.post(thread, {"text": " ", "token": new_token()}).status_code == 422
    assert officer.post(thread, {"text": "<b>中间价</b>", "token": new_token()}).status_code == 302
    assert "&lt;b&gt;中间价" in filer.get(thread).content.decode()
    assert TYPED["subject"] not in officer.get(DOOR).content.decode()
    assert TYPED["subject"] in officer.get(DOOR, {"state": "answered"}).content.decode()
    assert TYPED["subject"] in filer.get(DOOR, {"text": "注册资本"}).content.decode()
    assert TYPED["subject"] not in filer.get(DOOR, {"text": "没有的"}).content.decode()


def test_the_notice_leads_to_the_thread(group: Group) -> None:
    """Red when it names no inquiry, and when its address is looked for among cases."""
    number = asked(group)
    answered(group, number)
    for row in Delivery.objects.filter(to="notices.tell", event__stream=f"inquiry:{number}"):
        notices.tell(row.payload, str(row.pk))
    for who in (group.filer, group.officer):
        assert f'href="{DOOR}{number}/"' in client(who).get("/notices/").content.decode()


def test_an_answer_goes_into_the_faqs_edited_and_without_who_asked(group: Group) -> None:
    """Red when it is published unseen, with a phone, an ID number or the asker's name, or by who asked."""
    number = asked(group, text=f"我们{group.filer.unit_name}的电话是 13700001234，外币怎么折算？")
    officer, door = client(group.officer), f"{DOOR}{number}/take-over/"
    assert officer.get(door).status_code == 404
    answered(group, number)
    page = officer.get(door).content.decode()
    assert "13700001234" in page
    typed = {
        "question": "外币怎么折算？",
        "answer": "按登记当日的中间价。",
        "category": "填报",
        "position": "10",
    }
    for telling in ("请打 13700001234", f"{group.filer.unit_name}问的", "身份证 11010119900101123X", "王经办问的"):
        refused = officer.post(door, sent(**typed | {"answer": telling}))
        assert (refused.status_code, "请删去" in refused.content.decode()) == (422, True)
    assert "预览" in officer.post(door, sent(**typed) | {"preview": "1"}).content.decode()
    assert queries.faqs(PACK) == []
    assert officer.post(door, sent(**typed)).status_code == 302
    assert Faq.objects.get().question == "外币怎么折算？"
    assert client(group.filer).get(door).status_code == 404
    with pytest.raises(Forbidden):
        inquiries.take_over(PACK, ASK, number, typed, token=new_token(), by=group.filer)


def test_nothing_unanswered_is_taken_over(group: Group) -> None:
    with pytest.raises(Invalid):
        inquiries.take_over(PACK, ASK, asked(group), TYPED, token=new_token(), by=group.officer)


def test_the_subject_which_lists_and_the_log_show_holds_no_number_of_a_person(group: Group) -> None:
    """S24. Red when a phone in the subject stands in the event of the question."""
    with pytest.raises(Invalid) as refused:
        asked(group, subject="请回电 13700001234")
    assert [each.cell for each in refused.value.problems] == ["subject"]
    number = asked(group, text="请回电 13700001234")
    (event,) = Event.objects.filter(stream=f"inquiry:{number}")
    assert "13700001234" not in str(event.data)


def test_both_read_until_when_an_answer_is_promised(group: Group, shift: Shift) -> None:
    """Five working days, by the calendar of 2026. Red when weekends count, when the day of asking does, or when a further word of who
    waits begins it anew."""
    it_is("2026-11-19", shift)
    number = asked(group)
    it_is("2026-11-20", shift)
    inquiries.reply(PACK, ASK, number, "再补充一句", token=new_token(), by=group.filer)
    for who in (group.filer, group.officer):
        sight = inquiries.thread(who, PACK, ASK, number).sight
        assert (sight.due, sight.lamp) == (date(2026, 11, 26), "green")
        assert "2026-11-26" in client(who).get(f"{DOOR}{number}/").content.decode()
    it_is("2026-11-27", shift)
    assert inquiries.listed(group.officer, PACK, ASK)[0].lamp == "over"
    answered(group, number)
    assert inquiries.listed(group.officer, PACK, ASK)[0].lamp == ""
    inquiries.reply(PACK, ASK, number, "还有一问", token=new_token(), by=group.filer)
    assert inquiries.thread(group.filer, PACK, ASK, number).sight.due == date(2026, 12, 4)


def test_who_must_answer_is_told_the_day_before_on_the_day_and_with_those_above_after_it(
    group: Group, shift: Shift
) -> None:
    """R16. Asked on Thursday, promised until the next. Red when a step is told twice or not at all, when the weekend brings one, when who
    is above hears of it before it is over, or when what was answered goes on being told of."""
    it_is("2026-11-19", shift)
    number = asked(group)
    officer, above = f"{PACK}/agency_officer", f"{PACK}/enterprise"
    steps = []
    for day in ("2026-11-19", "2026-11-24", "2026-11-25", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"):
        it_is(day, shift)
        promises.remind()
        promises.remind()
        lamp = inquiries.listed(group.officer, PACK, ASK)[0].lamp
        steps.append((day[-2:], lamp, [roles for unit, roles, _ in told()[1:] if unit == group.agency]))
    once, twice, thrice = [[officer]], [[officer]] * 2, [*[[officer]] * 2, [officer, above]]
    assert steps == [
        ("19", "green", []),
        ("24", "green", []),
        ("25", "yellow", once),
        ("25", "yellow", once),
        ("26", "red", twice),
        ("27", "over", thrice),
        ("30", "over", thrice),
    ]
    assert "承诺在 2026-11-26 以前答复，已经超过" in told()[-1][-1]
    assert f"{DOOR}{number}/" in client(group.officer).get(DOOR).content.decode()
    answered(group, number)
    it_is("2026-12-10", shift)
    promises.remind()
    assert len(told()) == 5
    inquiries.reply(PACK, ASK, number, "还有一问", token=new_token(), by=group.filer)
    it_is("2026-12-17", shift)
    promises.remind()
    assert "承诺今天答复" in told()[-1][-1]


def test_somebody_who_signed_up_asks_any_agency_and_is_told_by_sms_and_mail(group: Group) -> None:
    """Red when a person without a role here may not ask, or hears of the answer in one way only."""
    who = a_person()
    assert list(inquiries.agencies(who, ASK)) == [people.code_of(group.agency)]
    number = asked(group, who, public="是")
    assert inquiries.thread(group.officer, PACK, ASK, number).sight.unit == who.unit_name
    answered(group, number)
    page = client(who).get(f"{DOOR}{number}/").content.decode()
    assert "按登记当日的中间价。" in page
    told = {row.to: row.payload for row in Delivery.objects.filter(event__stream=f"inquiry:{number}").order_by("id")}
    assert told["notices.tell"]["unit"] == who.unit
    assert told["notices.tell"]["sms"]
    assert sealed.opened(told["mail.sealed"]["to"]).endswith("@example.cn")
    assert sealed.opened(told["mail.sealed"]["text"]).endswith(f"\n\n{PAGE}\n")
    with pytest.raises(NotFound):
        inquiries.thread(group.filer, PACK, ASK, number)


def test_where_there_are_several_agencies_a_person_says_which(group: Group) -> None:
    """Red when a question lands at an agency nobody chose."""
    another, who = a_group(levels=1), a_person()
    with pytest.raises(Invalid):
        asked(group, who)
    number = asked(group, who, agency=people.code_of(another.agency))
    assert inquiries.thread(another.officer, PACK, ASK, number)
    assert "向谁留言" in client(who).get(f"{DOOR}new/").content.decode()
    with pytest.raises(NotFound):
        inquiries.thread(group.officer, PACK, ASK, number)


def test_older_ones_are_on_the_next_page(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the list ends after its first page."""
    monkeypatch.setattr(inquiries, "PAGE", 2)
    numbers = [asked(group, subject=f"第{each}问") for each in range(3)]
    first = inquiries.listed(group.filer, PACK, ASK)
    assert [row.number for row in first] == numbers[:0:-1]
    page = client(group.filer).get(DOOR).content.decode()
    assert f"after={numbers[1]}" in page
    assert "第0问" in client(group.filer).get(DOOR, {"after": str(numbers[1])}).content.decode()
