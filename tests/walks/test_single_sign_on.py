"""H16: somebody opens another platform from here without signing in again, and says what it may know."""

import pytest
from playwright.sync_api import expect

from banshi.people.signing_in import passwords
from tests.harness.site import Site, free_port
from tests.people.sso.books import books
from tests.walks.people import Enter, administrate, fill_sign_in, seen

WHO = "zhouxiaoman"


def test_H16_another_platform_opens_without_signing_in_again(
    site: Site, another: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when somebody has to sign in again, nobody is asked first, or the second time asks again."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with books(free_port(), site.url) as there:
        keeper = another()
        administrate(keeper, site, "system_admin")
        keeper.get_by_role("link", name="其他平台").first.click()
        seen(keeper, "H16-no-platforms")
        keeper.get_by_role("link", name="登记平台").click()
        keeper.get_by_label("平台名称").fill("读者之家")
        keeper.get_by_label("打开地址").fill("books")
        keeper.get_by_label("回调地址").fill(f"{there.url}back")
        keeper.get_by_role("button", name="登记").click()
        expect(keeper.get_by_text("请填写完整的地址")).to_be_visible()
        expect(keeper.get_by_label("回调地址")).to_have_value(f"{there.url}back")
        seen(keeper, "H16-register")
        keeper.get_by_label("打开地址").fill(there.url)
        keeper.get_by_role("button", name="登记").click()
        there.client, there.secret = keeper.inner_text("#client"), keeper.inner_text("#secret")
        seen(keeper, "H16-secret")
        keeper.get_by_role("link", name="回到其他平台").click()
        keeper.get_by_role("link", name="读者之家").click()
        expect(keeper.get_by_text(there.secret)).to_have_count(0)
        seen(keeper, "H16-platform")

        page = another()
        page.goto(f"{site.url}/s/account_matters/sign-in/")
        fill_sign_in(page, site, WHO, passwords.demo(WHO))
        page.wait_for_url("**/s/account_matters/")
        page.goto(f"{site.url}/me/platforms/")
        seen(page, "H16-before")
        page.get_by_role("link", name="读者之家").click()
        expect(page.get_by_role("heading", name="用这里的账户登录“读者之家”")).to_be_visible()
        seen(page, "H16-consent")
        page.get_by_role("button", name="同意并登录").click()
        expect(page.get_by_text("您好，周小满")).to_be_visible()
        page.goto(f"{site.url}/me/platforms/")
        expect(page.get_by_text("它知道：")).to_be_visible()
        seen(page, "H16-after")
        page.get_by_role("link", name="读者之家").click()
        expect(page.get_by_text("您好，周小满")).to_be_visible()

        page.get_by_role("link", name="退出读者之家").click()
        expect(page.get_by_role("heading", name="这里也退出吗？")).to_be_visible()
        seen(page, "H16-sign-out")
        page.get_by_role("button", name="一起退出").click()
        expect(page.get_by_role("heading", name="选择要登录的系统")).to_be_visible()
