"""E15: everything can be done by keyboard alone, and at twice the size."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from banshi.cases.models import Case
from tests.harness.site import Site
from tests.situations import Group, a_case, attach_all
from tests.walks.people import As, seen

FAR = 400  # presses of Tab from one end of a page to the other, at most
TWICE: ViewportSize = {"width": 640, "height": 450}  # a window of 1280 pixels at 200 %
NAME = """() => {
  const at = document.activeElement
  const labels = at.labels && at.labels.length ? at.labels[0].textContent : ""
  return (labels || at.getAttribute("aria-label") || at.textContent || "").replace("*", "").trim()
}"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what is called so has the focus, and the eye can see that it has."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"{name} is not reached by Tab")


def press(page: Page, *names: str) -> None:
    """Tab and Enter, for each."""
    for name in names:
        tab_to(page, name)
        page.keyboard.press("Enter")


def test_E15_a_case_is_reported_and_approved_by_keyboard_alone(signed_in: As, site: Site, group: Group) -> None:
    """Red when a button is no button, a dialog does not take the focus, or the focus is not seen."""
    ref = a_case(group)
    attach_all(ref, group.actor("王经办"))
    filer = signed_in("王经办")
    filer.goto(f"{site.url}/cases/{ref}/materials/")
    press(filer, "上报")
    filer.wait_for_url("**/moves/report/")
    press(filer, "确定")
    expect(filer.locator("p.status")).to_contain_text("待审核")
    reviewer = signed_in("李审核")
    press(reviewer, "待审核")
    reviewer.wait_for_url("**/cases/waiting/")
    press(reviewer, "审核" + Case.objects.get(ref=ref).unit_name)
    reviewer.wait_for_url(f"**/cases/{ref}/review/**")
    press(reviewer, "退回")
    tab_to(reviewer, "退回意见")
    reviewer.keyboard.type("附件不清晰。")
    press(reviewer, "关闭", "通过")
    tab_to(reviewer, "确定")
    seen(reviewer, "E15-focus")
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("p.status")).to_contain_text("交通公司")
    assert Case.objects.get(ref=ref).position == 1


@pytest.mark.parametrize("page", ["form/", "materials/", ""])
def test_E15_a_draft_is_read_at_twice_the_size(signed_in: As, site: Site, group: Group, page: str) -> None:
    """Red when something is cut off or the page scrolls sideways (WCAG 2.2, 1.4.4 and 1.4.10)."""
    ref = a_case(group)
    filer = signed_in("王经办")
    filer.set_viewport_size(TWICE)
    filer.goto(f"{site.url}/cases/{ref}/{page}")
    assert filer.evaluate("document.documentElement.scrollWidth") <= TWICE["width"]
