"""公开留言: what was answered is read by everybody once who asked agrees, an officer has edited it, and nothing tells who it was."""

import pytest
from django.test import Client

from banshi.bulletin import consultations, inquiries
from banshi.bulletin.models import Consultation
from banshi.ledger.models import Event
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from banshi.people import queries as people
from tests.bulletin.test_inquiries import ASK, DOOR, answered, asked, asking, client, group, sent, told
from tests.people.situations import PACK, Group, a_group

__all__ = ["asking", "group"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asking")]
LIST = "/inquiries/"
TYPED = {"subject": "外币怎么折算", "question": "外币怎么折算？", "answer": "按登记当日的**中间价**。"}


@pytest.fixture
def number(group: Group) -> int:
    """An answered inquiry that may be read by everybody."""
    made = asked(group, public="是", text="我们的电话是 13700001234，外币怎么折算？")
    answered(group, made)
    return made


def publish(group: Group, number: int, **typed: str) -> int:
    return consultations.publish(PACK, ASK, number, TYPED | typed, version=0, token=new_token(), by=group.officer)


def read(path: str = LIST) -> str:
    """What anybody reads there."""
    return Client().get(path).content.decode()


def test_an_officer_edits_it_sees_it_first_and_then_everybody_reads_it(group: Group, number: int) -> None:
    """Red when it is published unseen, when the page kept from before is read on, or when it names who asked."""
    officer, door = client(group.officer), f"{DOOR}{number}/publish/"
    assert "外币" not in read()
    assert "13700001234" in officer.get(door).content.decode()
    assert "预览" in officer.post(door, sent(**TYPED) | {"preview": "1"}).content.decode()
    assert "外币" not in read()
    assert officer.post(door, sent(**TYPED)).status_code == 302
    published = Consultation.objects.get()
    assert f'href="{LIST}{published.pk}/"' in read()
    page = read(f"{LIST}{published.pk}/")
    assert "<strong>中间价</strong>" in page
    for private in (group.filer.name, group.filer.unit_name, group.officer.name, "13700001234"):
        assert private not in page + read()


def test_the_same_press_again_is_answered_as_the_first_was(group: Group, number: int) -> None:
    """Rule 2. Red when what is published for the first time counts as something else once it is there."""
    officer, door, pressed = client(group.officer), f"{DOOR}{number}/publish/", sent(**TYPED)
    assert [officer.post(door, pressed).status_code for _ in range(3)] == [302] * 3
    published = Consultation.objects.get()
    changed = sent(**TYPED | {"answer": "按当日的中间价。"}) | {"version": "1"}
    assert [officer.post(door, changed).status_code for _ in range(3)] == [302] * 3
    assert len(consultations.changes(consultations.one(published.pk))) == 1


def test_who_asked_hears_what_will_be_public_and_then_that_it_is(group: Group, number: int) -> None:
    """Red when they find their question published by chance, fear for their name, or are told of every correction once more."""
    assert told()[-1][2].endswith("您同意公开：以后公开时不写您是谁。")
    assert "公开时不写您是谁" in client(group.filer).get(f"{DOOR}{number}/").content.decode()
    officer, door = client(group.officer), f"{DOOR}{number}/publish/"
    before = len(told())
    assert officer.post(door, sent(**TYPED)).status_code == 302
    assert officer.post(door, sent(**TYPED | {"answer": "按当日的。"}) | {"version": "1"}).status_code == 302
    ((unit, _, words),) = told("bulletin:")[-1:]
    assert (unit, len(told()), len(told("bulletin:"))) == (group.filer.unit, before, 1)
    assert words == "留言“注册资本怎么填”的答复已经公开，没有写您是谁，请到“留言咨询”查看。"
    private = asked(group)
    answered(group, private)
    assert "公开" not in told()[-1][2]


@pytest.mark.parametrize("cell", ["subject", "question", "answer"])
def test_s24_what_tells_who_asked_is_not_published(group: Group, number: int, cell: str) -> None:
    """Red when a phone, an ID number or the asker's name is let through at one of the cells."""
    for telling in (
        "请打 13700001234",
        "11010119900101123X 的",
        f"{group.filer.unit_name}问",
        "王 经办问",
        "139-0095-2350",
    ):
        with pytest.raises(Invalid) as refused:
            publish(group, number, **{cell: telling})
        assert [each.cell for each in refused.value.problems] == [cell]
    assert not Consultation.objects.exists()


@pytest.mark.parametrize("cell", ["subject", "question", "answer"])
def test_s24_neither_a_code_of_who_asked_nor_a_number_of_a_case_is_published(
    group: Group, number: int, cell: str
) -> None:
    """Who knows the code knows the unit, and a case leads to it. Red when codes or cases are not looked for, or only as they are kept."""
    code = people.code_of(group.filer.own_unit)
    cases = ("DT2026-0000001-1", "ｃｑ2026－0000123－7")
    for telling in (code, code.lower(), f"{code[:8]}-{code[8]}", f"91430100{code}X", *cases):
        with pytest.raises(Invalid) as refused:
            publish(group, number, **{cell: f"我们是 {telling}，按 2026-01-15 的汇率吗"})
        assert [each.cell for each in refused.value.problems] == [cell]
    published = publish(group, number, **{cell: "按 GB 2026-01-15 的汇率，13:30 以后吗"})
    with pytest.raises(Invalid):
        consultations.take_down(PACK, ASK, number, f"办件 {cases[0]} 有误", by=group.officer)
    assert Consultation.objects.get().pk == published


def test_s28_without_the_asker_s_consent_or_an_answer_nothing_is_published(group: Group) -> None:
    """Red when 【公开】 works, or is offered, for a question whose asker said no, for one about a case, or before the answer."""
    private, waiting = asked(group), asked(group, public="是")
    answered(group, private)
    officer = client(group.officer)
    for number in (private, waiting):
        with pytest.raises(Invalid):
            publish(group, number)
        assert officer.get(f"{DOOR}{number}/publish/").status_code == 404
        assert "/publish/" not in officer.get(f"{DOOR}{number}/").content.decode()
    about_a_case = asked(group, public="是", ref="CQ1")
    assert not inquiries.thread(group.filer, PACK, ASK, about_a_case).sight.public


def test_s7_only_who_answers_there_publishes_and_takes_down(group: Group, number: int) -> None:
    """Red when the asker publishes their own question, or another agency's officer does."""
    with pytest.raises(Forbidden):
        consultations.publish(PACK, ASK, number, TYPED, version=0, token=new_token(), by=group.filer)
    for who in (a_group(levels=1).officer, group.stranger):
        with pytest.raises(NotFound):
            consultations.publish(PACK, ASK, number, TYPED, version=0, token=new_token(), by=who)
    publish(group, number)
    with pytest.raises(Forbidden):
        consultations.take_down(PACK, ASK, number, "不再公开", by=group.filer)


def test_s29_what_is_taken_down_says_why_and_nothing_else(group: Group, number: int) -> None:
    """Red when the text stays in the list, at its address or in the page kept from before, or when no reason is asked."""
    address = f"{LIST}{publish(group, number)}/"
    assert "中间价" in read(address)
    officer, door = client(group.officer), f"{DOOR}{number}/take-down/"
    for reason in ("", "王经办要求的"):
        assert officer.post(door, {"reason": reason}).status_code == 422
    assert officer.post(door, {"reason": "答复有误，重新办理。"}).status_code == 302
    answer = Client().get(address)
    assert (answer.status_code, "答复有误，重新办理。" in answer.content.decode()) == (410, True)
    assert "中间价" not in answer.content.decode() + read()
    assert officer.post(door, {"reason": "再撤"}).status_code == 404
    kinds = Event.objects.filter(kind__startswith="consultation").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["consultation_published", "consultation_taken_down"]
    assert publish(group, number, answer="按登记前一日的中间价。") in {
        row.number for row in consultations.listed([PACK])
    }


def test_a_correction_is_listed_and_what_stood_before_is_not_shown(group: Group, number: int) -> None:
    """S29. Red when nobody learns that it was changed, or what was taken out is still told."""
    address = f"{LIST}{publish(group, number, question='外币怎么折算？我在青山路。')}/"
    officer = client(group.officer)
    typed = sent(**TYPED) | {"version": "1"}
    assert officer.post(f"{DOOR}{number}/publish/", typed).status_code == 302
    page = read(address)
    assert "更正过文字" in page
    assert "青山路" not in page
    assert officer.post(f"{DOOR}{number}/publish/", typed | {"token": new_token()}).status_code == 409


def test_it_is_looked_for_and_read_page_by_page(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the second page begins with the first again, or a word of the answer finds nothing."""
    monkeypatch.setattr(consultations, "PAGE", 2)
    made = []
    for each in range(3):
        number = asked(group, public="是")
        answered(group, number)
        made.append(publish(group, number, subject=f"第{each}问", answer=f"按第{each}条。"))
    assert [row.number for row in consultations.listed([PACK])] == made[:0:-1]
    assert f"before={made[1]}" in read(f"{LIST}?pack={PACK}")
    assert "第0问" in read(f"{LIST}?pack={PACK}&before={made[1]}")
    assert [row.number for row in consultations.listed([PACK], "中间 第1条")] == []
    assert [row.number for row in consultations.listed([PACK], "第1条")] == [made[1]]
    assert consultations.listed([]) == []


def test_s24_neither_events_nor_the_server_s_log_hold_what_was_told_in_a_question(
    group: Group, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Red when an event keeps the words of a question, or a refused text is written to the log."""
    officer = client(group.officer)
    answer = officer.post(f"{DOOR}{number}/publish/", sent(**TYPED | {"question": "请打 13700001234"}))
    assert answer.status_code == 422
    inquiries.reply(PACK, ASK, number, "身份证 11010119900101123X", token=new_token(), by=group.filer)
    publish(group, number)
    told = str(list(Event.objects.values_list("data", flat=True))) + caplog.text
    assert not [each for each in ("13700001234", "11010119900101123X") if each in told]


def test_a_session_never_gets_a_page_that_was_kept_for_everybody(group: Group, number: int) -> None:
    """Red when 304 or the same bytes answer who is signed in."""
    publish(group, number)
    etag = Client().get(LIST).headers["ETag"]
    assert Client().get(LIST, headers={"If-None-Match": etag}).status_code == 304
    assert client(group.officer).get(LIST, headers={"If-None-Match": etag}).status_code == 200
