"""H02: how far a case is, for whoever has its number and 查询码; S29: and nothing else, and for nobody else."""

import pytest
from django.test import Client

from banshi.cases import prints, progress, queries
from banshi.ledger import queries as past
from banshi.lib.actor import visitor
from banshi.people import actions as people
from banshi.people.signing_in import tries
from tests.harness.clock import Shift
from tests.situations import a_case, a_group
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
ASK = "/progress/"
PRIVATE = ("李审核", "王经办", "请补充公司章程", "桥梁公司", "检测公司")


def ask(ref: str, code: str, client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).post(ASK, {"ref": ref, "code": code})
    return answer.status_code, answer.content.decode()


def test_number_and_code_tell_the_state_and_every_step_and_nothing_private() -> None:
    """Red when the history is shown as the filer sees it."""
    ref = a_case(a_group(), "returned")
    status, page = ask(ref, progress.code(ref))
    assert status == 200
    assert all(told in page for told in ("占有登记", ref, "上报", "退回"))
    assert not [each for each in PRIVATE if each in page]


def test_how_far_up_the_road_it_is_stands_there() -> None:
    """Red when only the state is told: 待审核 stands at four desks."""
    ref = a_case(a_group(), "at_second")
    found = progress.look_up(ref, progress.code(ref), by=visitor())
    assert found
    assert (found.where, [step.title for step in found.steps]) == ("第 2 级，共 4 级", ["上报", "通过"])


def test_an_unknown_number_and_a_wrong_code_are_told_the_same() -> None:
    """S2, S29. Red when the page says which of the two was wrong."""
    ref = a_case(a_group(), "under_review")
    answers = [ask(ref, "23456789"), ask("CQ2026-9999999-9", progress.code(ref))]
    blank = [(status, page.replace(ref, "").replace("CQ2026-9999999-9", "")) for status, page in answers]
    tokens = [page.split('csrfmiddlewaretoken" value="')[1][:64] for _, page in answers]
    assert blank[0][0] == blank[1][0] == 422
    assert blank[0][1].replace(tokens[0], "") == blank[1][1].replace(tokens[1], "")


def test_a_draft_is_nobodys_to_look_up() -> None:
    """Red when a number that was never reported answers."""
    ref = a_case(a_group(), "draft")
    assert progress.look_up(ref, progress.code(ref), by=visitor()) is None


def test_the_code_is_typed_as_it_is_read() -> None:
    """Red when lower case or full width is a wrong code."""
    ref = a_case(a_group(), "under_review")
    code = progress.code(ref)
    wide = "".join(chr(ord(each) + 0xFEE0) for each in code)
    for typed in (code.lower(), f"{code[:4]}-{code[4:]}", wide):
        assert progress.look_up(f" {ref.lower()} ", typed, by=visitor())
    assert progress.look_up(ref, f"{code}2", by=visitor()) is None


def test_the_filer_reads_the_code_on_the_case_and_its_receipt_and_nobody_else_does() -> None:
    """Red when the reviewer sees it: they would look a case up as a stranger."""
    group = a_group()
    ref = a_case(group, "under_review")
    case = queries.case_for(group.actor("王经办"), ref)
    assert case.submission
    assert ["查询码", progress.code(ref)] in prints.receipt(case, case.submission)["lines"]
    assert progress.code(ref) in at_home(group, "王经办").get(f"/cases/{ref}/").content.decode()
    assert progress.code(ref) not in at_home(group, "李审核").get(f"/cases/{ref}/").content.decode()


def test_after_some_wrong_tries_a_captcha_comes_with_the_next() -> None:
    """S3. Red when the fourth try is as free as the first."""
    ref, client = a_case(a_group(), "under_review"), Client()
    for _ in range(3):
        assert "captcha_key" not in client.get(ASK).content.decode()
        ask(ref, "23456789", client)
    status, page = ask(ref, progress.code(ref), client)
    assert (status, "captcha_key" in page) == (422, True)


def test_who_asks_without_end_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """S29. Red when captchas are all that stands before a machine that reads them."""
    monkeypatch.setattr("banshi.people.signing_in.captcha.right", lambda *given: True)
    monkeypatch.setattr("banshi.web.hall.progress.AN_HOUR", 5)
    ref = a_case(a_group(), "under_review")
    assert [ask(ref, "23456789")[0] for _ in range(7)] == [422] * 6 + [429]


@pytest.mark.parametrize("known", [True, False])
def test_a_stranger_s_tries_do_not_keep_the_holder_out(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """S2, S3. Red when wrong codes are counted by the number alone, or only for numbers that exist: then the wait would tell which do."""
    monkeypatch.setattr("banshi.people.signing_in.captcha.right", lambda *given: True)
    monkeypatch.setattr("banshi.web.hall.progress.AN_HOUR", 2)
    ref = a_case(a_group(), "under_review")
    tried = ref if known else "CQ2026-9999999-9"
    stranger, holder = Client(REMOTE_ADDR="203.0.113.66"), Client(REMOTE_ADDR="203.0.113.7")
    assert [ask(tried, "23456789", stranger)[0] for _ in range(4)] == [422] * 3 + [429]
    assert ask(tried, progress.code(ref), holder)[0] == (200 if known else 422)


def test_wrong_tries_are_counted_by_the_number_however_it_is_typed() -> None:
    """S3. Red when a full-width figure begins a new count."""
    ref = a_case(a_group(), "under_review")
    wide = ref.translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789"})
    for number, each in enumerate((ref, wide, f" {ref.lower()} ")):
        ask(each, "23456789", Client(REMOTE_ADDR=f"203.0.113.{number}"))
    assert ask(ref, progress.code(ref), Client(REMOTE_ADDR="203.0.113.9"))[0] == 422


def test_the_stop_lasts_its_hour_whatever_else_is_counted(monkeypatch: pytest.MonkeyPatch, shift: Shift) -> None:
    """S2. Red when counts stand where others push them out, or are forgotten after five minutes, or never."""
    monkeypatch.setattr("banshi.people.signing_in.captcha.right", lambda *given: True)
    monkeypatch.setattr("banshi.web.hall.progress.AN_HOUR", 2)
    ref = a_case(a_group(), "under_review")
    assert [ask(ref, "23456789")[0] for _ in range(4)] == [422] * 3 + [429]
    for number in range(1000):
        tries.count(f"progress 198.51.100.{number}", 60)
    shift(50 * 60)
    people.sweep()
    assert ask(ref, "23456789")[0] == 429
    shift(11 * 60)
    assert ask(ref, progress.code(ref))[0] == 200


def test_every_look_is_written_down_in_a_stream_of_its_own() -> None:
    """S29. Red when looks stand in the history of the case."""
    ref = a_case(a_group(), "under_review")
    progress.look_up(ref, "wrong", by=visitor("203.0.113.5"))
    last = past.history("looks")[-1]
    assert (last.kind, last.data, last.actor["address"]) == (
        "progress_asked",
        {"ref": ref, "found": False},
        "203.0.113.5",
    )
