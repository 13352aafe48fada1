"""H16: somebody opens another platform from here without signing in again, and says what it may know."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT
from subprocess import PIPE, Popen

from playwright.sync_api import Page, expect

from banshi.jobs.demo_platform import TITLE
from banshi.people.signing_in import passwords
from tests.harness.processes import eventually
from tests.harness.site import BANSHI, Site
from tests.people.sso.books import Books, books
from tests.walks.people import Enter, administrate, fill_sign_in, seen

WHO = "zhouxiaoman"


def test_H16_another_platform_opens_without_signing_in_again(site: Site, another: Enter) -> None:
    """Red when somebody has to sign in again, nobody is asked first, or the second time asks again; and when the platform does not hear
    of 【退出】: it has third-party libraries of its own, and believes none but a right token."""
    with books(site) as there:
        keeper, page = another(), another()
        administrate(keeper, site, "system_admin")
        registers(keeper, there)
        enters(page, site)
        page.goto(f"{site.url}/me/platforms/")
        seen(page, "H16-before")
        page.get_by_role("link", name="读者之家").click()
        expect(page.get_by_role("heading", name="用这里的账户登录“读者之家”")).to_be_visible()
        seen(page, "H16-consent")
        page.get_by_role("button", name="同意并登录").click()
        greeted(page)
        page.goto(f"{site.url}/me/platforms/")
        expect(page.get_by_text("它知道：")).to_be_visible()
        seen(page, "H16-after")
        page.get_by_role("link", name="读者之家").click()
        greeted(page)

        page.get_by_role("link", name="退出读者之家").click()
        expect(page.get_by_role("heading", name="这里也退出吗？")).to_be_visible()
        seen(page, "H16-sign-out")
        page.get_by_role("button", name="一起退出").click()
        expect(page.get_by_role("heading", name="选择要登录的系统")).to_be_visible()

        enters(page, site)
        page.goto(there.url)
        greeted(page)
        page.goto(f"{site.url}/me/platforms/")
        page.get_by_role("button", name="退出").click()
        page.wait_for_url("**/sign-in/**")
        assert eventually(lambda: is_out(page, there))


def test_H16_the_demo_has_a_platform_to_try(site: Site, another: Enter) -> None:
    """`banshi demo-platform`. Red when it does not run beside the site, greets somebody unasked, shows nothing of 【退出】 at the site,
    leads back in who leaves here alone, or stays in the list when it has ended."""
    page = another()
    enters(page, site)
    with the_demos_platform(site) as address:
        page.goto(f"{site.url}/me/platforms/")
        page.get_by_role("link", name=TITLE).click()
        page.get_by_role("button", name="同意并登录").click()
        expect(page.get_by_text("您好，周小满。您没有在这里输过密码。")).to_be_visible()
        seen(page, "H16-demo")
        page.get_by_role("link", name="回到【其他平台】").click()
        page.get_by_role("button", name="退出").click()
        page.wait_for_url("**/sign-in/**")
        assert eventually(lambda: page.goto(f"{address}here") and page.get_by_text("这里也随之退出（").is_visible())
        seen(page, "H16-demo-ended")

        enters(page, site)
        page.goto(address)
        page.get_by_role("button", name="退出").click()
        page.get_by_role("button", name="继续使用").click()
        expect(page.get_by_text("您已退出读者之家。")).to_be_visible()
        page.get_by_role("link", name="回到【其他平台】").click()
        expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.reload()
    expect(page.get_by_text(TITLE)).to_have_count(0)


@contextmanager
def the_demos_platform(site: Site) -> Iterator[str]:
    """Where it runs, and the site may tell it of who has signed out; it is ended as by Ctrl-C."""
    origin = f"http://127.0.0.1:{site.books}"
    own = site.house.environment() | {"BANSHI_SITE_URL": site.url, "BANSHI_PLATFORM_ORIGINS": origin}
    command: list[str | Path] = [BANSHI, "demo-platform", "--port", str(site.books)]
    with Popen(command, env=os.environ | own, stdout=PIPE, text=True) as process:
        assert process.stdout
        assert TITLE in process.stdout.readline()
        try:
            yield f"{origin}/"
            process.send_signal(SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()


def registers(keeper: Page, there: Books) -> None:
    """【登记平台】."""
    keeper.get_by_role("link", name="其他平台").first.click()
    seen(keeper, "H16-no-platforms")
    keeper.get_by_role("link", name="登记平台").click()
    keeper.get_by_label("平台名称").fill("读者之家")
    keeper.get_by_label("打开地址").fill("books")
    keeper.get_by_label("回调地址").fill(there.back)
    keeper.get_by_label("退出通知地址").fill("https://books.example.gov.cn/signed-out")
    keeper.get_by_role("button", name="登记").click()
    expect(keeper.get_by_text("请填写完整的地址")).to_be_visible()
    expect(keeper.get_by_text("还没有获准通知 https://books.example.gov.cn")).to_be_visible()
    expect(keeper.get_by_label("回调地址")).to_have_value(there.back)
    seen(keeper, "H16-register")
    keeper.get_by_label("打开地址").fill(there.url)
    keeper.get_by_label("退出通知地址").fill(there.signed_out)
    keeper.get_by_role("button", name="登记").click()
    there.is_handed(keeper.inner_text("#client"), secret := keeper.inner_text("#secret"))
    seen(keeper, "H16-secret")
    keeper.get_by_role("link", name="回到其他平台").click()
    seen(keeper, "H16-platforms")
    keeper.get_by_role("link", name="读者之家").click()
    expect(keeper.get_by_text(secret)).to_have_count(0)
    seen(keeper, "H16-platform")


def enters(page: Page, site: Site) -> None:
    """周小满 signs in here."""
    page.goto(f"{site.url}/s/account_matters/sign-in/")
    fill_sign_in(page, site, WHO, passwords.demo(WHO))
    page.wait_for_url("**/s/account_matters/")


def is_out(page: Page, there: Books) -> bool:
    """The platform knows the browser no more; the worker needs a moment."""
    page.goto(there.shelf)
    return page.get_by_text("请登录").is_visible()


def greeted(page: Page) -> None:
    """By the platform."""
    expect(page.get_by_text("您好，周小满")).to_be_visible()
