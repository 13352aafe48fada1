"""What people do at every walk: sign in, fill in a form, attach a scan."""

import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Locator, Page

from banshi.jobs.demo_files import sample
from banshi.lib.actor import SYSTEM
from banshi.people import actions as people
from banshi.people import demo
from banshi.people.models import Account
from banshi.people.signing_in import passwords
from tests.harness.browser import DESKTOP, assert_accessible, screenshot
from tests.harness.site import Site
from tests.people.signing_in import DEVICE, a_session, sent_code
from tests.situations import Group, a_code

DOOR = "/s/property_rights/sign-in/"
As = Callable[[str], Page]
Enter = Callable[[], Page]


def seen(page: Page, step: str) -> None:
    """The page is accessible, its pictures are kept, and neither a phone's nor a desk's page scrolls sideways."""
    assert_accessible(page)
    screenshot(page, step)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= DESKTOP["width"], f"{step}: {wide} px wide on a desk"


def menu(page: Page, title: str) -> Locator:
    """A page of the left menu."""
    return page.get_by_role("navigation", name="主菜单").get_by_role("link", name=title, exact=True)


def move(page: Page, title: str) -> None:
    """One of a case's moves, and 【确定】 in its dialog, or on the page of a report."""
    page.get_by_role("button", name=title, exact=True).click()
    page.get_by_role("button", name="确定").click()


def go_in(page: Page, site: Site, username: str, pack: str) -> None:
    """Somebody has signed in at this computer, and comes to the home of a pack. The ways in have walks of their own."""
    session = a_session(Account.objects.get(username=username), pack=pack)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.url}])
    page.goto(f"{site.url}/s/{pack}/")


def sign_in(page: Page, site: Site, group: Group, name: str, *, typed: str = "") -> None:
    """One of the people signs in at the pack's door, with the authenticator's code, or a superior unit's by SMS."""
    page.goto(site.url + DOOR)
    fill_sign_in(page, site, typed or group.names[name], passwords.demo(group.names[name]))
    if name == "陈处长":
        show_code(page, group.names[name])
    page.wait_for_url(re.compile("/s/property_rights/$|/sign-in/device/$"))
    if page.url.endswith(DEVICE):
        page.fill("#code", sent_code())
        page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/s/property_rights/")


def administrate(page: Page, site: Site, role: str) -> None:
    """An administrator of their own signs in, with the code of their authenticator, which is good once."""
    code = a_code()
    name = f"keeper{code.lower()}"
    unit = people.add_unit(name=f"平台{code}", code=code, tree=f"平台{code}", by=SYSTEM)
    demo.make_account(
        unit=unit, identifier=name, name="周管理", roles=(role,), settled=True, totp=True, number=int(code[:8])
    )
    page.goto(site.url + DOOR)
    fill_sign_in(page, site, name, passwords.demo(name))
    show_code(page, name)
    page.wait_for_url("**/console/**")


def fill_sign_in(page: Page, site: Site, identifier: str, password: str) -> None:
    """User name, password and captcha, and 【登录】."""
    page.fill("#login", identifier)
    page.fill("#password", password)
    page.fill("#captcha", site.sink.captcha(page.input_value("input[name=captcha_key]")))
    page.locator("main").get_by_role("button", name="登录").click()


def show_code(page: Page, identifier: str) -> None:
    """The code of the authenticator; the next one where half a minute ended between reading and pressing."""
    for _ in range(2):
        page.fill("#code", totp(identifier))
        with page.expect_navigation():
            page.get_by_role("button", name="确定").click()
        if not page.locator("#code[autocomplete=one-time-code]").count():
            return


def totp(identifier: str) -> str:
    """What the authenticator of a demo account shows now."""
    said = "\n".join(demo.codes_of(identifier))
    found = re.search(r"动态口令：(\d{6})", said)
    assert found, said
    return found[1]


def sign_out(page: Page) -> None:
    """【退出】."""
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/")


def a_scan(folder: Path, name: str = "扫描件.pdf") -> Path:
    """A small PDF on the person's disk."""
    file = folder / name
    file.write_bytes(sample("扫描件", ("pdf",))[1].read())
    return file


def pick(page: Page, label: str, text: str) -> None:
    """【选择】 beside a field, search, and the first that is found."""
    page.get_by_role("button", name=re.compile(f"^选择 ?{re.escape(label)}$")).click()
    page.get_by_label("按名称或代码查找").fill(text)
    page.locator("#picker-options button", has_text=text).first.click()
