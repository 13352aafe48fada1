"""E07: between the press and the answer of a thousand cases a person knows that they are being done."""

from playwright.sync_api import expect

from banshi.cases.models import Case
from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import As, menu, seen

# The first form that is sent stays on its way; the next one goes. (A page that is left already can be asked nothing.)
HOLD = """() => {
  window.sent = 0
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) window.sent += 1
    if (window.sent < 2) event.preventDefault()
  })
}"""


def test_E07_what_takes_long_says_so_aloud_and_a_second_press_is_none(signed_in: As, site: Site, group: Group) -> None:
    """Red when nothing is said while the answer is on its way, when each press is sent, or when who waits long is told nothing more."""
    refs = [a_case(group, "under_review", claims=False) for _ in range(2)]
    page = signed_in("李审核")
    page.clock.install()
    menu(page, "待审核").click()
    page.get_by_role("button", name="全选本页").click()
    page.get_by_role("button", name="批量办理勾选的").click()
    button = page.get_by_role("button", name="确定办理 2 件")
    page.evaluate(HOLD)
    button.click()
    page.clock.run_for("00:01")
    told = page.get_by_role("status")
    expect(told.filter(has_text="“确定办理 2 件”正在办理，请稍候……")).to_be_visible()
    seen(page, "E07-waiting")
    button.click(force=True)
    assert page.evaluate("window.sent") == 1
    page.clock.run_for("00:08")
    expect(told.filter(has_text="时间比平时长，还在等系统答复。也可以再按一次，不会办两次。")).to_be_visible()
    button.click()
    expect(page.get_by_text("已对 2 件办理“通过”")).to_be_visible()
    assert {Case.objects.get(ref=ref).position for ref in refs} == {1}
