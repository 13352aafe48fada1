"""S10: nothing people type runs in anybody's browser: not where it is filled in, read, searched, reviewed, told or logged."""

import pytest
from playwright.sync_api import Page, expect

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.define import Text
from banshi.jobs.demo_files import sample
from banshi.people.models import Account, Organisation
from tests.harness.site import Site
from tests.situations import Group, a_case, act, attach_all
from tests.walks.people import As

RUNS = "\"'><img src=x onerror=window.ran=1>"
SHORT = "<svg onload=ran=1>"
PAGES = ("", "form/", "materials/")
DOOR = "/s/property_rights"


@pytest.fixture
def markup(group: Group) -> Group:
    """Everybody and every unit of the group is called by something that runs where it is not shown as text."""
    for unit in group.units.values():
        Organisation.objects.filter(pk=unit).update(name=f"{SHORT}{unit}")
    Account.objects.filter(username__in=group.names.values()).update(name=SHORT)
    return group


def a_hostile_case(group: Group) -> str:
    """A draft in which every text, every note and the file's name would run."""
    filer = group.actor("王经办")
    ref = a_case(group)
    case = queries.case_for(filer, ref)
    texts = [field for field in case.matter.form.fields() if isinstance(field, Text) and field.key in case.draft]
    typed = {field.key: RUNS[: field.longest] for field in texts}
    cases.save_draft(case, case.draft | typed, by=filer, version=case.draft_version)
    attach_all(ref, filer)
    cases.attach(ref, "articles", sample("扫描件", ("pdf",))[1], f"{RUNS}.pdf", by=filer)
    return ref


def assert_nothing_ran(page: Page, address: str) -> None:
    """The page shows it, and no element came of it."""
    page.goto(address)
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x], svg[onload]").count() == 0


def test_S10_what_is_typed_is_shown_and_never_run(markup: Group, signed_in: As, site: Site) -> None:
    """Red when a template or a script of ours puts typed text into a page as markup: an element comes of it, or the policy complains."""
    ref = a_hostile_case(markup)
    filer = signed_in("王经办")
    for address in (*(f"/cases/{ref}/{page}" for page in PAGES), f"{DOOR}/", f"{DOOR}/cases/drafts/", "/notices/"):
        assert_nothing_ran(filer, site.url + address)
    filer.goto(f"{site.url}/cases/{ref}/form/")
    filer.fill("#cell-address", RUNS)
    filer.keyboard.press("Tab")
    expect(filer.locator("#saved")).to_contain_text("已保存")
    filer.goto(f"{site.url}{DOOR}/cases/drafts/?text={RUNS}")
    expect(filer.get_by_label("单位名称或办件编号")).to_have_value(RUNS)
    act(markup, "王经办", ref, "report")
    reviewer = signed_in("李审核")
    assert_nothing_ran(reviewer, f"{site.url}/cases/{ref}/review/")
    reviewer.get_by_role("button", name="退回", exact=True).click()
    reviewer.get_by_label("退回意见").fill(RUNS)
    reviewer.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(reviewer.locator("p.status")).to_contain_text("退回")
    for page, address in ((reviewer, f"/cases/{ref}/"), (filer, "/notices/"), (filer, f"/cases/{ref}/")):
        assert_nothing_ran(page, site.url + address)
    expect(filer.locator(".timeline")).to_contain_text(RUNS)
