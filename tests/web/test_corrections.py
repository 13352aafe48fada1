"""补正项 on pages: pinned at a cell, sent back, answered, ticked off; every step without script."""

import re

import pytest
from django.test import Client

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.corrections import actions
from banshi.cases.corrections.rules import PINNED
from banshi.cases.models import Case, Correction
from banshi.catalogue import shelf
from banshi.ledger.tokens import new_token
from tests.situations import Group, a_case, a_group, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def client(group: Group, name: str) -> Client:
    """That person's browser, signed in."""
    found = Client()
    found.force_login(group.account(name))
    session = found.session
    session["began"] = 32_503_680_000
    session.save()
    return found


def pin(group: Group, ref: str, cell: str, kind: str = "missing", words: str = "") -> None:
    """李审核 pins a correction by the page's form."""
    form = {"cell": cell, "kind": kind, "words": words, "token": new_token()}
    answer = client(group, "李审核").post(f"/cases/{ref}/corrections/pin/", form)
    assert answer.status_code == 302, answer.content.decode()


def page(group: Group, name: str, path: str) -> str:
    """A page, as somebody sees it."""
    answer = client(group, name).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_cell_row_and_material_can_be_pinned_from_the_review_page(group: Group) -> None:
    """Red when one of them has no flag: nobody could ask for it."""
    ref = a_case(group, "under_review")
    drawn = page(group, "李审核", f"/cases/{ref}/review/")
    own = re.search(r"cell=investors/(\w{8})\"", drawn)
    assert own
    for cell in ("address", "investors", f"investors/{own[1]}/name", "material%3Aarticles"):
        assert f'?cell={cell}"' in drawn, cell
    assert "?cell=" not in page(group, "王经办", f"/cases/{ref}/")
    assert "补正：注册地址" in page(group, "李审核", f"/cases/{ref}/corrections/pin/?cell=address")


def test_the_kind_that_is_likely_is_chosen_already(group: Group) -> None:
    """Red when “缺少” is offered for a scan that is there, or “错误” for what nobody filled in."""
    ref = a_case(group, "under_review")
    row = Case.objects.get(ref=ref).submission
    assert row
    filed = {f"material:{each['key']}": bool(each["files"]) for each in row.materials} | {"address": True}
    assert len(set(filed.values())) == 2
    for cell, is_there in filed.items():
        drawn = page(group, "李审核", f"/cases/{ref}/corrections/pin/?cell={cell}")
        assert re.findall(r'value="(\w+)" required checked', drawn) == ["wrong" if is_there else "missing"], cell


def test_what_was_pinned_stands_in_the_list_and_at_its_cell(group: Group) -> None:
    """Red when it is only kept, or shown to the filer before it was sent."""
    ref = a_case(group, "under_review")
    pin(group, ref, "address", "wrong", "与执照不一致。")
    drawn = page(group, "李审核", f"/cases/{ref}/review/")
    assert "这次要补正的 1 条" in drawn
    assert "补正　错误：与执照不一致。" in drawn
    assert "1 条补正项将一并发出" in drawn
    assert "与执照不一致" not in page(group, "王经办", f"/cases/{ref}/")


def test_a_correction_that_says_too_little_keeps_what_was_typed(group: Group) -> None:
    """Red when a refused form comes back empty."""
    ref = a_case(group, "under_review")
    form = {"cell": "address", "kind": "wrong", "words": "", "token": new_token()}
    answer = client(group, "李审核").post(f"/cases/{ref}/corrections/pin/", form)
    assert answer.status_code == 422
    assert "哪里不对" in answer.content.decode()
    late = client(group, "李审核").post(f"/cases/{ref}/corrections/pin/", form | {"kind": "", "words": "门牌号不对。"})
    assert "门牌号不对。" in late.content.decode()


def test_it_is_said_otherwise_or_taken_off_until_it_is_sent(group: Group) -> None:
    """Red when one of the two buttons leads nowhere."""
    ref = a_case(group, "under_review")
    pin(group, ref, "address")
    pin(group, ref, "region")
    first, second = Correction.objects.order_by("pk")
    reviewer = client(group, "李审核")
    reviewer.post(f"/cases/{ref}/corrections/{first.pk}/", {"kind": "replace", "words": "换成章程上的。"})
    reviewer.post(f"/cases/{ref}/corrections/{second.pk}/remove/")
    (left,) = Correction.objects.all()
    assert (left.kind, left.words) == ("replace", "换成章程上的。")
    assert "换成章程上的。" in page(group, "李审核", f"/cases/{ref}/corrections/{first.pk}/")


@pytest.mark.parametrize("name", ["王经办", "赵主管", "张旁人"])
def test_nobody_else_gets_at_a_desks_list(group: Group, name: str) -> None:
    """E12. Red when a door asks less than `may_pin`."""
    ref = a_case(group, "under_review")
    pin(group, ref, "address")
    own = Correction.objects.get().pk
    asking = client(group, name)
    assert asking.get(f"/cases/{ref}/corrections/pin/?cell=address").status_code == 404
    assert asking.get(f"/cases/{ref}/corrections/{own}/").status_code == 404
    for path in (f"{own}/", f"{own}/remove/", f"{own}/tick/", f"{own}/reply/"):
        form = {"kind": "missing", "verdict": "corrected", "reply": "mended"}
        assert asking.post(f"/cases/{ref}/corrections/{path}", form).status_code in (403, 404), path
    assert Correction.objects.get().verdict == ""


def returned(group: Group) -> str:
    """A case sent back with one correction at a cell and one at a material, editable again."""
    ref = a_case(group, "under_review")
    pin(group, ref, "address", "wrong", "与执照不一致。")
    pin(group, ref, "material:articles", "outdated")
    act(group, "李审核", ref, "return")
    act(group, "王经办", ref, "reopen")
    return ref


def test_the_filer_finds_the_list_its_cells_and_what_was_said_there(group: Group) -> None:
    """E08. Red when an item leads to the wrong page, or its cell says nothing."""
    ref = returned(group)
    form, materials = (page(group, "王经办", f"/cases/{ref}/{each}/") for each in ("form", "materials"))
    for drawn in (form, materials):
        assert "补正项 2 条" in drawn
        assert f"/cases/{ref}/form/#cell-address" in drawn
        assert f"/cases/{ref}/materials/#cell-material-articles" in drawn
    assert "补正　错误：与执照不一致。" in form
    assert "补正　过期" in materials
    assert re.search(r'id="cell-address"[^>]*aria-describedby="cell-address-noted', form)


def test_what_was_not_answered_is_named_over_the_materials(group: Group) -> None:
    """Red when a mistake at an item has no name and no link."""
    ref = returned(group)
    version = Case.objects.get(ref=ref).version
    form = {"version": version, "token": new_token()}
    answer = client(group, "王经办").post(f"/cases/{ref}/moves/report/", form)
    drawn = answer.content.decode()
    assert answer.status_code == 422
    first = Correction.objects.order_by("pk")[0]
    assert f'href="#cell-correction-{first.pk}" data-jump>补正项 注册地址</a>' in drawn
    assert f'id="cell-correction-{first.pk}"' in drawn


def test_an_answer_is_kept_and_a_script_gets_the_list_anew(group: Group) -> None:
    """Red when the answer to a script is a redirect, which leaves the form behind."""
    ref = returned(group)
    first, second = Correction.objects.order_by("pk")
    filer = client(group, "王经办")
    plain = filer.post(
        f"/cases/{ref}/corrections/{first.pk}/reply/", {"reply": "explained", "words": "执照上就是这样。"}
    )
    assert plain.headers["Location"] == f"/cases/{ref}/corrections/"
    path, headers = f"/cases/{ref}/corrections/{second.pk}/reply/", {"HX-Request": "true"}
    drawn = filer.post(path, {"reply": "mended"}, headers=headers).content.decode()
    assert drawn.count("已答复") == 2
    assert [each.reply for each in Correction.objects.order_by("pk")] == ["explained", "mended"]


def test_the_next_reviewer_ticks_off_and_both_pages_say_why_it_came(group: Group) -> None:
    """Red when the list or the reason is shown to one of the two only."""
    ref = returned(group)
    for item in Correction.objects.all():
        form = {"reply": "explained", "words": "就是这样。"}
        client(group, "王经办").post(f"/cases/{ref}/corrections/{item.pk}/reply/", form)
    act(group, "王经办", ref, "report")
    for name, path in (("王经办", f"/cases/{ref}/"), ("李审核", f"/cases/{ref}/review/")):
        drawn = page(group, name, path)
        assert "只改动了退回的 2 条补正项" in drawn
        assert "就是这样。" in drawn
    for item in Correction.objects.all():
        client(group, "李审核").post(f"/cases/{ref}/corrections/{item.pk}/tick/", {"verdict": "corrected"})
    assert "已改正" in page(group, "王经办", f"/cases/{ref}/")
    act(group, "李审核", ref, "approve")
    assert "补正项 2 条" in page(group, "王经办", f"/cases/{ref}/")  # the history keeps it


def test_a_refused_approval_leads_to_what_is_not_ticked_and_a_tick_stays_until_it_is_taken_back(group: Group) -> None:
    """Red when the refusal only says how many there are, or is not said before an opinion is asked for, or the second press of a
    tick takes it back unseen."""
    ref = returned(group)
    for item in Correction.objects.all():
        form = {"reply": "explained", "words": "就是这样。"}
        client(group, "王经办").post(f"/cases/{ref}/corrections/{item.pk}/reply/", form)
    act(group, "王经办", ref, "report")
    reviewer, first = client(group, "李审核"), Correction.objects.order_by("pk")[0]
    sent = {"version": queries.case_for(group.actor("李审核"), ref).version, "token": new_token(), "opinion": "同意。"}
    refused = reviewer.post(f"/cases/{ref}/moves/approve/", sent)
    assert (refused.status_code, "2 条没有核对" in refused.content.decode()) == (422, True)
    dialog = (
        page(group, "李审核", f"/cases/{ref}/review/")
        .partition('<dialog id="move-approve"')[2]
        .partition("</dialog>")[0]
    )
    assert ("2 条没有核对" in dialog, 'type="submit"' in dialog) == (True, False)
    assert f'href="/cases/{ref}/review/#cell-correction-{first.pk}"' in refused.content.decode()
    for verdict, kept in (("corrected", "corrected"), ("corrected", "corrected"), ("", "")):
        reviewer.post(f"/cases/{ref}/corrections/{first.pk}/tick/", {"verdict": verdict})
        first.refresh_from_db()
        assert first.verdict == kept
        assert ("撤销" in page(group, "李审核", f"/cases/{ref}/review/")) == bool(kept)


def ticked(group: Group, refs: list[str]) -> str:
    """The preview of a batch of these, as 李审核 sees it."""
    form = {"case": [f"{ref}@{Case.objects.get(ref=ref).version}" for ref in refs]}
    return client(group, "李审核").post("/s/property_rights/cases/waiting/batch/", form).content.decode()


def test_a_batch_says_before_the_press_what_would_be_refused_and_what_the_checks_remark(group: Group) -> None:
    """Red when one learns of it only from what was left. One of three is pinned, one has answers that are not ticked."""
    pinned, good = (a_case(group, "under_review", claims=False) for _ in range(2))
    open_items = returned(group)
    for item in Correction.objects.all():
        form = {"reply": "explained", "words": "就是这样。"}
        client(group, "王经办").post(f"/cases/{open_items}/corrections/{item.pk}/reply/", form)
    act(group, "王经办", open_items, "report")
    pin(group, pinned, "address")
    preview = ticked(group, [open_items, pinned, good])
    apart = preview.partition('id="refused-title"')[2].partition("</table>")[0]
    assert "要先单独处理的 2 件" in preview
    assert re.findall(r'href="/cases/([^/]+)/review/"', apart) == [pinned, open_items]
    assert "2 条没有核对" in apart
    assert apart.count(PINNED) == 2  # neither 通过 nor 退回 goes with others
    remarks = queries.remarks(queries.case_for(group.actor("李审核"), good))
    assert all(problem.words in preview for problem in remarks[:3])


def test_an_answer_in_the_draft_is_on_nobody_elses_page(group: Group) -> None:
    """Red when the list a reviewer reads tells what was not reported."""
    ref = returned(group)
    first = Correction.objects.order_by("pk")[0]
    form = {"reply": "explained", "words": "还没有想好。"}
    client(group, "王经办").post(f"/cases/{ref}/corrections/{first.pk}/reply/", form)
    drawn = page(group, "李审核", f"/cases/{ref}/")
    assert "补正项 2 条" in drawn
    assert "还没有想好" not in drawn
    assert "还没有想好" in page(group, "王经办", f"/cases/{ref}/form/")


def test_what_another_desk_asked_for_is_read_and_not_ticked(group: Group) -> None:
    """Red when a button is drawn that is refused, or a desk is not told whose the item is."""
    ref = a_case(group, "at_first")
    actions.pin(ref, "address", "missing", "", by=group.actor("孙总管"), token=new_token())
    act(group, "孙总管", ref, "return")
    act(group, "王经办", ref, "reopen")
    filer = group.actor("王经办")
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | {"legal_representative": "周新任"}, by=filer, version=case.draft_version)
    actions.reply(ref, Correction.objects.get().pk, "explained", "就是这样。", by=filer)
    act(group, "王经办", ref, "report")
    drawn = page(group, "李审核", f"/cases/{ref}/review/")
    assert "就是这样。" in drawn
    assert "孙总管要求，由" in drawn
    assert "/tick/" not in drawn


def test_where_a_paper_with_a_number_tells_it_there_is_no_second_one() -> None:
    """行政许可法 32: one 告知书. Red when a print without number stands beside the issued one."""
    assert shelf.matter("survey_hall", "map_review").flow.corrects_by_paper
    assert not shelf.matter("property_rights", "occupy").flow.corrects_by_paper


def test_the_list_is_printed(group: Group) -> None:
    """一次性告知书. Red when there is none, or for a case that was not sent back."""
    ref = returned(group)
    for name in ("王经办", "李审核"):
        answer = client(group, name).get(f"/cases/{ref}/print/corrections/")
        assert answer.content.startswith(b"%PDF")
    assert client(group, "王经办").get(f"/cases/{a_case(group)}/print/corrections/").status_code == 404
